package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.Sink;
import java.util.ArrayDeque;
import java.util.OptionalLong;

/** First come, first out: nothing waits for anything, and no entry is too late. */
public final class ArrivalOrder implements EntryOrder {
  private final ArrayDeque<Entry> arrived = new ArrayDeque<>();
  private long lastNanos;

  @Override
  public void add(Entry entry, long nowNanos, boolean atSeam) {
    lastNanos = nowNanos;
    arrived.add(entry);
  }

  @Override
  public void release(long nowNanos, Sink<Entry> out) {
    flush(out);
  }

  @Override
  public void flush(Sink<Entry> out) {
    while (!arrived.isEmpty()) {
      out.accept(arrived.remove());
    }
  }

  @Override
  public OptionalLong deadline() {
    return arrived.isEmpty() ? OptionalLong.empty() : OptionalLong.of(lastNanos);
  }

  @Override
  public boolean waitsForAll() {
    return false;
  }
}
