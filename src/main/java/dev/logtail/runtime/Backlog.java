package dev.logtail.runtime;

import java.util.Collection;
import java.util.List;

/**
 * Where values wait for somebody slow: bounded, first in first out, and never making who adds wait
 * for who takes. Safe for use by many threads.
 */
public interface Backlog<T> extends AutoCloseable {
  /** Adds all of {@code values}, in order; true when nothing waited before. */
  boolean offerAll(List<? extends T> values);

  /**
   * Moves up to {@code most} values, oldest first, to {@code target} and returns how many were
   * moved; 0 only when nothing waits.
   */
  int drainTo(Collection<? super T> target, int most);

  boolean isEmpty();

  /** How many values have left it so far, taken, dropped or lost. */
  long passed();

  /** Lets go of everything that waits. */
  @Override
  void close();
}
