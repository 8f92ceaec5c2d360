package dev.logtail.cli;

/** Follows workers into a file. */
record Exporting(Environment environment, FollowSettings settings, ExportFile target) {
  int run(StopRule rule, boolean replayOnly, Talk talk, boolean stats) {
    return 0;
  }
}
