package dev.logtail.pipeline.filter;

import dev.logtail.model.Entry;

/**
 * Decides whether an entry is shown. Never throws, takes linear time, and may be asked from any
 * thread.
 */
@FunctionalInterface
public interface EntryFilter {
  EntryFilter ALL = entry -> true;

  boolean matches(Entry entry);
}
