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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Goes on with a stream of plain lines, of which nothing but the text can be compared. Lines that a
 * reconnection repeats are left out only where their overlap with what was shown is unmistakable
 * ({@link LineOverlap}); else everything is shown, after a notice that says so. What comes in the
 * first quarter of a second after a reconnection is held for that.
 */
public final class TextGuard implements Continuity {
  /** Twice the longest replay that is looked for. */
  private static final int REMEMBERED = 2048;

  private static final int MOST_HELD = REMEMBERED / 2;
  private static final long HOLD_NANOS = Duration.ofMillis(250).toNanos();
  private static final long SEAM_NANOS = Duration.ofSeconds(2).toNanos();

  private final WorkerKey worker;
  private final ArrayDeque<Fingerprint> shown = new ArrayDeque<>();
  private final Pending pending;
  private final List<LogEvent> held = new ArrayList<>();
  private Instant last = Instant.MIN;
  private Instant lastSettled = Instant.MIN;
  private boolean holding;
  private long openedNanos;
  private long holdUntilNanos;
  private long repeated;

  public TextGuard(WorkerKey worker) {
    this(worker, Recall.NONE);
  }

  /** A guard that goes on where an earlier run ended. */
  public TextGuard(WorkerKey worker, Recall recall) {
    this.worker = worker;
    this.pending = new Pending(recall.kept());
    recall.before().ifPresent(this::recall);
  }

  private void recall(Remembered before) {
    last = before.last();
    lastSettled = last;
    if (before instanceof Remembered.Lines lines) {
      shown.addAll(lines.shown());
    }
  }

  @Override
  public void opened(long nowNanos, boolean elsewhere) {
    openedNanos = nowNanos;
    holdUntilNanos = nowNanos + HOLD_NANOS;
    holding = last.isAfter(Instant.MIN);
  }

  @Override
  public void accept(LogEvent event, long nowNanos, Sink<Entry> out) {
    expire(nowNanos, out);
    if (!holding) {
      show(event, out);
      return;
    }
    if (held.isEmpty() && nowNanos + HOLD_NANOS - holdUntilNanos > 0) {
      holdUntilNanos = nowNanos + HOLD_NANOS;
    }
    held.add(event);
    if (held.size() >= MOST_HELD) {
      judge(out);
    }
  }

  private void show(LogEvent event, Sink<Entry> out) {
    Fingerprint line = line(event);
    pending.add(line, new Pending.Step(true, true, Instant.MAX));
    shown.addLast(line);
    if (shown.size() > REMEMBERED) {
      shown.removeFirst();
    }
    last = event.at();
    out.accept(event);
  }

  /** What was sent, without times that only we gave it. */
  private static Fingerprint line(LogEvent event) {
    return Fingerprint.of(event.receipt().text());
  }

  private void judge(Sink<Entry> out) {
    holding = false;
    List<Fingerprint> burst = held.stream().map(TextGuard::line).toList();
    int overlap = burst.isEmpty() ? 0 : LineOverlap.length(List.copyOf(shown), burst);
    out.accept(notice(overlap));
    repeated += overlap;
    held.subList(overlap, held.size()).forEach(event -> show(event, out));
    held.clear();
  }

  private StreamNotice notice(int overlap) {
    if (overlap > 0) {
      Evidence evidence =
          new Evidence(Optional.of(last), Optional.empty(), false, OptionalLong.empty());
      String text = "resumed: " + overlap + " lines were shown before";
      return new StreamNotice(worker, last, Kind.RESUMED, text, evidence);
    }
    Instant next = held.isEmpty() ? last : held.get(0).at();
    return new StreamNotice(worker, next, Kind.GAP, Unguarded.TEXT, Evidence.doubtful(last, next));
  }

  @Override
  public void expire(long nowNanos, Sink<Entry> out) {
    if (holding && nowNanos - holdUntilNanos >= 0) {
      judge(out);
    }
  }

  @Override
  public OptionalLong deadline() {
    return holding ? OptionalLong.of(holdUntilNanos) : OptionalLong.empty();
  }

  @Override
  public void closed(long nowNanos, Sink<Entry> out) {
    if (holding && !held.isEmpty()) {
      judge(out);
    }
    holding = false;
  }

  @Override
  public boolean isAtSeam(long nowNanos) {
    return nowNanos - openedNanos < SEAM_NANOS;
  }

  @Override
  public void settled(LogEvent event) {
    pending.settled(line(event));
    lastSettled = event.at();
  }

  @Override
  public Remembered remembered(long nowNanos) {
    return new Remembered.Lines(pending.isEmpty() ? last : lastSettled, pending.settledOf(shown));
  }

  @Override
  public long repeated() {
    return repeated;
  }
}
