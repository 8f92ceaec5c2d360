package dev.logtail.cli;

import dev.logtail.pipeline.alert.AlertRule;
import dev.logtail.view.alert.AlertAction;
import java.time.Duration;
import java.util.List;

/**
 * What a run's user wants to be told of, checked.
 *
 * @param every in which time a worker's alerts of one rule are one
 */
record AlertSettings(List<Armed> alerts, Duration every) {
  /** Nothing. */
  static final AlertSettings NONE = new AlertSettings(List.of(), Duration.ZERO);

  /** A rule, and what is done when it is met. */
  record Armed(AlertRule rule, boolean bell, List<AlertAction> actions) {
    Armed {
      actions = List.copyOf(actions);
    }
  }

  AlertSettings {
    alerts = List.copyOf(alerts);
  }

  boolean isEmpty() {
    return alerts.isEmpty();
  }

  boolean rings() {
    return alerts.stream().anyMatch(Armed::bell);
  }
}
