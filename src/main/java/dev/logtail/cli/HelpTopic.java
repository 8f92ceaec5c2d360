package dev.logtail.cli;

import dev.logtail.pipeline.filter.FilterGrammar;
import dev.logtail.view.tui.HelpPage;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What {@code logtail help} tells besides the commands: pages made from the tables in use. */
enum HelpTopic {
  TARGETS(TopicPages::targets),
  FILTER(FilterGrammar::lines),
  TIMES(TopicPages::times),
  FORMATS(TopicPages::formats),
  TEMPLATES(TopicPages::templates),
  ALERTS(TopicPages::alerts),
  KEYS(HelpPage::text),
  DEBUG_COMMANDS(TopicPages::debug),
  EXIT_CODES(() -> TextTable.of(ExitCode.table())),
  ENVIRONMENT(() -> TextTable.of(EnvironmentVariable.table()));

  /** For completion in shells. */
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(values()).map(HelpTopic::toString).iterator();
    }
  }

  private final Supplier<List<String>> lines;

  HelpTopic(Supplier<List<String>> lines) {
    this.lines = lines;
  }

  static Optional<HelpTopic> named(String word) {
    return Stream.of(values()).filter(topic -> topic.toString().equals(word)).findFirst();
  }

  /** Lines of at most 80 columns. */
  List<String> page() {
    return lines.get();
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
