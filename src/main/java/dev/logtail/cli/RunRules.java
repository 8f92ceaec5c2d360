package dev.logtail.cli;

/** What a run is held to: when it ends by itself, when that is a failure, and what is told. */
record RunRules(StopRule stop, FailRule fail, AlertSettings alerts) {
  /** Ends as {@code stop} says and fails for nothing that is seen. */
  static RunRules of(StopRule stop, AlertSettings alerts) {
    return new RunRules(stop, FailRule.NEVER, alerts);
  }
}
