package dev.logtail.cli;

import dev.logtail.view.export.Destination;
import dev.logtail.view.export.EntryWriter;
import dev.logtail.view.export.Exporter;
import dev.logtail.view.export.OutputException;

/** Follows workers into a file. */
record Exporting(Environment environment, FollowSettings settings, ExportFile target) {
  /**
   * Returns the exit status.
   *
   * @param replayOnly whether to end once every stream has replayed what it keeps
   */
  int run(RunRules rules, boolean replayOnly, Talk talk, boolean stats, StateOptions state) {
    StateKeeper keeper = state.open(environment, settings, talk);
    EntryWriter exporter = open();
    CollectRun run =
        new CollectRun(
            environment,
            new ExporterOutput(exporter, !target.isStandardOutput()),
            rules,
            talk,
            settings,
            keeper);
    CollectRun.Extent extent =
        replayOnly ? CollectRun.Extent.REPLAY : CollectRun.Extent.UNTIL_STOPPED;
    return run.run(settings, extent, stats);
  }

  private EntryWriter open() {
    try {
      return target.isStandardOutput()
          ? new Exporter(
              target.form().create(), Destination.stream("standard output", environment.out()))
          : target.open();
    } catch (OutputException e) {
      throw new UserError(ExitCode.OUTPUT, String.valueOf(e.getMessage()));
    }
  }
}
