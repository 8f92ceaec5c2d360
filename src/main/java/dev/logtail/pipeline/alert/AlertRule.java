package dev.logtail.pipeline.alert;

import dev.logtail.pipeline.filter.EntryFilter;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What somebody wants to be told of.
 *
 * @param text as it was written
 * @param silences how long workers may log nothing before the condition can be met by that
 * @param hints what may have been meant otherwise, a sentence each, for the user
 */
public record AlertRule(
    String text, EntryFilter condition, Set<Duration> silences, List<String> hints) {
  public AlertRule {
    silences = Set.copyOf(silences);
    hints = List.copyOf(hints);
  }
}
