package dev.logtail.cli;

import dev.logtail.view.stats.Dimension;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What is counted and how that is shown, checked.
 *
 * @param most rows of a table at most
 * @param every how often counts are shown; empty for once, at the end
 * @param zone what times are shown in
 */
record StatsSettings(
    Set<Dimension> dimensions, int most, StatsForm form, Optional<Duration> every, ZoneId zone) {
  StatsSettings {
    dimensions = Set.copyOf(dimensions);
  }
}
