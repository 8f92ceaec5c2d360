package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.Evidence;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Everything passes as it comes; after each reconnection a notice says that nobody looked at it.
 */
public final class Unguarded implements Continuity {
  static final String TEXT = "reconnected; lines may repeat or be missing";
  private static final long SILENCE_NANOS = Duration.ofMillis(250).toNanos();
  private static final long SEAM_NANOS = Duration.ofSeconds(2).toNanos();

  private final WorkerKey worker;
  private Instant last = Instant.MIN;
  private boolean owesNotice;
  private boolean wasOpen;
  private long openedNanos;

  public Unguarded(WorkerKey worker) {
    this.worker = worker;
  }

  @Override
  public void opened(long nowNanos, boolean elsewhere) {
    owesNotice = wasOpen;
    wasOpen = true;
    openedNanos = nowNanos;
  }

  @Override
  public void accept(LogEvent event, long nowNanos, Sink<Entry> out) {
    tell(event.at(), out);
    last = event.at();
    out.accept(event);
  }

  private void tell(Instant next, Sink<Entry> out) {
    if (owesNotice) {
      owesNotice = false;
      Evidence evidence = last.equals(Instant.MIN) ? Evidence.NONE : Evidence.doubtful(last, next);
      out.accept(new StreamNotice(worker, next, Kind.GAP, TEXT, evidence));
    }
  }

  @Override
  public void expire(long nowNanos, Sink<Entry> out) {
    OptionalLong due = deadline();
    if (due.isPresent() && nowNanos - due.getAsLong() >= 0) {
      tell(last, out);
    }
  }

  @Override
  public OptionalLong deadline() {
    return owesNotice && last.isAfter(Instant.MIN)
        ? OptionalLong.of(openedNanos + SILENCE_NANOS)
        : OptionalLong.empty();
  }

  @Override
  public void closed(long nowNanos, Sink<Entry> out) {
    if (last.isAfter(Instant.MIN)) {
      tell(last, out);
    }
  }

  @Override
  public boolean isAtSeam(long nowNanos) {
    return nowNanos - openedNanos < SEAM_NANOS;
  }

  /** Whatever becomes of a record, it is not compared with any. */
  @Override
  public void settled(LogEvent event) {}

  @Override
  public Remembered remembered(long nowNanos) {
    return new Remembered.LastOnly(last);
  }

  @Override
  public long repeated() {
    return 0;
  }
}
