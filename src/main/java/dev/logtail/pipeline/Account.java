package dev.logtail.pipeline;

import dev.logtail.model.LogEvent;

/**
 * Says which records a session is done with, so that a later run need not bring them: those that
 * left for the output and those that the filter left out, until as many left as are wanted.
 * Pipeline thread only.
 */
final class Account {
  private final boolean kept;
  private long left;

  Account(EarlierRun earlier) {
    this.kept = earlier.kept();
    this.left = earlier.limit();
  }

  /** A record came to the end of the pipeline. */
  void done(LogEvent event, StreamIntake intake, boolean matches) {
    if (kept && left > 0) {
      intake.memory().settled(event);
      left -= matches ? 1 : 0;
    }
  }
}
