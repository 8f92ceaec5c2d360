package dev.logtail.pipeline.filter;

import dev.logtail.model.LogEvent;

/**
 * Decides whether an event is shown. Never throws, takes linear time, and may be asked from any
 * thread.
 */
@FunctionalInterface
public interface EventFilter {
  EventFilter ALL = event -> true;

  boolean matches(LogEvent event);

  default EventFilter and(EventFilter other) {
    return this == ALL ? other : other == ALL ? this : e -> matches(e) && other.matches(e);
  }

  default EventFilter negate() {
    return event -> !matches(event);
  }
}
