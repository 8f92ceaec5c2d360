package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.RecordId;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Plays one history between a model of a server that numbers its records and a {@link
 * SequenceGuard}, and compares what the guard said with the truth, to the record.
 */
final class SequenceHistory {
  /** One thing that happens. */
  sealed interface Step {
    /** Records are logged; of those from {@code dropFrom} on, {@code drops} don't reach us. */
    record Log(int count, int dropFrom, int drops) implements Step {}

    /**
     * A client comes and is sent the ring.
     *
     * @param early records logged meanwhile and sent before the ring's {@code place}
     * @param again records of the ring's end that are sent once more, live
     * @param cutAfter frames after which the connection breaks; negative for never
     */
    record Connect(int early, int place, int again, int cutAfter) implements Step {}

    record Disconnect() implements Step {}

    record Restart() implements Step {}

    record ClockJump(int seconds) implements Step {}

    record Wait(int millis) implements Step {}
  }

  /** What all histories of a run amounted to. */
  static final class Totals {
    long histories;
    long reconnections;
    long records;
    long repeats;
    long gaps;
    long lost;
    long recovered;
    long resumed;
    long restarted;

    String line() {
      return String.format(
          "sequence guard: %,d histories, %,d reconnections, %,d records shown, %,d repeats dropped,"
              + " %,d gaps with %,d records lost, %,d of them recovered, %,d proofs, %,d restarts",
          histories, reconnections, records, repeats, gaps, lost, recovered, resumed, restarted);
    }
  }

  private record Sent(int boot, long seq) {}

  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final int ringSize;
  private final Totals totals;
  private final Continuity guard =
      new LaterRuns(
          recall ->
              new SequenceGuard(
                  Records.WORKER,
                  new ReplayGuard(Records.WORKER, () -> Long.MAX_VALUE, recall),
                  recall));
  private final List<Entry> out = new ArrayList<>();
  private final Map<Integer, BitSet> sent = new HashMap<>();
  private final Map<Integer, BitSet> shown = new HashMap<>();

  /** Number of the first record that is wanted of each boot. */
  private final Map<Integer, Long> wanted = new HashMap<>();

  private long now = -Duration.ofDays(3).toNanos();
  private Instant clock = Records.T0;
  private int boot = 1;
  private long seq;
  private boolean connected;
  private boolean anySent;
  private int sentHere;
  private long announced;
  private long recovered;

  SequenceHistory(int ringSize, long firstSeq, Totals totals) {
    this.ringSize = ringSize;
    this.seq = firstSeq;
    this.totals = totals;
  }

  void play(List<Step> steps) {
    steps.forEach(this::play);
    disconnect();
    totals.histories++;
    totals.repeats += guard.repeated();
    totals.lost += announced;
    totals.recovered += recovered;
    check();
  }

  private void play(Step step) {
    if (step instanceof Step.Log log) {
      for (int i = 0; i < log.count(); i++) {
        seq++;
        boolean dropped = i >= log.dropFrom() && i < log.dropFrom() + log.drops();
        if (connected && !dropped) {
          send(seq);
        }
      }
    } else if (step instanceof Step.Connect connect) {
      if (!connected) {
        connect(connect);
      }
    } else if (step instanceof Step.Restart) {
      disconnect();
      boot++;
      seq = 0;
    } else if (step instanceof Step.ClockJump jump) {
      clock = clock.plusSeconds(jump.seconds());
    } else if (step instanceof Step.Wait wait) {
      pass(wait.millis());
    } else {
      disconnect();
    }
  }

  private void connect(Step.Connect how) {
    List<Long> frames = new ArrayList<>();
    long oldest = Math.max(1, seq - ringSize + 1);
    for (long number = oldest; number <= seq; number++) {
      frames.add(number);
    }
    int place = Math.min(how.place(), frames.size());
    List<Long> again =
        List.copyOf(
            frames.subList(frames.size() - Math.min(how.again(), frames.size()), frames.size()));
    for (int i = 0; i < how.early(); i++) {
      frames.add(place + i, ++seq);
    }
    frames.addAll(again);
    connected = true;
    sentHere = 0;
    guard.opened(now, false);
    totals.reconnections += anySent ? 1 : 0;
    for (int i = 0; i < frames.size() && connected; i++) {
      if (i == how.cutAfter()) {
        disconnect();
      } else {
        send(frames.get(i));
      }
    }
  }

  private void send(long number) {
    pass(1);
    clock = clock.plusMillis(3);
    boolean newBoot = anySent && sentHere == 0 && !sent.containsKey(boot);
    wanted.merge(boot, newBoot ? 1 : number, Math::min);
    anySent = true;
    sentHere++;
    sent.computeIfAbsent(boot, key -> new BitSet()).set((int) number);
    LogEvent event = Records.numbered(clock, RecordId.numbered("b" + boot, number));
    guard.accept(event, now, out::add);
    take();
  }

  private void take() {
    for (Entry entry : out) {
      if (entry instanceof StreamNotice notice) {
        take(notice);
      } else {
        take((LogEvent) entry);
      }
    }
    out.clear();
  }

  private void take(StreamNotice notice) {
    assertThat(anySent).isTrue();
    if (notice.kind() == Kind.GAP) {
      announced += notice.evidence().lost().orElseThrow();
      totals.gaps++;
      assertThat(notice.evidence().proven()).isTrue();
    }
    totals.resumed += notice.kind() == Kind.RESUMED ? 1 : 0;
    totals.restarted += notice.kind() == Kind.RESTARTED ? 1 : 0;
  }

  private void take(LogEvent event) {
    RecordId id = event.receipt().id();
    int of = Integer.parseInt(id.boot().substring(1));
    BitSet before = shown.computeIfAbsent(of, key -> new BitSet());
    assertThat(before.get((int) id.seq())).as("%s shown again", id).isFalse();
    assertThat(event.receipt().marks()).doesNotContain(Mark.MAY_REPEAT);
    before.set((int) id.seq());
    recovered += event.receipt().marks().contains(Mark.RECOVERED) ? 1 : 0;
    totals.records++;
  }

  private void pass(long millis) {
    long end = now + millis * MILLI;
    for (OptionalLong due = guard.deadline();
        due.isPresent() && due.getAsLong() - end <= 0;
        due = guard.deadline()) {
      guard.expire(due.getAsLong(), out::add);
    }
    now = end;
    take();
  }

  private void disconnect() {
    if (connected) {
      connected = false;
      guard.closed(now, out::add);
      take();
    }
  }

  /** Every record that came was shown, and the numbers of the others were told exactly. */
  private void check() {
    assertThat(shown).isEqualTo(sent);
    long missing = 0;
    for (Map.Entry<Integer, BitSet> of : shown.entrySet()) {
      BitSet numbers = of.getValue();
      long first = wanted.getOrDefault(of.getKey(), 1L);
      missing += numbers.length() - first - numbers.cardinality();
    }
    assertThat(announced - recovered).as("records told to be lost").isEqualTo(missing);
  }
}
