package dev.logtail.cli;

import dev.logtail.pipeline.filter.EntryFilter;
import dev.logtail.pipeline.filter.FilterSettings;
import dev.logtail.pipeline.filter.FilterSettings.LevelRule;
import dev.logtail.pipeline.filter.TextPattern;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which records are wanted. */
final class FilterOptions {
  @Option(
      names = {"-l", "--level"},
      paramLabel = "LEVEL",
      converter = LevelRuleConverter.class,
      description = "At least LEVEL (-l WARNING), or exactly it (-l =WARNING).")
  private Optional<LevelRule> level = Optional.empty();

  @Option(
      names = {"-i", "--include"},
      paramLabel = "RE",
      description =
          "Only records whose message matches. Repeatable: one match is enough. "
              + "Lower-case patterns match any case.")
  private List<String> include = List.of();

  @Option(
      names = {"-e", "--exclude"},
      paramLabel = "RE",
      description = "No records whose message matches. Repeatable.")
  private List<String> exclude = List.of();

  @Option(
      names = "--fixed",
      description = "Take -i and -e as plain text, not as regular expressions.")
  private boolean fixed;

  /** What was asked for. A pattern that is none is a {@link UserError}. */
  FilterSettings settings() {
    return new FilterSettings(
        level, patterns("--include", include), patterns("--exclude", exclude), EntryFilter.ALL);
  }

  private List<TextPattern> patterns(String option, List<String> texts) {
    return texts.stream().map(text -> pattern(option, text)).toList();
  }

  private TextPattern pattern(String option, String text) {
    try {
      return fixed ? TextPattern.literal(text) : TextPattern.regex(text);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          ExitCode.USAGE, option + ": " + e.getMessage() + "; --fixed takes it as plain text");
    }
  }
}
