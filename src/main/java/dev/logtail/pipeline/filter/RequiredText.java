package dev.logtail.pipeline.filter;

import java.util.Optional;

/**
 * Finds text that stands in whatever an expression in RE2 syntax matches: characters that follow
 * each other outside of groups, classes, alternatives and repetitions. What it does not know for
 * certain it does not tell. One reading of one expression.
 */
final class RequiredText {
  private static final String SPECIAL = ".^$]}";
  private static final String REPEATS = "*?+";

  /** Escapes that are one letter and stand for no letter. */
  private static final String LETTER_ESCAPES = "dDsSwWbBAznrtfva";

  private final String regex;
  private final boolean anyCase;
  private final StringBuilder run = new StringBuilder();
  private Optional<Literal> longest = Optional.empty();
  private int at;

  private RequiredText(String regex, boolean anyCase) {
    this.regex = regex;
    this.anyCase = anyCase;
  }

  /**
   * The longest one found.
   *
   * @param regex an expression that was understood
   * @param anyCase whether it is matched in any case; it has no capitals then
   */
  static Optional<Literal> of(String regex, boolean anyCase) {
    RequiredText reading = new RequiredText(regex, anyCase);
    return reading.read() ? reading.longest : Optional.empty();
  }

  /** False when what was found may not be required. */
  private boolean read() {
    while (at < regex.length()) {
      char c = regex.charAt(at++);
      boolean known =
          switch (c) {
            case '|' -> false;
            case '(' -> passGroup();
            case '[' -> passClass();
            case '\\' -> readEscape();
            case '{' -> passCount();
            default -> readPlain(c);
          };
      if (!known) {
        return false;
      }
    }
    end();
    return true;
  }

  private boolean readPlain(char c) {
    if (c != '+' && REPEATS.indexOf(c) >= 0) {
      run.setLength(Math.max(0, run.length() - 1));
    }
    if (REPEATS.indexOf(c) >= 0 || SPECIAL.indexOf(c) >= 0 || Character.isSurrogate(c)) {
      end();
    } else {
      run.append(c);
    }
    return true;
  }

  /** A count behind a character; or what looks like one. */
  private boolean passCount() {
    run.setLength(Math.max(0, run.length() - 1));
    end();
    while (at < regex.length() && "0123456789,".indexOf(regex.charAt(at)) >= 0) {
      at++;
    }
    return true;
  }

  private boolean readEscape() {
    char c = regex.charAt(at++);
    if (c < '0' || (c < 0x80 && !Character.isLetterOrDigit(c))) {
      run.append(c);
      return true;
    }
    end();
    return LETTER_ESCAPES.indexOf(c) >= 0;
  }

  /** A group may be passed over when it changes nothing for what follows. */
  private boolean passGroup() {
    end();
    if (regex.startsWith("?", at) && !regex.startsWith("?:", at) && !regex.startsWith("?P<", at)) {
      return false;
    }
    int open = 1;
    while (open > 0 && at < regex.length()) {
      char c = regex.charAt(at++);
      if (c == '\\' && !passEscape()) {
        return false;
      }
      if (c == '[' && !passClass()) {
        return false;
      }
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return open == 0;
  }

  /** What stands between brackets; one that holds a bracket itself is not understood. */
  private boolean passClass() {
    end();
    at += regex.startsWith("^", at) ? 1 : 0;
    at += regex.startsWith("]", at) ? 1 : 0;
    while (at < regex.length()) {
      char c = regex.charAt(at++);
      if (c == ']') {
        return true;
      }
      if (c == '[' || (c == '\\' && !passEscape())) {
        return false;
      }
    }
    return false;
  }

  /** False for what begins a stretch of text in which nothing has a meaning. */
  private boolean passEscape() {
    return at < regex.length() && regex.charAt(at++) != 'Q';
  }

  /** What comes next need not follow. */
  private void end() {
    int most = longest.map(some -> some.trace().text().length()).orElse(0);
    Optional<Literal> found = Literal.of(run.toString(), anyCase);
    if (found.isPresent() && found.get().trace().text().length() > most) {
      longest = found;
    }
    run.setLength(0);
  }
}
