package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MergeWindowPropertyTest {
  private static final Duration HOLD = Duration.ofMillis(200);

  /** One record: whose, how long after the one before it was logged, how long it is on its way. */
  record Sent(int worker, int afterMillis, int delayMillis) {}

  /** A record on its way, in milliseconds from the start. */
  private record OnItsWay(int number, int worker, long logged, long arrives) {}

  private static Arbitrary<List<Sent>> sent(int mostDelay) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 120),
            Arbitraries.integers().between(0, mostDelay))
        .as(Sent::new)
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Sent>> prompt() {
    return sent(199);
  }

  @Provide
  Arbitrary<List<Sent>> slow() {
    return sent(900);
  }

  /** In order of arrival; a stream's own records never overtake each other. */
  private static List<OnItsWay> onTheirWay(List<Sent> records) {
    Map<Integer, Long> lastArrival = new HashMap<>();
    List<OnItsWay> all = new ArrayList<>();
    long logged = 0;
    for (Sent record : records) {
      logged += record.afterMillis();
      long arrives =
          Math.max(logged + record.delayMillis(), lastArrival.getOrDefault(record.worker(), 0L));
      lastArrival.put(record.worker(), arrives);
      all.add(new OnItsWay(all.size(), record.worker(), logged, arrives));
    }
    all.sort(Comparator.comparingLong(OnItsWay::arrives).thenComparing(OnItsWay::number));
    return all;
  }

  /** What the window hands on when it is asked every {@code every} milliseconds. */
  private static List<LogEvent> merged(List<OnItsWay> all, int every, long[] skewMillis) {
    MergeWindow window = new MergeWindow(HOLD);
    List<Entry> out = new ArrayList<>();
    long asked = 0;
    for (OnItsWay record : all) {
      for (; asked < record.arrives(); asked += every) {
        window.release(nanos(asked), out::add);
      }
      Instant at = instant(record.logged() + skewMillis[record.worker()]);
      EventTime time = new EventTime(at, instant(record.arrives()), at.toString());
      WorkerKey worker = new WorkerKey("w" + record.worker());
      String number = Integer.toString(record.number());
      window.add(Records.of(worker, time, number, number), nanos(record.arrives()), false);
      window.release(nanos(record.arrives()), out::add);
    }
    window.flush(out::add);
    return out.stream().map(LogEvent.class::cast).toList();
  }

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos() + Long.MAX_VALUE - 1_000_000_000L;
  }

  private static Instant instant(long millis) {
    return Records.T0.plusMillis(millis);
  }

  private static boolean isLate(LogEvent event) {
    return event.receipt().marks().contains(Mark.LATE);
  }

  private static void assertNothingLostOrReordered(List<OnItsWay> all, List<LogEvent> out) {
    assertThat(out).hasSameSizeAs(all);
    for (int worker = 0; worker < 4; worker++) {
      int one = worker;
      WorkerKey key = new WorkerKey("w" + worker);
      assertThat(out.stream().filter(e -> e.worker().equals(key)).map(LogEvent::message))
          .containsExactlyElementsOf(
              all.stream()
                  .filter(record -> record.worker() == one)
                  .map(record -> Integer.toString(record.number()))
                  .toList());
    }
  }

  @Property
  void what_arrives_within_the_hold_comes_out_in_order_of_time(
      @ForAll("prompt") List<Sent> records, @ForAll @IntRange(min = 1, max = 100) int every) {
    List<OnItsWay> all = onTheirWay(records);
    List<LogEvent> out = merged(all, every, new long[4]);
    assertNothingLostOrReordered(all, out);
    assertThat(out).isSortedAccordingTo(Comparator.comparing(LogEvent::at));
    assertThat(out).noneMatch(MergeWindowPropertyTest::isLate);
  }

  @Property
  void a_clock_that_all_share_may_be_off_by_anything(
      @ForAll("prompt") List<Sent> records, @ForAll @IntRange(min = -5000, max = 5000) int skew) {
    List<OnItsWay> all = onTheirWay(records);
    long[] common = {skew, skew, skew, skew};
    List<LogEvent> out =
        merged(all.stream().filter(r -> r.arrives() - r.logged() < 100).toList(), 1, common);
    assertThat(out).isSortedAccordingTo(Comparator.comparing(LogEvent::at));
    assertThat(out).noneMatch(MergeWindowPropertyTest::isLate);
  }

  @Property
  void what_comes_after_a_later_one_is_marked_and_nothing_else(
      @ForAll("slow") List<Sent> records, @ForAll @IntRange(min = 1, max = 100) int every) {
    List<OnItsWay> all = onTheirWay(records);
    List<LogEvent> out = merged(all, every, new long[4]);
    assertNothingLostOrReordered(all, out);
    Instant newest = Instant.MIN;
    for (LogEvent event : out) {
      assertThat(isLate(event)).isEqualTo(event.at().isBefore(newest));
      newest = event.at().isAfter(newest) ? event.at() : newest;
    }
  }

  @Property
  void one_clock_that_is_off_changes_nothing_for_the_others(
      @ForAll("prompt") List<Sent> records,
      @ForAll @IntRange(min = 1, max = 100) int every,
      @ForAll @IntRange(min = 400, max = 4_000_000) int skew) {
    List<OnItsWay> all = onTheirWay(records);
    List<LogEvent> out = merged(all, every, new long[] {skew, 0, 0, 0});
    assertNothingLostOrReordered(all, out);
    List<LogEvent> others =
        out.stream().filter(event -> !event.worker().value().equals("w0")).toList();
    assertThat(others).isSortedAccordingTo(Comparator.comparing(LogEvent::at));
    assertThat(others).noneMatch(MergeWindowPropertyTest::isLate);
  }
}
