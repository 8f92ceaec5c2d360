package dev.logtail.model;

import java.net.URI;
import java.util.regex.Pattern;

/** A URL as it may be printed: what its query names as a secret is hidden. Pure. */
public final class ShownUrl {
  /** A mark that ends the sentence around the URL does not belong to the secret. */
  private static final Pattern SECRET_IN_QUERY =
      Pattern.compile(
          "([?&;](?:[\\w.-]*token|jwt|[\\w.-]*key|auth|authorization|password|sig|signature)=)"
              + "(?!\\*\\*\\*\\*)[^&;#\\s'\"]*[^&;#\\s'\",:.)]",
          Pattern.CASE_INSENSITIVE);

  private ShownUrl() {}

  public static String of(URI url) {
    return in(url.toString());
  }

  /** The same for every URL in {@code text}. */
  public static String in(String text) {
    return SECRET_IN_QUERY.matcher(text).replaceAll("$1****");
  }
}
