package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.Evidence;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.RecordId;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Where a server numbers its records, repeats and gaps are not guessed but counted.
 *
 * <pre>
 *   … 118 119 120 │ reconnected │ 101 … 120  121      "resumed, 0 lost"
 *   … 118 119 120 │ reconnected │ 138 139 …           "gap: 17 records lost between …"
 *   … 118 119 120   138 139 …                         the same, in the middle of a connection
 *   … 118 119 120 │ reconnected │ 1 2 3 of another boot   "restarted"
 * </pre>
 *
 * A stream comes under this rule with the first record that has a number, for good; until then
 * another rule holds. In the first two seconds of a connection a live record may overtake the
 * replay, so what comes before its turn waits, a quarter of a second at most. What is told to be
 * lost and comes nevertheless is shown, marked {@link Mark#RECOVERED}. Numbers are foreign: none is
 * believed that no server could have counted to.
 */
public final class SequenceGuard implements Continuity {
  private static final long HOLD_NANOS = Duration.ofMillis(250).toNanos();
  private static final long SEAM_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int MOST_WAITING = 1024;
  private static final int MOST_BOOTS = 4;
  private static final long HIGHEST = 1L << 53;

  private final WorkerKey worker;
  private final Continuity unnumbered;
  private final boolean kept;
  private final Map<String, Numbering> boots = new LinkedHashMap<>();

  /** What came before its turn, all of the present boot. */
  private final TreeMap<Long, LogEvent> waiting = new TreeMap<>();

  private final DroppedFrames dropped;
  private Optional<Numbering> present = Optional.empty();
  private boolean received;
  private boolean open;
  private boolean reconnected;
  private boolean moved;
  private boolean told;
  private boolean anyNumbered;

  /** Whether a record without a number came among those that have one. */
  private boolean mixed;

  private boolean anyNew;
  private long openedNanos;
  private long waitUntilNanos;
  private Instant last = Instant.MIN;
  private long repeated;

  /**
   * @param unnumbered holds until a record has a number
   */
  public SequenceGuard(WorkerKey worker, Continuity unnumbered) {
    this(worker, unnumbered, Recall.NONE);
  }

  /** The same, going on where an earlier run ended. */
  public SequenceGuard(WorkerKey worker, Continuity unnumbered, Recall recall) {
    this.worker = worker;
    this.unnumbered = unnumbered;
    this.dropped = new DroppedFrames(worker);
    this.kept = recall.kept();
    recall.before().ifPresent(this::recall);
  }

  private void recall(Remembered before) {
    received = before.last().isAfter(Instant.MIN);
    last = before.last();
    if (before instanceof Remembered.Numbered numbered) {
      numbered.boots().forEach(boot -> boots.put(boot.name(), new Numbering(boot)));
      present = Optional.ofNullable(boots.get(numbered.present()));
    }
  }

  @Override
  public void opened(long nowNanos, boolean elsewhere) {
    open = true;
    reconnected = received;
    moved = elsewhere;
    told = !reconnected;
    anyNumbered = false;
    anyNew = false;
    openedNanos = nowNanos;
    if (present.isEmpty()) {
      unnumbered.opened(nowNanos, elsewhere);
    }
  }

  @Override
  public void accept(LogEvent event, long nowNanos, Sink<Entry> out) {
    received = true;
    expire(nowNanos, out);
    RecordId id = event.receipt().id();
    if (id.isNumbered() && id.seq() > 0 && id.seq() <= HIGHEST) {
      acceptNumbered(event, nowNanos, out);
    } else if (present.isEmpty()) {
      last = event.at();
      unnumbered.accept(event, nowNanos, out);
    } else {
      acceptStranger(event, nowNanos, out);
    }
  }

  /** A record without a number among those that have one. */
  private void acceptStranger(LogEvent event, long nowNanos, Sink<Entry> out) {
    boolean mayRepeat = reconnected && !anyNew && isAtSeam(nowNanos);
    mixed = true;
    if (!told) {
      doubt(event.at(), Kind.GAP, Unguarded.TEXT, out);
    }
    last = event.at();
    out.accept(mayRepeat ? event.with(Mark.MAY_REPEAT) : event);
  }

  private void acceptNumbered(LogEvent event, long nowNanos, Sink<Entry> out) {
    if (present.isEmpty()) {
      unnumbered.closed(nowNanos, out);
    }
    Numbering numbers = numbering(event, out);
    anyNumbered = true;
    long seq = event.receipt().id().seq();
    if (numbers.isDelivered(seq) || waiting.containsKey(seq)) {
      repeated++;
      if (seq == numbers.next() - 1) {
        tellResumed(numbers, out);
      }
    } else if (numbers.mayBeDelivered(seq)) {
      deliver(event.with(Mark.MAY_REPEAT), numbers, out);
    } else if (numbers.wasMissed(seq)) {
      deliver(event.with(Mark.RECOVERED), numbers, out);
    } else if (seq > numbers.next() && isAtSeam(nowNanos)) {
      await(event, nowNanos, out);
    } else {
      pass(event, numbers, out);
      handOnWhatIsDue(numbers, out);
    }
    if (!dropped.isEmpty() && !isAtSeam(nowNanos)) {
      out.accept(dropped.harmless(event.at()));
    }
  }

  @Override
  public boolean dropped(long frames) {
    boolean tells = present.isPresent() && !mixed;
    dropped.add(tells ? frames : 0);
    return tells;
  }

  @Override
  public long untold() {
    return dropped.take();
  }

  private Numbering numbering(LogEvent event, Sink<Entry> out) {
    RecordId id = event.receipt().id();
    Numbering known = boots.get(id.boot());
    if (known != null && present.filter(known::equals).isPresent()) {
      return known;
    }
    handOnAll(out);
    mend(out);
    if (!dropped.isEmpty()) {
      out.accept(DroppedFrames.notice(worker, last, dropped.take()));
    }
    Numbering numbers = known == null ? begin(event, out) : known;
    boots.put(id.boot(), numbers);
    if (boots.size() > MOST_BOOTS) {
      boots.remove(boots.keySet().iterator().next());
    }
    present = Optional.of(numbers);
    return numbers;
  }

  /** Of a server that began anew while we were away, every record from the first is wanted. */
  private Numbering begin(LogEvent event, Sink<Entry> out) {
    boolean anew = present.isPresent();
    if (anew) {
      String where = moved ? "restarted at another address" : "restarted: it counts anew";
      doubt(event.at(), Kind.RESTARTED, where, out);
    } else if (!told && last.isAfter(Instant.MIN)) {
      doubt(event.at(), Kind.RESTARTED, "restarted: it numbers its records now", out);
    }
    boolean fromFirst = anew && reconnected && !anyNumbered;
    return new Numbering(
        fromFirst ? 1 : event.receipt().id().seq(), last.equals(Instant.MIN) ? event.at() : last);
  }

  private void doubt(Instant at, Kind kind, String text, Sink<Entry> out) {
    told = true;
    Evidence evidence = last.equals(Instant.MIN) ? Evidence.NONE : Evidence.doubtful(last, at);
    out.accept(new StreamNotice(worker, at, kind, text, evidence));
  }

  private void tellResumed(Numbering numbers, Sink<Entry> out) {
    if (!told) {
      told = true;
      out.accept(
          new StreamNotice(
              worker,
              numbers.last(),
              Kind.RESUMED,
              "resumed, 0 lost",
              Evidence.unbroken(numbers.last())));
    }
  }

  private void await(LogEvent event, long nowNanos, Sink<Entry> out) {
    if (waiting.isEmpty()) {
      waitUntilNanos = nowNanos + HOLD_NANOS;
    }
    waiting.put(event.receipt().id().seq(), event);
    if (waiting.size() >= MOST_WAITING) {
      Numbering numbers = present.orElseThrow();
      pass(waiting.pollFirstEntry().getValue(), numbers, out);
      handOnWhatIsDue(numbers, out);
    }
  }

  private void pass(LogEvent event, Numbering numbers, Sink<Entry> out) {
    long seq = event.receipt().id().seq();
    if (seq > numbers.next()) {
      told = true;
      out.accept(dropped.explain(numbers.skipTo(seq, event.at(), worker)));
    } else if (seq == numbers.next()) {
      tellResumed(numbers, out);
    }
    anyNew = true;
    deliver(event, numbers, out);
  }

  private void deliver(LogEvent event, Numbering numbers, Sink<Entry> out) {
    numbers.deliver(event.receipt().id().seq(), event.at(), kept);
    last = event.at();
    out.accept(event);
  }

  private void handOnWhatIsDue(Numbering numbers, Sink<Entry> out) {
    while (!waiting.isEmpty() && waiting.firstKey() <= numbers.next()) {
      pass(waiting.pollFirstEntry().getValue(), numbers, out);
    }
  }

  private void handOnAll(Sink<Entry> out) {
    while (!waiting.isEmpty()) {
      pass(waiting.pollFirstEntry().getValue(), present.orElseThrow(), out);
    }
  }

  @Override
  public void expire(long nowNanos, Sink<Entry> out) {
    if (present.isEmpty()) {
      unnumbered.expire(nowNanos, out);
      return;
    }
    if (!waiting.isEmpty() && nowNanos - waitUntilNanos >= 0) {
      handOnAll(out);
    }
    if (open && !isAtSeam(nowNanos)) {
      mend(out);
    }
  }

  private void mend(Sink<Entry> out) {
    if (present.isPresent() && present.get().isTorn()) {
      out.accept(dropped.explain(present.get().mend(worker)));
    }
  }

  @Override
  public OptionalLong deadline() {
    if (present.isEmpty()) {
      return unnumbered.deadline();
    }
    if (waiting.isEmpty()) {
      return open && present.get().isTorn()
          ? OptionalLong.of(openedNanos + SEAM_NANOS)
          : OptionalLong.empty();
    }
    return OptionalLong.of(waitUntilNanos);
  }

  @Override
  public void closed(long nowNanos, Sink<Entry> out) {
    if (present.isEmpty()) {
      unnumbered.closed(nowNanos, out);
    }
    handOnAll(out);
    if (open) {
      mend(out);
    }
    open = false;
  }

  @Override
  public boolean isAtSeam(long nowNanos) {
    return present.isEmpty() ? unnumbered.isAtSeam(nowNanos) : nowNanos - openedNanos < SEAM_NANOS;
  }

  @Override
  public void settled(LogEvent event) {
    RecordId id = event.receipt().id();
    Numbering numbers = boots.get(id.boot());
    if (numbers != null) {
      numbers.settled(id.seq(), event.at());
    }
    if (present.isEmpty()) {
      unnumbered.settled(event);
    }
  }

  @Override
  public Remembered remembered(long nowNanos) {
    if (present.isEmpty()) {
      return unnumbered.remembered(nowNanos);
    }
    List<Remembered.Boot> known = new ArrayList<>();
    boots.forEach((name, numbers) -> known.add(numbers.remembered(name)));
    Numbering numbers = present.get();
    Remembered.Boot now = known.get(List.copyOf(boots.values()).indexOf(numbers));
    return new Remembered.Numbered(numbers.isAllSettled() ? last : now.last(), now.name(), known);
  }

  @Override
  public long repeated() {
    return repeated + unnumbered.repeated();
  }

  @Override
  public long fetched() {
    return unnumbered.fetched();
  }
}
