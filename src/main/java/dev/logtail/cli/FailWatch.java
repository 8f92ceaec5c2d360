package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamCounts;
import java.util.List;

/** Holds a run to its fail rule: told what is shown, it says in the end whether that may be. */
final class FailWatch {
  private final FailRule rule;

  /** Written by the thread that shows, read when the run has ended. */
  private volatile boolean levelSeen;

  FailWatch(FailRule rule) {
    this.rule = rule;
  }

  /** These are shown. */
  void shown(List<? extends Entry> entries) {
    if (rule.level().isPresent() && !levelSeen) {
      levelSeen = entries.stream().anyMatch(this::isOfLevel);
    }
  }

  private boolean isOfLevel(Entry entry) {
    return entry instanceof LogEvent event
        && rule.level().orElseThrow().matches(event.level().severity());
  }

  /** True when something was seen that must not be. */
  boolean isMet(StreamCounts total) {
    boolean missed = total.findings().gaps() > 0 || total.dropped() > 0;
    return levelSeen || (rule.gap() && missed);
  }
}
