package dev.logtail.cli;

import dev.logtail.pipeline.HistoryFile;
import java.io.IOException;
import java.util.List;

/** Counts what is followed, or what is kept. */
record StatsRun(
    Environment environment, StatsSettings settings, ColorOptions.Ink ink, TalkOptions options) {
  private static final int INTERRUPT_STATUS = 130;

  /** Counts what workers stream; returns the exit status. */
  int followed(FollowSettings follow, RunRules rules) {
    Talk talk = talk();
    boolean replayOnly = settings.every().isEmpty() && rules.stop().isNever();
    CollectRun.Extent extent =
        replayOnly ? CollectRun.Extent.REPLAY : CollectRun.Extent.UNTIL_STOPPED;
    StateKeeper state = StateKeeper.none(environment, talk);
    return new CollectRun(environment, output(talk), rules, talk, follow, state)
        .run(follow, extent, options.stats());
  }

  /** Counts what is in the workers' log files; returns the exit status. */
  int kept(HistorySettings history) {
    Talk talk = talk();
    StatsOutput output = output(talk);
    try (HistoryReading reading = new HistoryReading(environment, history, talk)) {
      List<HistoryFile> files = reading.files();
      reading.read(files, file -> output.tally()::add);
      long shown = files.stream().mapToLong(file -> file.counts().shown()).sum();
      ExitCode code = reading.conclude(files, shown, options.stats());
      output.finish();
      return reading.isStopped() ? INTERRUPT_STATUS : code.code();
    } catch (IOException e) {
      return UserError.closedPipeOr(e).code();
    }
  }

  private StatsOutput output(Talk talk) {
    return new StatsOutput(settings, screen(), environment.ticker(), talk);
  }

  private StatsScreen screen() {
    return new StatsScreen(environment, settings, ink);
  }

  /** What is said on the terminal would get in the way of counts that are written over there. */
  private Talk talk() {
    boolean inTheWay = screen().isRedrawn() && environment.terminal().errors();
    return options.talk(environment, inTheWay ? Talk.Loudness.QUIET : Talk.Loudness.NORMAL);
  }
}
