package dev.logtail.cli;

import dev.logtail.pipeline.filter.FilterSettings.LevelRule;
import java.util.Optional;

/**
 * What must not have been seen in a run.
 *
 * @param gap whether records that were missed, dropped ones included, are among it
 */
record FailRule(Optional<LevelRule> level, boolean gap) {
  static final FailRule NEVER = new FailRule(Optional.empty(), false);
}
