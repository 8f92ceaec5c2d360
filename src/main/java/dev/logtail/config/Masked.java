package dev.logtail.config;

import dev.logtail.model.ShownUrl;
import java.util.List;
import java.util.regex.Pattern;

/** What may be shown of the configuration's values: secrets become {@code ****}. Pure. */
public final class Masked {
  /** In place of a secret. */
  public static final String HIDDEN = "****";

  /** Anything with {@code user:password@} in it. */
  private static final Pattern USER_IN_URL = Pattern.compile("(?<=//)[^/?#\\s'\"]*@");

  /** What others call a header's secret. */
  private static final Pattern SCHEME =
      Pattern.compile("\\b(Bearer|Basic|Digest)\\s+[^\\s'\"]+", Pattern.CASE_INSENSITIVE);

  /** Who knows the path of such an address may write to it. */
  private static final Pattern WEBHOOK = Pattern.compile("^(webhook:[a-z]+://[^/?#]+)[/?#].*$");

  private Masked() {}

  /** The value that {@code path} leads to, by the names of the keys from the top of the file. */
  static String value(List<String> path, String text) {
    if (path.size() < 3 || !path.get(0).equals("contexts")) {
      return text(text);
    }
    return switch (path.get(2)) {
      case "token" -> HIDDEN;
      case "user" -> user(text);
      case "headers" -> path.size() > 3 ? HIDDEN : header(text);
      default -> text(text);
    };
  }

  /** {@code bob:****}. */
  private static String user(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon + 1) + HIDDEN;
  }

  /** {@code X-Api-Key: ****}. */
  private static String header(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? HIDDEN : line.substring(0, colon) + ": " + HIDDEN;
  }

  /** Any other text, without what URLs and the like in it hold. */
  public static String text(String text) {
    String shown = USER_IN_URL.matcher(text).replaceAll(HIDDEN + "@");
    shown = SCHEME.matcher(shown).replaceAll("$1 " + HIDDEN);
    shown = WEBHOOK.matcher(shown).replaceAll("$1/" + HIDDEN);
    return ShownUrl.in(shown);
  }
}
