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
}
