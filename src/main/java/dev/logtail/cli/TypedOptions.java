package dev.logtail.cli;

import static java.util.stream.Collectors.joining;

import dev.logtail.view.export.ExportFormat;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The options that stand on the command line itself: what holds by configuration may find no use,
 * but what somebody typed must do something.
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
      throw new UserError(
          ExitCode.USAGE,
          option
              + " does nothing with -o "
              + format
              + "; it is for "
              + formats.stream().sorted().map(ExportFormat::toString).collect(joining(", ")));
    }
  }
}
