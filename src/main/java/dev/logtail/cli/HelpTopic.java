package dev.logtail.cli;

import dev.logtail.pipeline.filter.FilterGrammar;
import dev.logtail.view.tui.HelpPage;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code logtail help} tells besides the commands: pages made from the tables in use. */
enum HelpTopic {
  TARGETS,
  FILTER,
  TIMES,
  FORMATS,
  TEMPLATES,
  ALERTS,
  KEYS,
  DEBUG_COMMANDS,
  EXIT_CODES,
  ENVIRONMENT;

  /** For completion in shells. */
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(values()).map(HelpTopic::toString).iterator();
    }
  }

  static Optional<HelpTopic> named(String word) {
    return Stream.of(values()).filter(topic -> topic.toString().equals(word)).findFirst();
  }

  /** Lines of at most 79 columns: a manual page puts a blank before them. */
  List<String> page() {
    return switch (this) {
      case TARGETS -> TopicPages.targets();
      case FILTER -> FilterGrammar.lines();
      case TIMES -> TopicPages.times();
      case FORMATS -> TopicPages.formats();
      case TEMPLATES -> TopicPages.templates();
      case ALERTS -> TopicPages.alerts();
      case KEYS -> HelpPage.text();
      case DEBUG_COMMANDS -> TopicPages.debug();
      case EXIT_CODES -> TextTable.of(ExitCode.table());
      case ENVIRONMENT -> TextTable.of(EnvironmentVariable.table());
    };
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
