package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.RecordId;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * Plays one history between a model of a server that names its records and keeps the newest of them
 * to be asked for, and a {@link HistoryGuard}; compares what was shown with the truth.
 */
final class NamedHistory {
  /** One thing that happens. */
  sealed interface Step {
    /** Records are logged; the last {@code again} are sent once more, as polling servers do. */
    record Log(int count, int again) implements Step {}

    /**
     * A client comes.
     *
     * @param replay how many of the newest records the stream sends again, no more than the history
     *     keeps
     * @param answer what its question to the history meets
     * @param cutAfter live records after which the connection breaks; negative for never
     */
    record Connect(int replay, Reply answer, int cutAfter) implements Step {}

    record Disconnect() implements Step {}

    record Wait(int millis) implements Step {}
  }

  /** What becomes of a question. */
  enum Reply {
    AT_ONCE,
    LATE,
    FAILS,
    NEVER
  }

  /** How the server names its records. */
  enum Names {
    CONSECUTIVE,
    RANDOM
  }

  /** What all histories of a run amounted to. */
  static final class Totals {
    long histories;
    long reconnections;
    long records;
    long repeats;
    long fetched;
    long losses;
    long counted;
    long resumed;
    long byReplay;

    String line() {
      return String.format(
          "history guard: %,d histories, %,d reconnections, %,d records shown, %,d repeats dropped,"
              + " %,d fetched, %,d losses told, %,d records lost by count, %,d proofs, %,d by replay",
          histories, reconnections, records, repeats, fetched, losses, counted, resumed, byReplay);
    }
  }

  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final Names names;
  private final int retention;
  private final Totals totals;
  private final Continuity guard =
      new LaterRuns(recall -> new HistoryGuard(Records.WORKER, this::asked, recall));
  private final List<LogEvent> log = new ArrayList<>();
  private final List<Entry> out = new ArrayList<>();
  private final BitSet shown = new BitSet();
  private final BitSet told = new BitSet();
  private final List<Sink<RecordHistory.Answer>> questions = new ArrayList<>();
  private List<LogEvent> found = List.of();
  private Reply reply = Reply.AT_ONCE;
  private int first = -1;
  private int received;
  private boolean connected;
  private boolean anyFailed;
  private long now;
  private Instant clock = Records.T0;

  NamedHistory(Names names, int retention, Totals totals) {
    this.names = names;
    this.retention = retention;
    this.totals = totals;
  }

  void play(List<Step> steps) {
    steps.forEach(this::play);
    disconnect();
    totals.histories++;
    totals.repeats += guard.repeated();
    totals.fetched += guard.fetched();
  }

  /** Comes once more, so that what is missing can be fetched. */
  void checkThatNothingIsMissing() {
    connect(new Step.Connect(0, Reply.AT_ONCE, -1));
    pass(300);
    disconnect();
    if (first >= 0) {
      int end = shown.length();
      assertThat(shown.get(first, end).cardinality()).as("since the first").isEqualTo(end - first);
      assertThat(shown.length()).isEqualTo(log.size());
    }
  }

  private void play(Step step) {
    if (step instanceof Step.Log more) {
      for (int i = 0; i < more.count(); i++) {
        log();
        send(log.size() - 1);
      }
      for (int i = Math.max(0, log.size() - more.again()); i < log.size(); i++) {
        send(i);
      }
    } else if (step instanceof Step.Connect connect) {
      if (!connected) {
        connect(connect);
      }
    } else if (step instanceof Step.Wait wait) {
      pass(wait.millis());
    } else {
      disconnect();
    }
  }

  private void log() {
    clock = clock.plusMillis(150);
    int number = log.size();
    String id =
        names == Names.CONSECUTIVE
            ? counted(number)
            : "log_" + Integer.toHexString(number * 0x9E3779B1);
    LogEvent event = Records.numbered(clock, RecordId.named(id));
    log.add(Records.saying(event, "record " + number));
  }

  /** Beyond what a double can tell apart. */
  private static String counted(int number) {
    return "900719925474099" + (10_000 + number);
  }

