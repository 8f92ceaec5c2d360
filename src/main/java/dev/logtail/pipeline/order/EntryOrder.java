package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.Sink;
import java.util.OptionalLong;

/** The order in which the entries of all streams leave the pipeline. For one thread. */
public interface EntryOrder {
  /**
   * Takes an entry that arrived at {@code nowNanos}.
   *
   * @param atSeam true while its stream may still mix replayed and live records: then it takes its
   *     place by time
   */
  void add(Entry entry, long nowNanos, boolean atSeam);

  /** Hands on what need not wait any more at {@code nowNanos}. */
  void release(long nowNanos, Sink<Entry> out);

  /** Hands on everything, in order. */
  void flush(Sink<Entry> out);

  /**
   * When {@link #release} has something to do next, in monotonic nanoseconds; empty while nothing
   * waits.
   */
  OptionalLong deadline();

  /** True when streams wait for each other before the first entry leaves. */
  boolean waitsForAll();
}
