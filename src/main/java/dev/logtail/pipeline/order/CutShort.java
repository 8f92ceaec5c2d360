package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.Evidence;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Goes on for a run that was cut short: what is remembered of it may lack the last records that it
 * wrote. So what a rule shows of the replay is marked {@link Mark#MAY_REPEAT}, and what it calls
 * lost may have been written. That ends with the first connection that outlives its replay. For one
 * stream and one thread.
 */
public final class CutShort implements Continuity {
  private static final long REPLAY_NANOS = Duration.ofMillis(2500).toNanos();
  private static final String STRANGER =
      "the last run was cut short: its last records may repeat or be missing";

  private final WorkerKey worker;
  private final Continuity rule;

  /** Whether nothing is remembered of this stream, which that run may have known nevertheless. */
  private boolean stranger;

  private boolean open;
  private boolean over;
  private long openedNanos;

  public CutShort(WorkerKey worker, Continuity rule, boolean stranger) {
    this.worker = worker;
    this.rule = rule;
    this.stranger = stranger;
  }

  @Override
  public void opened(long nowNanos, boolean elsewhere) {
    open = true;
    openedNanos = nowNanos;
    rule.opened(nowNanos, elsewhere);
  }

  private void lookAtTime(long nowNanos) {
    over |= open && nowNanos - openedNanos > REPLAY_NANOS;
  }

  private Sink<Entry> doubting(Sink<Entry> out) {
    return over && !stranger ? out : entry -> out.accept(doubted(entry, out));
  }

  private Entry doubted(Entry entry, Sink<Entry> out) {
    if (entry instanceof StreamNotice notice) {
      return over ? notice : doubted(notice);
    }
    if (stranger) {
      stranger = false;
      out.accept(new StreamNotice(worker, entry.at(), Kind.GAP, STRANGER));
    }
    return entry;
  }

  private static StreamNotice doubted(StreamNotice notice) {
    Evidence evidence = notice.evidence();
    boolean gap = notice.kind() == Kind.GAP && evidence.from().isPresent();
    if (!gap || !evidence.proven()) {
      return notice;
    }
    Instant from = evidence.from().get();
    return new StreamNotice(
        notice.worker(),
        notice.at(),
        Kind.GAP,
        notice.text() + ", or written before the last run was cut short",
        Evidence.doubtful(from, evidence.to().orElse(from)));
  }

  @Override
  public void accept(LogEvent event, long nowNanos, Sink<Entry> out) {
    lookAtTime(nowNanos);
    rule.accept(over ? event : event.with(Mark.MAY_REPEAT), nowNanos, doubting(out));
  }

  @Override
  public boolean dropped(long frames) {
    return rule.dropped(frames);
  }

  @Override
  public long untold() {
    return rule.untold();
  }

  @Override
  public void expire(long nowNanos, Sink<Entry> out) {
    rule.expire(nowNanos, doubting(out));
  }

  @Override
  public OptionalLong deadline() {
    return rule.deadline();
  }

  @Override
  public void closed(long nowNanos, Sink<Entry> out) {
    lookAtTime(nowNanos);
    rule.closed(nowNanos, doubting(out));
    open = false;
  }

  @Override
  public boolean isAtSeam(long nowNanos) {
    return rule.isAtSeam(nowNanos);
  }

  @Override
  public long repeated() {
    return rule.repeated();
  }

  @Override
  public long fetched() {
    return rule.fetched();
  }

  @Override
  public void settled(LogEvent event) {
    rule.settled(event);
  }

  @Override
  public Remembered remembered(long nowNanos) {
    return rule.remembered(nowNanos);
  }
}