  private void asked(WorkerKey worker, Instant since, int most, Sink<RecordHistory.Answer> then) {
    Instant from = since.truncatedTo(ChronoUnit.SECONDS);
    int oldest = Math.max(0, log.size() - retention);
    found =
        log.subList(oldest, log.size()).stream().filter(event -> event.at().isAfter(from)).toList();
    questions.add(then);
    if (reply == Reply.AT_ONCE) {
      answer();
    }
  }

  private void answer() {
    for (Sink<RecordHistory.Answer> question : questions) {
      if (reply == Reply.FAILS) {
        question.accept(new RecordHistory.Answer.Failed("status 500"));
      } else if (reply != Reply.NEVER) {
        question.accept(new RecordHistory.Answer.Records(found));
      }
    }
    questions.clear();
  }

  private void connect(Step.Connect how) {
    connected = true;
    received = 0;
    reply = how.answer();
    totals.reconnections += first < 0 ? 0 : 1;
    guard.opened(now, false);
    int oldest = Math.max(0, log.size() - Math.min(retention, how.replay()));
    for (int i = oldest; i < log.size() && connected; i++) {
      if (received == how.cutAfter()) {
        disconnect();
      } else {
        send(i);
      }
    }
  }

  private void send(int number) {
    if (connected) {
      pass(20);
      first = first < 0 ? number : first;
      received++;
      guard.accept(log.get(number), now, out::add);
    }
  }

  private void pass(long millis) {
    long end = now + millis * MILLI;
    if (millis >= 100) {
      now += 50 * MILLI;
      answer();
    }
    for (OptionalLong due = guard.deadline();
        due.isPresent() && due.getAsLong() <= end;
        due = guard.deadline()) {
      guard.expire(Math.max(now, due.getAsLong()), out::add);
    }
    now = end;
  }

  private void disconnect() {
    if (connected) {
      guard.closed(now, out::add);
      connected = false;
      check();
      out.clear();
    }
  }

  /** What a server sends again after all can have been counted as lost before. */
  private void check() {
    long counted = 0;
    int late = 0;
    boolean gap = false;
    for (Entry entry : out) {
      if (entry instanceof StreamNotice notice) {
        gap |= notice.kind() == Kind.GAP || notice.kind() == Kind.RESTARTED;
        counted += notice.kind() == Kind.GAP ? notice.evidence().lost().orElse(0) : 0;
        totals.resumed += notice.kind() == Kind.RESUMED ? 1 : 0;
        boolean byReplay = notice.text().contains("could not be had");
        totals.byReplay += byReplay ? 1 : 0;
        anyFailed |= byReplay;
        assertThat(notice.kind()).isIn(Kind.GAP, Kind.RESUMED, Kind.RESTARTED);
      } else {
        int newest = shown.length();
        late += shown((LogEvent) entry) < newest ? 1 : 0;
      }
    }
    checkLoss(gap, counted, late);
  }

  private int shown(LogEvent event) {
    int number = Integer.parseInt(event.message().substring("record ".length()));
    assertThat(shown.get(number)).as("%s shown again", event.message()).isFalse();
    shown.set(number);
    totals.records++;
    if (!anyFailed) {
      assertThat(event.receipt().marks()).doesNotContain(Mark.MAY_REPEAT);
    }
    return number;
  }

  private void checkLoss(boolean gap, long counted, int late) {
    BitSet lost = new BitSet();
    if (first >= 0 && !shown.isEmpty()) {
      lost.set(first, shown.length());
      lost.andNot(shown);
      lost.andNot(told);
    }
    if (!lost.isEmpty()) {
      assertThat(gap).as("a loss of %s is told: %s", lost, out).isTrue();
      totals.losses++;
      if (counted != 0 && !anyFailed) {
        int all = lost.cardinality();
        assertThat(counted).as("of %s", lost).isBetween((long) all, (long) all + late);
      }
      totals.counted += counted;
    }
    told.or(lost);
  }
}
