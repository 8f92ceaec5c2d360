package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextGuardTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private Continuity guard = textGuard();
  private final List<Entry> out = new ArrayList<>();
  private long now;

  private static Continuity textGuard() {
    return new LaterRuns(recall -> new TextGuard(Records.WORKER, recall));
  }

  /** A line; what no guard looks at tells the test which one it is. */
  private LogEvent line(String text, int number) {
    Origin origin = new Origin("", "", "", number);
    EventTime time = EventTime.unstamped(Records.T0.plusNanos(now));
    return new LogEvent(Records.WORKER, time, Level.NONE, text, origin, Receipt.text(text));
  }

  private void take(String lines) {
    for (String text : lines.split("")) {
      guard.accept(line(text, 0), now, out::add);
    }
  }

  private void reconnect() {
    pass(3000);
    guard.closed(now, out::add);
    out.clear();
    guard.opened(now, false);
  }

  private void pass(long millis) {
    now += millis * MILLI;
    guard.expire(now, out::add);
  }

  private String shown() {
    StringBuilder shown = new StringBuilder();
    for (Entry entry : out) {
      shown.append(entry instanceof LogEvent event ? event.message() : "|");
    }
    return shown.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "abcdefgh, defghij, |ij",
    "abcdefgh, defgh, |",
    "abcdefgh, efghij, |efghij",
    "abcdefgh, xyz, |xyz",
    "abababab, abababc, |abababc",
    "xyaabaab, yaabaabz, |z",
    "abcabcabc, abcabcd, |abcabcd",
    "aaaaaaaab, aaaaaaab, |aaaaaaab",
    "abcde, abcdef, |f"
  })
  void only_an_unmistakable_overlap_is_left_out(String before, String burst, String expected) {
    guard.opened(now, false);
    take(before);
    assertThat(shown()).isEqualTo(before);
    reconnect();
    take(burst);
    assertThat(out).as("held").isEmpty();
    pass(250);
    assertThat(shown()).isEqualTo(expected);
    boolean dropped = !expected.equals("|" + burst);
    StreamNotice notice = (StreamNotice) out.get(0);
    assertThat(notice.kind()).isEqualTo(dropped ? Kind.RESUMED : Kind.GAP);
    assertThat(notice.evidence().proven()).isFalse();
    assertThat(guard.repeated()).isEqualTo(burst.length() - expected.length() + 1);
  }

  @Test
  void a_stream_that_replays_nothing_is_told_in_a_quarter_of_a_second_and_not_held_again() {
    guard.opened(now, false);
    take("abcdefgh");
    reconnect();
    pass(250);
    assertThat(shown()).isEqualTo("|");
    take("i");
    assertThat(shown()).isEqualTo("|i");
    assertThat(guard.deadline()).isEmpty();
  }

  @Test
  void a_burst_without_end_is_not_held_without_end() {
    guard.opened(now, false);
    take("abcdefgh");
    reconnect();
    take("z".repeat(3000));
    assertThat(out).hasSize(3001);
  }

  /** What a run over a model server amounted to. */
  private static final class Figures {
    private int reconnections;
    private int overlaps;
    private int leftOut;
    private int wrong;
    private int losses;
    private int untold;
  }

  /**
   * Model server: a ring of lines without times, cut and joined again around the size of its ring;
   * a real one has no ring at all, then nothing is ever left out.
   */
  private Figures play(int alphabet, int ringSize, long seed) {
    Random random = new Random(seed);
    Figures figures = new Figures();
    for (int history = 0; history < 1500; history++) {
      guard = textGuard();
      out.clear();
      List<LogEvent> log = new ArrayList<>();
      BitSet delivered = new BitSet();
      int first = -1;
      for (int connection = 0; connection < 8; connection++) {
        int away = random.nextInt(2 * Math.max(4, ringSize));
        log(log, away, alphabet, random);
        int start = Math.max(0, log.size() - ringSize);
        int missed = first < 0 ? 0 : start - delivered.length();
        guard.opened(now, false);
        int live = log.size();
        log(log, random.nextInt(15), alphabet, random);
        for (int i = start; i < log.size(); i++) {
          pass(i < live ? 0 : 100);
          guard.accept(log.get(i), now, out::add);
        }
        first = first < 0 && start < log.size() ? start : first;
        pass(300);
        guard.closed(now, out::add);
        figures.reconnections++;
        check(figures, new Truth(delivered, start, log.size(), missed));
      }
    }
    return figures;
  }

  private record Truth(BitSet delivered, int start, int end, int missed) {}

  private void check(Figures figures, Truth truth) {
    boolean told = truth.missed <= 0;
    for (Entry entry : out) {
      if (entry instanceof LogEvent event) {
        truth.delivered.set(event.origin().line());
      } else {
        told |= ((StreamNotice) entry).kind() == Kind.GAP;
        figures.overlaps += ((StreamNotice) entry).kind() == Kind.RESUMED ? 1 : 0;
      }
    }
    BitSet never = new BitSet();
    never.set(truth.start, truth.end);
    never.andNot(truth.delivered);
    figures.wrong += never.cardinality();
    long shown = out.stream().filter(LogEvent.class::isInstance).count();
    figures.leftOut += (int) (truth.end - truth.start - shown);
    figures.losses += truth.missed > 0 ? 1 : 0;
    figures.untold += truth.missed > 0 && !told ? 1 : 0;
    truth.delivered.set(0, truth.end);
    out.clear();
  }

  private void log(List<LogEvent> log, int count, int alphabet, Random random) {
    for (int i = 0; i < count; i++) {
      log.add(line("line " + random.nextInt(alphabet), log.size()));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 20", "5, 20", "50, 20", "1000, 20", "50, 0"})
  void D1_against_a_model_of_a_server_of_plain_lines(int alphabet, int ringSize) {
    Figures seen = play(alphabet, ringSize, 20260201);
    System.out.printf(
        "text guard: %,d different lines, ring of %d: %,d reconnections, %,d overlaps, %,d lines left"
            + " out, %,d of them wrongly, %,d losses, %,d untold%n",
        alphabet,
        ringSize,
        seen.reconnections,
        seen.overlaps,
        seen.leftOut,
        seen.wrong,
        seen.losses,
        seen.untold);
    assertThat(seen.wrong).isLessThanOrEqualTo(alphabet == 5 ? seen.leftOut / 100 : 0);
    assertThat(seen.untold).isLessThanOrEqualTo(alphabet == 5 ? seen.losses / 100 : 0);
    assertThat(seen.overlaps > 0).isEqualTo(ringSize > 0 && alphabet > 2);
  }
}
