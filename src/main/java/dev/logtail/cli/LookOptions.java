package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.config.HighlightSetting;
import dev.logtail.pipeline.filter.TextPattern;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.Highlights;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyleWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How records look as lines and in the console. */
@Under(Heading.OUTPUT)
final class LookOptions {
  private static final List<String> LINES_ONLY = List.of("--theme", "--ansi", "--highlight");

  @Mixin private ColorOptions color = new ColorOptions();

  @Option(
      names = "--full-message",
      description = "Keep a prefix of the message that only repeats time, level and logger.")
  private boolean fullMessage;

  @Option(
      names = "--ansi",
      paramLabel = "POLICY",
      description =
          "Colours inside messages: ${COMPLETION-CANDIDATES}. Default: color where lines "
              + "are coloured, else strip. Everything else that could act on a terminal is made "
              + "visible in any case, but with raw, which prints messages as they came.")
  private Optional<AnsiPolicy> ansi = Optional.empty();

  @Option(
      names = "--highlight",
      paramLabel = "RE",
      description =
          "Mark what matches in messages, hiding nothing. Repeatable. Lower-case patterns match any "
              + "case. Shows where lines are coloured, and in the console.")
  private List<String> highlight = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** The look that was asked for; what has no use for {@code format} is refused. */
  Look look(
      Environment environment, Defaults defaults, FilterOptions patterns, ExportFormat format) {
    new TypedOptions(command, format).needs("--full-message", ExportFormat.TEXT);
    return lookOfKept(environment, defaults, patterns, format);
  }

  /** The same for lines of a log file, which have such a prefix in whatever form they are told. */
  Look lookOfKept(
      Environment environment, Defaults defaults, FilterOptions patterns, ExportFormat format) {
    TypedOptions typed = new TypedOptions(command, format);
    LINES_ONLY.forEach(option -> typed.needs(option, ExportFormat.TEXT));
    if (color.isForced()) {
      typed.needs("--color", ExportFormat.TEXT);
    }
    boolean coloured = color.isColoured(environment);
    AnsiPolicy policy = ansi.orElse(coloured ? AnsiPolicy.COLOR : AnsiPolicy.STRIP);
    if (policy == AnsiPolicy.RAW && environment.terminal().output()) {
      environment
          .err()
          .println("logtail: --ansi raw: messages can do to this terminal whatever they like");
    }
    return new Look(
        coloured, policy, fullMessage, color.theme(defaults), highlights(patterns, defaults));
  }

  /** The configuration's first, so that what was typed lies on top. */
  private Highlights highlights(FilterOptions patterns, Defaults defaults) {
    List<Highlights.Mark> marks = new ArrayList<>();
    defaults.highlights().forEach(setting -> marks.add(mark(setting, defaults)));
    patterns
        .patterns("--highlight", highlight)
        .forEach(pattern -> marks.add(mark(pattern, Optional.empty())));
    return new Highlights(marks);
  }

  private static Highlights.Mark mark(HighlightSetting setting, Defaults defaults) {
    try {
      return mark(TextPattern.regex(setting.match()), setting.style().map(StyleWords::parse));
    } catch (IllegalArgumentException e) {
      throw defaults.wrong(setting.line(), "highlights: " + e.getMessage());
    }
  }

  private static Highlights.Mark mark(TextPattern pattern, Optional<Style> style) {
    return new Highlights.Mark(new PatternFinder(pattern), style);
  }
}
