package dev.logtail.cli;

/** What a run is held to: when it ends by itself, and when that is a failure. */
record RunRules(StopRule stop, FailRule fail) {
  /** Ends as {@code stop} says and fails for nothing that is seen. */
  static RunRules of(StopRule stop) {
    return new RunRules(stop, FailRule.NEVER);
  }
}
