package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.alert.AlertParser;
import dev.logtail.pipeline.filter.TimeSpan;
import dev.logtail.tool.debug.DebugCommands;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Command;

/** What the pages of the help say is what the program does. */
class HelpTopicTest {
  private static final Instant NOW = Instant.parse("2026-02-02T12:00:00Z");

  /** Of eighty, since manual pages have it behind a blank. */
  private static final int COLUMNS = 79;

  @ParameterizedTest
  @EnumSource
  void each_has_a_page_that_is_not_too_wide_and_is_named_by_the_help(HelpTopic topic) {
    assertThat(topic.page())
        .hasSizeGreaterThan(7)
        .allMatch(line -> CellWidth.of(line) <= COLUMNS)
        .allMatch(line -> line.equals(line.stripTrailing()));
    assertThat(HelpTopic.named(topic.toString())).contains(topic);
    for (Class<?> command : List.of(Logtail.class, HelpCommand.class)) {
      String said = String.join(" ", command.getAnnotation(Command.class).description());
      assertThat(said).containsPattern("\\b" + topic + "\\b");
    }
  }

  @Test
  void moments_are_taken_as_since() {
    assertThat(TopicPages.moments().keySet())
        .allSatisfy(
            text ->
                assertThat(TimeSpan.read(Optional.of(text), Optional.empty(), ZoneOffset.UTC, NOW))
                    .extracting(TimeSpan::since)
                    .isNotEqualTo(Optional.empty()));
  }

  @Test
  void templates_are_taken() {
    Stream.concat(
            Template.fields().keySet().stream(), TopicPages.exampleTemplates().keySet().stream())
        .forEach(text -> assertThat(Template.class).satisfies(unused -> Template.parse(text)));
  }

  @Test
  void alerts_are_taken() {
    AlertParser parser = new AlertParser(ZoneOffset.UTC, NOW, text -> Duration.ofMinutes(1));
    assertThat(TopicPages.conditions().keySet())
        .allSatisfy(condition -> assertThat(parser.parse(condition).hints()).isEmpty());
    assertThat(AlertActions.table().keySet()).allMatch(AlertActions::isAction);
  }

  @Test
  void formats_are_recognised_by_the_names_of_files() {
    for (ExportFormat format : ExportFormat.values()) {
      assertThat(format.suffixes())
          .allSatisfy(end -> assertThat(ExportFormat.of("x" + end)).isEqualTo(format));
      assertThat(TopicPages.formats()).anyMatch(line -> line.startsWith("  " + format + " "));
    }
  }

  @Test
  void all_commands_of_the_prompt_are_there() {
    assertThat(TopicPages.debug())
        .hasSizeGreaterThan(DebugCommands.all().size())
        .anyMatch(line -> line.contains(":to N TEXT"));
  }
}
