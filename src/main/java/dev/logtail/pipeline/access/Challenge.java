package dev.logtail.pipeline.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to be let in that a server offers in WWW-Authenticate. A header may hold several, with
 * the same comma between them as between their parameters:
 *
 * <pre>
 *   Digest realm="a, b", nonce="x", qop="auth", Basic realm="a"
 * </pre>
 *
 * @param scheme in lower case
 * @param parameters by name, in any case, without quotes
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /**
   * A parameter, or else a scheme's name, maybe with the one word that some have for parameters.
   */
  private static final Pattern PART =
      Pattern.compile(
          "[,\\s]*(?:("
              + TOKEN
              + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|("
              + TOKEN
              + "))|("
              + TOKEN
              + ")(?:\\s+[A-Za-z0-9._~+/-]+=*(?=\\s*(?:,|$)))?)");

  /** All that stand in the values of the header; what can't be read ends its value. */
  static List<Challenge> parse(List<String> values) {
    List<Challenge> found = new ArrayList<>();
    for (String value : values) {
      Matcher part = PART.matcher(value);
      while (part.lookingAt()) {
        if (part.group(4) != null) {
          found.add(
              new Challenge(
                  part.group(4).toLowerCase(Locale.ROOT),
                  new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
        } else if (!found.isEmpty()) {
          String text = part.group(2) == null ? part.group(3) : unquoted(part.group(2));
          found.get(found.size() - 1).parameters.putIfAbsent(part.group(1), text);
        }
        part.region(part.end(), value.length());
      }
    }
    return found;
  }

  private static String unquoted(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
