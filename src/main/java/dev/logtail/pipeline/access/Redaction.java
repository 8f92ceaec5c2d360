package dev.logtail.pipeline.access;

import dev.logtail.model.Secret;
import dev.logtail.model.ShownUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * Knows every secret of this run and takes it out of text that is about to be shown: as it is, in
 * base64 and URL-encoded. A server's answer may repeat what it was sent.
 *
 * <p>Safe for use by many threads.
 */
public final class Redaction {
  /** What is shorter would be found everywhere. */
  private static final int SHORTEST = 4;

  /** What is shorter is hidden as a word only: hiding parts of words would tell it. */
  private static final int LONG = 12;

  /** The longest first: a secret may hold another one. */
  private final Set<String> forms =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(form -> form));

  /** Hides {@code secret} from now on. */
  public void hide(Secret secret) {
    String plain = secret.reveal();
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    String encoded = URLEncoder.encode(plain, StandardCharsets.UTF_8);
    for (String form :
        List.of(
            plain,
            encoded,
            encoded.replace("+", "%20"),
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
      if (form.length() >= SHORTEST) {
        forms.add(form);
      }
    }
  }

  /** {@code text} without any secret. */
  public String of(String text) {
    String shown = text;
    for (String form : forms) {
      if (shown.contains(form)) {
        shown = hidden(shown, form);
      }
    }
    return ShownUrl.in(shown);
  }

  private static String hidden(String text, String form) {
    if (form.length() >= LONG) {
      return text.replace(form, "****");
    }
    return Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(form) + "(?![A-Za-z0-9])")
        .matcher(text)
        .replaceAll("****");
  }
}
