package dev.logtail.pipeline.order;

import dev.logtail.model.ArchivedRecord;
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
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Fills gaps with what the worker's log file still has. When a gap is announced, what follows is
 * held until the file has answered, two seconds at most, so that the recovered records stand in
 * their place:
 *
 * <pre>
 *   … A B  GAP  F G …     ──file: A B C d e F G──▶     … A B  FILLED  C d e  F G …
 * </pre>
 *
 * A file that answers too late, or does not show where the gap lies, changes nothing: the gap stays
 * announced. For one stream and one thread.
 */
public final class GapRepair {
  /** Asks for the newest records of the log file; must return at once. */
  @FunctionalInterface
  public interface Archive {
    /** Whatever comes of it is told to the repair with that number, by the stream's thread. */
    void ask(long question);
  }

  private static final Set<Kind> FILLABLE = EnumSet.of(Kind.GAP, Kind.DROPPED, Kind.RESTARTED);
  private static final int MOST_REMEMBERED = 64;
  private static final int MOST_HELD = 8192;
  private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();

  private final WorkerKey worker;
  private final Archive archive;
  private final ArrayDeque<LogEvent> before = new ArrayDeque<>(MOST_REMEMBERED);
  private final List<Entry> held = new ArrayList<>();
  private boolean asking;
  private boolean answering = true;
  private long question;
  private long deadlineNanos;
  private long recovered;

  public GapRepair(WorkerKey worker, Archive archive) {
    this.worker = worker;
    this.archive = archive;
  }

  /** Takes the next entry and hands on what need not wait. */
  public void accept(Entry entry, long nowNanos, Sink<Entry> out) {
    if (asking) {
      held.add(entry);
      if (held.size() >= MOST_HELD) {
        giveUp(nowNanos, out);
      }
    } else if (answering && entry instanceof StreamNotice notice && mayBeFilled(notice)) {
      asking = true;
      deadlineNanos = nowNanos + LONGEST_NANOS;
      held.add(notice);
      archive.ask(++question);
    } else {
      pass(entry, out);
    }
  }

  /** Where the worker began anew without a replay there is no place to fill yet. */
  private boolean mayBeFilled(StreamNotice notice) {
    Evidence evidence = notice.evidence();
    boolean between =
        evidence.from().isPresent()
            && evidence.to().isPresent()
            && evidence.to().get().isAfter(evidence.from().get());
    return FILLABLE.contains(notice.kind()) && between && !before.isEmpty();
  }

  private void pass(Entry entry, Sink<Entry> out) {
    if (entry instanceof LogEvent event && event.time().isOwn()) {
      if (before.size() >= MOST_REMEMBERED) {
        before.removeFirst();
      }
      before.addLast(event);
    }
    out.accept(entry);
  }

  /** The file can't be had now; there is no use in waiting. */
  public void failed(long answered, long nowNanos, Sink<Entry> out) {
    if (asking && answered == question) {
      giveUp(nowNanos, out);
    }
  }

  /** The worker has no file, or there is none to ask: no gap waits for it any more. */
  public void hasNone(long nowNanos, Sink<Entry> out) {
    finish(nowNanos, out);
  }

  /** The newest records of the file, oldest first. */
  public void answered(long answered, List<ArchivedRecord> file, long nowNanos, Sink<Entry> out) {
    if (!asking || answered != question) {
      return;
    }
    ArchiveMatch match = ArchiveMatch.of(file, List.copyOf(before), recordsHeld());
    if (!match.found()) {
      giveUp(nowNanos, out);
      return;
    }
    recovered += match.missing().size();
    said((StreamNotice) held.remove(0), match).forEach(out::accept);
    match.missing().forEach(event -> pass(event, out));
    release(nowNanos, out);
  }

  private List<LogEvent> recordsHeld() {
    return held.stream()
        .filter(LogEvent.class::isInstance)
        .map(LogEvent.class::cast)
        .filter(event -> event.time().isOwn())
        .toList();
  }

  /** What is to be said about the gap now that the file is known, and stands before its records. */
  private List<StreamNotice> said(StreamNotice gap, ArchiveMatch match) {
    int found = match.missing().size();
    Instant at = found == 0 ? gap.at() : match.missing().get(0).at();
    String fetched = found + (found == 1 ? " record" : " records") + " recovered from its log file";
    Instant from = gap.evidence().from().orElseThrow();
    Instant to = gap.evidence().to().orElseThrow();
    Evidence whole = Evidence.missing(from, to, 0);
    if (match.reachesBack() && gap.kind() != Kind.RESTARTED) {
      return List.of(
          found == 0
              ? notice(at, Kind.RESUMED, "resumed, 0 lost: its log file proves it", whole)
              : notice(at, Kind.FILLED, "gap filled: " + fetched, whole));
    }
    if (match.reachesBack()) {
      String how = found == 0 ? "its log file proves it" : fetched;
      return List.of(
          notice(at, gap.kind(), gap.text(), gap.evidence()),
          notice(at, Kind.FILLED, "nothing is missing: " + how, whole));
    }
    String tooShort = gap.text() + "; its log file does not reach back";
    return List.of(
        notice(at, gap.kind(), tooShort, Evidence.doubtful(from, found == 0 ? to : at)),
        notice(at, Kind.FILLED, "gap filled in part: " + fetched, gap.evidence()));
  }

  private StreamNotice notice(Instant at, Kind kind, String text, Evidence evidence) {
    return new StreamNotice(worker, at, kind, text, evidence);
  }

  /** The gap stays as it was announced. */
  private void giveUp(long nowNanos, Sink<Entry> out) {
    out.accept(held.remove(0));
    release(nowNanos, out);
  }

  /** Lets what is held go on its way; another gap in it is asked about in its turn. */
  private void release(long nowNanos, Sink<Entry> out) {
    asking = false;
    List<Entry> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(entry -> accept(entry, nowNanos, out));
  }

  /** Ends the waiting when its time is over. To be called at {@link #deadline()} or later. */
  public void expire(long nowNanos, Sink<Entry> out) {
    if (asking && nowNanos - deadlineNanos >= 0) {
      giveUp(nowNanos, out);
    }
  }

  /** Hands on what is held; nothing is asked for any more. */
  public void finish(long nowNanos, Sink<Entry> out) {
    answering = false;
    if (asking) {
      giveUp(nowNanos, out);
    }
  }

  /** When {@link #expire} must be called, in monotonic nanoseconds; empty while nothing waits. */
  public OptionalLong deadline() {
    return asking ? OptionalLong.of(deadlineNanos) : OptionalLong.empty();
  }

  /** How many records were recovered so far. */
  public long recovered() {
    return recovered;
  }
}
