package dev.logtail.cli;

import static java.util.stream.Collectors.joining;

import dev.logtail.view.export.ExportFormat;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The options that were typed, and the format that the output has: one that would do nothing is
 * refused, while the configuration may say what only some runs have a use for.
 */
record TypedOptions(CommandSpec command, ExportFormat format) {
  boolean has(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** Refuses an option that means something to other formats only. */
  void needs(String option, ExportFormat only) {
    needs(option, Set.of(only));
  }

  void needs(String option, Set<ExportFormat> formats) {
    if (has(option) && !formats.contains(format)) {
      String others = formats.stream().sorted().map(ExportFormat::toString).collect(joining(", "));
      throw new UserError(
          ExitCode.USAGE, option + " does nothing with -o " + format + "; it is for " + others);
    }
  }
}
