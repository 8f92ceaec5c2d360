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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where each record has an id and the server a history, what was missed is fetched and what comes
 * again is known by its id.
 *
 * <pre>
 *   opened again ──▶ ASKING: what comes is held, the history since the last record is asked for
 *                       │ answer      ──▶ history, then what was held, each id once
 *                       │                 the last record is in it: proved; else a gap
 *                       └ none in time ─▶ by the replay alone, as {@link ReplayGuard} does, and said so
 * </pre>
 *
 * Fetched records are marked {@link Mark#RECOVERED}.
 */
public final class HistoryGuard implements Continuity {
  private static final Duration MARGIN = Duration.ofSeconds(1);
  private static final long LONGEST_ASKING_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long SEAM_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int MOST_FETCHED = 10_000;
  private static final int MOST_HELD = 4_096;
  private static final int MOST_HELD_BYTES = 8 << 20;

  private static boolean isIn(List<LogEvent> records, Remembered.Name name) {
    return records.stream()
        .anyMatch(
            other ->
                other.receipt().id().id().equals(name.id())
                    && SeenIds.contentOf(other).equals(name.content()));
  }

  private final WorkerKey worker;
  private final RecordHistory history;
  private final ReplayGuard replay;
  private final SeenIds seen = new SeenIds();
  private final IdCounter ids = new IdCounter();
  private final List<LogEvent> held = new ArrayList<>();
  private int heldBytes;

  /** The last record with an id up to which all that came is known. */
  private Optional<Remembered.Anchor> anchor = Optional.empty();

  private Optional<Remembered.Anchor> anchorSettled = Optional.empty();

  /** What was handed on and is not settled. */
  private final Pending pending;

  private final boolean kept;
  private final Set<String> pendingIds = new HashSet<>();
  private Optional<RecordHistory.Answer> answer = Optional.empty();
  private long question;
  private boolean asking;
  private boolean byReplay;
  private String trouble = "";
  private boolean reuseTold;
  private long openedNanos;
  private Instant last = Instant.MIN;
  private Instant lastSettled = Instant.MIN;
  private long repeated;
  private long fetched;

  /**
   * @param history answers on the thread that this guard is used on
   */
  public HistoryGuard(WorkerKey worker, RecordHistory history) {
    this(worker, history, Recall.NONE);
  }

  /** The same, going on where an earlier run ended. */
  public HistoryGuard(WorkerKey worker, RecordHistory history, Recall recall) {
    this.worker = worker;
    this.history = history;
    this.kept = recall.kept();
    this.pending = new Pending(kept);
    this.replay = new ReplayGuard(worker, () -> Long.MAX_VALUE, inner(recall));
    recall.before().ifPresent(this::recall);
  }

  /** The replay is gone by only here, where all of it is known as soon as anybody asks. */
  private static Recall inner(Recall recall) {
    return new Recall(
        false,
        recall.before().map(known -> known instanceof Remembered.Named n ? n.replay() : known));
  }

  private void recall(Remembered before) {
    last = before.last();
    lastSettled = last;
    if (before instanceof Remembered.Named named) {
      seen.recall(named.names());
      ids.recall(named.counter());
      anchor = named.anchor();
      anchorSettled = anchor;
      reuseTold = named.reuseTold();
    }
  }

  @Override
  public void opened(long nowNanos, boolean elsewhere) {
    openedNanos = nowNanos;
    byReplay = false;
    answer = Optional.empty();
    asking = anchor.isPresent();
    if (!asking) {
      replay.opened(nowNanos, elsewhere);
    } else {
      long asked = ++question;
      Instant since = anchor.get().at().minus(MARGIN);
      history.ask(worker, since, MOST_FETCHED, found -> answered(asked, found));
    }
  }

  private void answered(long asked, RecordHistory.Answer found) {
    if (asked == question && asking) {
      answer = Optional.of(found);
    }
  }

  @Override
  public void accept(LogEvent event, long nowNanos, Sink<Entry> out) {
    expire(nowNanos, out);
    if (asking) {
      held.add(event);
      heldBytes += event.weight();
      if (held.size() >= MOST_HELD || heldBytes >= MOST_HELD_BYTES) {
        goByReplay("too much came before its answer", nowNanos, out);
      }
    } else if (byReplay) {
      goOn(out, sink -> replay.accept(event, nowNanos, sink));
    } else {
      show(event, nowNanos, out);
    }
  }

  /** Lets the replay guard do something, whose word counts when nobody else's does. */
  private void goOn(Sink<Entry> out, Consumer<Sink<Entry>> step) {
    long before = replay.repeated();
    step.accept(byReplay ? entry -> afterReplay(entry, out) : entry -> {});
    repeated += byReplay ? replay.repeated() - before : 0;
  }

  /** Hands the record on unless its id was seen. */
  private boolean show(LogEvent event, long nowNanos, Sink<Entry> out) {
    if (!isNew(event, out)) {
      repeated++;
      return false;
    }
    replay.accept(event, nowNanos, entry -> {});
    deliver(event, out);
    return true;
  }

  private boolean isNew(LogEvent event, Sink<Entry> out) {
    if (event.receipt().id().id().isEmpty()) {
      return true;
    }
    SeenIds.Verdict verdict = seen.judge(event);
    if (verdict == SeenIds.Verdict.REUSED && !reuseTold) {
      reuseTold = true;
      String text = "restarted: its ids name other records than before";
      out.accept(new StreamNotice(worker, event.at(), Kind.RESTARTED, text, since(event.at())));
    }
    return verdict != SeenIds.Verdict.SEEN;
  }

  private Evidence since(Instant at) {
    return last.equals(Instant.MIN) ? Evidence.NONE : Evidence.doubtful(last, at);
  }

  private void deliver(LogEvent event, Sink<Entry> out) {
    String id = event.receipt().id().id();
    if (!id.isEmpty()) {
      seen.add(event);
      ids.follows(id);
      anchor = Optional.of(anchorAt(event));
      if (kept) {
        pendingIds.add(id);
      }
    }
    pending.add(Fingerprint.of(event), new Pending.Step(true, false, Instant.MAX));
    last = event.at();
    out.accept(event);
  }

  private void afterReplay(Entry entry, Sink<Entry> out) {
    if (entry instanceof StreamNotice notice) {
      boolean proved = notice.kind() == Kind.RESUMED;
      String text = "the history could not be had (" + trouble + "); ";
      out.accept(
          new StreamNotice(
              worker,
              notice.at(),
              proved ? Kind.RESUMED : Kind.GAP,
              text + (proved ? notice.text() : "records may be missing"),
              notice.evidence()));
    } else if (!(entry instanceof LogEvent event)) {
      out.accept(entry);
    } else if (isNew(event, out)) {
      deliver(event, out);
    } else {
      repeated++;
    }
  }

  private void goByReplay(String why, long nowNanos, Sink<Entry> out) {
    asking = false;
    byReplay = true;
    trouble = why;
    ids.forget();
    replay.opened(nowNanos, false);
    List<LogEvent> burst = List.copyOf(held);
    letGo();
    burst.forEach(event -> goOn(out, sink -> replay.accept(event, nowNanos, sink)));
  }

  private void letGo() {
    held.clear();
    heldBytes = 0;
  }

  private void merge(List<LogEvent> found, long nowNanos, Sink<Entry> out) {
    asking = false;
    replay.opened(nowNanos, false);
    Set<String> live = new HashSet<>();
    held.forEach(event -> live.add(event.receipt().id().id()));
    out.accept(verdict(found));
    for (LogEvent event : found) {
      if (seen.judge(event) != SeenIds.Verdict.SEEN) {
        boolean alsoLive = live.contains(event.receipt().id().id());
        show(unsure(alsoLive ? event : event.with(Mark.RECOVERED)), nowNanos, out);
        fetched++;
      }
    }
    List<LogEvent> burst = List.copyOf(held);
    letGo();
    burst.forEach(event -> show(unsure(event), nowNanos, out));
  }

  /** A record without an id may be one that was shown before. */
  private static LogEvent unsure(LogEvent event) {
    return event.receipt().id().id().isEmpty() ? event.with(Mark.MAY_REPEAT) : event;
  }

  private StreamNotice verdict(List<LogEvent> found) {
    boolean proved = isIn(found, anchor.orElseThrow().name());
    List<LogEvent> unseen =
        Stream.concat(found.stream(), held.stream())
            .filter(event -> seen.judge(event) != SeenIds.Verdict.SEEN)
            .toList();
    OptionalLong missing =
        unseen.stream()
            .map(event -> ids.missingBefore(event.receipt().id().id()))
            .flatMapToLong(OptionalLong::stream)
            .min();
    Instant at = unseen.isEmpty() ? last : unseen.get(0).at();
    if (proved || missing.equals(OptionalLong.of(0))) {
      return new StreamNotice(
          worker, last, Kind.RESUMED, "resumed, 0 lost", Evidence.unbroken(last));
    }
    ids.forget();
    if (missing.isPresent()) {
      return Numbering.gap(worker, last, at, missing.getAsLong());
    }
    String text = "gap possible: the history no longer has the last record that came";
    return new StreamNotice(worker, at, Kind.GAP, text, since(at));
  }

  @Override
  public void expire(long nowNanos, Sink<Entry> out) {
    if (!asking) {
      goOn(out, sink -> replay.expire(nowNanos, sink));
    } else if (answer.isPresent()) {
      if (answer.get() instanceof RecordHistory.Answer.Records records) {
        merge(newest(records.oldestFirst()), nowNanos, out);
      } else {
        goByReplay(((RecordHistory.Answer.Failed) answer.get()).why(), nowNanos, out);
      }
    } else if (nowNanos - openedNanos >= LONGEST_ASKING_NANOS) {
      goByReplay("no answer in 5 seconds", nowNanos, out);
    }
  }

  private static List<LogEvent> newest(List<LogEvent> records) {
    return records.subList(Math.max(0, records.size() - MOST_FETCHED), records.size());
  }

  @Override
  public OptionalLong deadline() {
    if (!asking) {
      return replay.deadline();
    }
    return OptionalLong.of(answer.isPresent() ? openedNanos : openedNanos + LONGEST_ASKING_NANOS);
  }

  @Override
  public void closed(long nowNanos, Sink<Entry> out) {
    expire(nowNanos, out);
    if (asking && !held.isEmpty()) {
      Optional<Remembered.Anchor> unproved = anchor;
      goByReplay("the connection ended before its answer", nowNanos, out);
      goOn(out, sink -> replay.closed(nowNanos, sink));
      anchor = unproved;
    } else {
      goOn(out, sink -> replay.closed(nowNanos, sink));
    }
    asking = false;
  }

  @Override
  public boolean isAtSeam(long nowNanos) {
    return nowNanos - openedNanos < SEAM_NANOS;
  }

  private static Remembered.Anchor anchorAt(LogEvent event) {
    String id = event.receipt().id().id();
    return new Remembered.Anchor(new Remembered.Name(id, SeenIds.contentOf(event)), event.at());
  }

  @Override
  public void settled(LogEvent event) {
    pending.settled(Fingerprint.of(event));
    lastSettled = event.at();
    String id = event.receipt().id().id();
    if (!id.isEmpty()) {
      pendingIds.remove(id);
      anchorSettled = Optional.of(anchorAt(event));
    }
  }

  @Override
  public Remembered remembered(long nowNanos) {
    boolean all = pending.isEmpty();
    return new Remembered.Named(
        all ? last : lastSettled,
        seen.without(pendingIds),
        all ? anchor : anchorSettled,
        ids.remembered(all),
        reuseTold,
        all ? replay.remembered(nowNanos) : Remembered.Records.after(lastSettled));
  }

  @Override
  public long repeated() {
    return repeated;
  }

  @Override
  public long fetched() {
    return fetched;
  }
}
