package dev.logtail.cli;

import dev.logtail.pipeline.filter.FilterGrammar;
import dev.logtail.view.tui.HelpPage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code logtail help} tells besides the commands: pages made from the tables in use. */
enum HelpTopic {
  TARGETS,
  FILTER,
  KEYS,
  EXIT_CODES,
  ENVIRONMENT;

  private static final int COLUMNS = 80;

  static Optional<HelpTopic> named(String word) {
    return Stream.of(values()).filter(topic -> topic.toString().equals(word)).findFirst();
  }

  /** Lines of at most 80 columns. */
  List<String> page() {
    return switch (this) {
      case TARGETS -> targets();
      case FILTER -> FilterGrammar.lines();
      case KEYS -> HelpPage.text();
      case EXIT_CODES -> table(ExitCode.table());
      case ENVIRONMENT -> table(EnvironmentVariable.table());
    };
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> targets() {
    return List.of(
        "  002050                 a worker's key, or a part of one that no other key has",
        "  '*turtle*'             a glob: * is any text, ? one character",
        "  /^user1.*turtle$/      a regular expression, found anywhere in a key",
        "  ws://localhost:54321   a stream's own URL; no API is asked for it",
        "",
        "Several may be given; none means every worker. A key that is exactly so goes",
        "before all that it is a part of. Lower-case text fits any case where nothing",
        "fits it as it is.",
        "",
        "'follow' waits for workers that a glob or a regular expression will fit; a key",
        "that nobody has is an error that names the nearest ones (exit status 3).",
        "'list' takes the same without URLs; 'check' takes an API's http:// URL, too.");
  }

  /** Two columns, the second one broken into lines. */
  static List<String> table(Map<String, String> rows) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0) + 4;
    return rows.entrySet().stream()
        .flatMap(row -> row(row.getKey(), row.getValue(), width))
        .toList();
  }

  private static Stream<String> row(String name, String text, int width) {
    List<String> lines = wrapped(text, COLUMNS - width);
    String first = "  " + name.strip() + " ".repeat(width - 2 - name.strip().length());
    return Stream.concat(
        Stream.of(first + lines.get(0)),
        lines.stream().skip(1).map(line -> " ".repeat(width) + line));
  }

  private static List<String> wrapped(String text, int columns) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (String word : text.split(" ", -1)) {
      if (at > 0 && at + 1 + word.length() > columns) {
        out.append('\n');
        at = 0;
      }
      out.append(at == 0 ? "" : " ").append(word);
      at += word.length() + (at == 0 ? 0 : 1);
    }
    return out.toString().lines().toList();
  }
}
