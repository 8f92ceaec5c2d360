package dev.logtail.view.export;

import dev.logtail.wire.JsonText;
import java.util.HashSet;
import java.util.Set;

/**
 * One line of logfmt in the making, after go-logfmt's rules: a value that holds a blank, an equals
 * sign, a quote or a control character stands in quotes, with JSON's escapes; so does one that
 * could do something to a terminal. In keys, which know no quotes, such characters become {@code
 * _}; a key that is taken gets one {@code _} more in front.
 */
final class LogfmtPairs {
  private static final String NULL = "null";

  private final StringBuilder out;
  private final Set<String> used = new HashSet<>();

  LogfmtPairs(StringBuilder out) {
    this.out = out;
  }

  void textIfAny(String key, String value) {
    if (!value.isEmpty()) {
      text(key, value);
    }
  }

  void text(String key, String value) {
    key(key);
    if (isBare(value) && !value.equals(NULL)) {
      out.append(value);
    } else {
      JsonText.quote(out, value);
    }
  }

  /** A number, true, false or null, as it was written. */
  void literal(String key, String literal) {
    key(key);
    out.append(literal);
  }

  private void key(String name) {
    String key = name.isEmpty() ? "_" : bare(name);
    while (!used.add(key)) {
      key = "_" + key;
    }
    out.append(used.size() == 1 ? "" : " ").append(key).append('=');
  }

  private static String bare(String name) {
    if (isBare(name)) {
      return name;
    }
    StringBuilder bare = new StringBuilder();
    name.codePoints()
        .mapToObj(Character::toString)
        .forEach(point -> bare.append(isBare(point) ? point : "_"));
    return bare.toString();
  }

  private static boolean isBare(String text) {
    return text.indexOf(' ') < 0
        && text.indexOf('=') < 0
        && text.indexOf('\ufffd') < 0
        && JsonText.isPlain(text);
  }
}
