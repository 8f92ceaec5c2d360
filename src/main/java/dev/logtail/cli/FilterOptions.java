package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.pipeline.filter.EntryFilter;
import dev.logtail.pipeline.filter.Filter;
import dev.logtail.pipeline.filter.FilterParser;
import dev.logtail.pipeline.filter.FilterSettings;
import dev.logtail.pipeline.filter.FilterSettings.LevelRule;
import dev.logtail.pipeline.filter.FilterSyntaxException;
import dev.logtail.pipeline.filter.TextPattern;
import dev.logtail.pipeline.filter.TimeSpan;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.SafeText;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which records are wanted. */
@Under(Heading.FILTER)
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
      names = {"-w", "--where"},
      paramLabel = "EXPR",
      description =
          "Only records for which EXPR holds, like 'level >= WARNING and worker ~ 002050 and not "
              + "message contains heartbeat'; details.step is a path in the record's JSON. "
              + "See 'logtail help filter'.")
  private Optional<String> where = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only records of TIME and later, by their own time: 10m (ago), 14:30 (the last that "
              + "was), 2026-02-01[T14:30[:05]][+08:00], yesterday, or seconds since 1970.")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "Only records before TIME; 14:30 is the first after --since, else today's; +10m lies "
              + "ahead. Lines that are followed end when it has passed.")
  private Optional<String> until = Optional.empty();

  @Option(names = "--fixed", description = "Take -i, -e and --highlight as plain text.")
  private boolean fixed;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * What was asked for. A pattern, a filter or a time that is none is a {@link UserError}.
   *
   * @param zone what times that name no zone are in
   */
  FilterSettings settings(Environment environment, ZoneId zone) {
    if (include.isEmpty() && exclude.isEmpty()) {
      refuseNeedlessFixed();
    }
    return new FilterSettings(
        level,
        patterns("--include", include),
        patterns("--exclude", exclude),
        where.isPresent() ? condition(where.get(), environment, zone) : EntryFilter.ALL,
        span(environment, zone));
  }

  private void refuseNeedlessFixed() {
    if (command.findOption("--highlight") == null) {
      NeedlessOptions.refuse(command, "--fixed", "takes -i and -e as plain text; add one");
    } else if (!NeedlessOptions.isTyped(command, "--highlight")) {
      NeedlessOptions.refuse(
          command, "--fixed", "takes -i, -e and --highlight as plain text; add one");
    }
  }

  private TimeSpan span(Environment environment, ZoneId zone) {
    try {
      return TimeSpan.read(since, until, zone, environment.clock().now());
    } catch (IllegalArgumentException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static EntryFilter condition(String text, Environment environment, ZoneId zone) {
    SafeText safe = new SafeText(AnsiPolicy.STRIP);
    try {
      Filter filter = new FilterParser(zone, environment.clock().now()).parse(text);
      filter
          .hints()
          .forEach(hint -> environment.err().println("logtail: --where: " + safe.plain(hint)));
      return filter.condition();
    } catch (FilterSyntaxException e) {
      throw new UserError(
          ExitCode.USAGE,
          "--where: " + e.getMessage() + " (column " + e.column() + ")",
          e.picture(safe::plain, CellWidth::of));
    }
  }

  /** What was typed for {@code option}, as the pattern that it means. */
  List<TextPattern> patterns(String option, List<String> texts) {
    return texts.stream().map(text -> pattern(option, text)).toList();
  }

  private TextPattern pattern(String option, String text) {
    try {
      return fixed ? TextPattern.literal(text) : TextPattern.regex(text);
    } catch (IllegalArgumentException e) {
      boolean helps = !fixed && text.length() <= TextPattern.MOST_CHARS;
      throw new UserError(
          ExitCode.USAGE,
          option + ": " + e.getMessage() + (helps ? "; --fixed takes it as plain text" : ""));
    }
  }
}
