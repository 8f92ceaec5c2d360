package dev.logtail.cli;

import dev.logtail.model.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code user:password@} that people put into an API's URL. It leaves the URL before anything
 * can print that. Pure.
 */
final class ApiUser {
  private static final Pattern USER =
      Pattern.compile("\\s*((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)?([^/?#]*)@(.*)", Pattern.DOTALL);

  private ApiUser() {}

  /** The user of {@code url}, decoded; empty when it has none. */
  static Optional<Secret> in(String url) {
    Matcher user = USER.matcher(url);
    return user.matches() && !user.group(2).isEmpty()
        ? Optional.of(new Secret(decoded(user.group(2))))
        : Optional.empty();
  }

  static String without(String url) {
    Matcher user = USER.matcher(url);
    return user.matches() ? (user.group(1) == null ? "" : user.group(1)) + user.group(3) : url;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
