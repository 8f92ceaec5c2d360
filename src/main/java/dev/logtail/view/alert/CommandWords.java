package dev.logtail.view.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a command as people write it into words. There is no shell behind it: nothing is expanded,
 * piped or substituted.
 *
 * <pre>
 *   page --to 'on call' "a \"b\"" c\ d     [page] [--to] [on call] [a "b"] [c d]
 * </pre>
 */
public final class CommandWords {
  private static final char NO_QUOTE = 0;

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private char quote = NO_QUOTE;

  private CommandWords() {}

  /**
   * The words of {@code command}, at least one.
   *
   * @throws IllegalArgumentException when it has none or ends inside of quotes
   */
  public static List<String> of(String command) {
    return new CommandWords().read(command);
  }

  private List<String> read(String command) {
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      boolean escapes = c == '\\' && quote != '\'' && i + 1 < command.length();
      if (escapes && (quote == NO_QUOTE || "\"\\".indexOf(command.charAt(i + 1)) >= 0)) {
        i++;
        add(command.charAt(i));
      } else {
        take(c);
      }
    }
    if (quote != NO_QUOTE) {
      throw new IllegalArgumentException("the quote " + quote + " is not closed");
    }
    endWord();
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new IllegalArgumentException("a program is missing");
    }
    return List.copyOf(words);
  }

  private void take(char c) {
    if (quote != NO_QUOTE) {
      if (c == quote) {
        quote = NO_QUOTE;
      } else {
        add(c);
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
      inWord = true;
    } else if (Character.isWhitespace(c)) {
      endWord();
    } else {
      add(c);
    }
  }

  private void add(char c) {
    word.append(c);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
