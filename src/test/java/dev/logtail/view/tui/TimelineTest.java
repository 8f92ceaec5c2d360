package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.pipeline.store.Snapshot;
import dev.logtail.view.style.Theme;
import dev.logtail.view.terminal.ScreenSize;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {
  private static final int COLUMNS = 100;
  private static final long YEARS = 365 * TimeBuckets.DAY;

  /** Says enough after each third question. */
  private static BooleanSupplier slices() {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() % 3 == 0;
  }

  private static ConsoleState timed() {
    ConsoleState state = ConsoleState.initial(new ScreenSize(130, 40));
    return state
        .withFilters(FilterSet.NONE.withText(Optional.of(LogConditionTest.read("e"))))
        .withDisplay(state.display().withPanes(state.display().panes().withTimeline(true)));
  }

  private static LogIndex index() {
    return new LogIndex(ConsoleLook.of(Theme.dark(), ConsoleRig.ZONE));
  }

  @Property(tries = 60)
  void counts_what_a_naive_count_counts(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 60) Integer> steps,
      @ForAll @IntRange(max = 12) int frozen) {
    FakeFarm farm = new FakeFarm(30_000, 3).populated();
    LogIndex index = index();
    ConsoleState state = timed();
    for (int i = 0; i < steps.size(); i++) {
      if (i == frozen) {
        OptionalLong end = OptionalLong.of(farm.entries().end());
        state = state.withDisplay(state.display().frozen(end));
      }
      farm.log(steps.get(i)).late(steps.get(i) * 7L).log(steps.get(i) / 2);
      state = index.look(farm.entries(), state, slices()).state();
    }
    assertCountsAll(index.look(farm.entries(), state, () -> false).log());

    ConsoleState thawed = state.withDisplay(state.display().frozen(OptionalLong.empty()));
    LogView log = index.look(farm.entries(), thawed, () -> false).log();

    assertCountsAll(log);
    LogView fresh = index().look(farm.entries(), thawed, () -> false).log();
    assertThat(counts(log.timeline())).isEqualTo(counts(fresh.timeline()));
  }

  private static void assertCountsAll(LogView log) {
    Timeline timeline = log.timeline();
    int[] records = new int[timeline.columns()];
    int[] errors = new int[timeline.columns()];
    OptionalLong next = log.atOrAfter(0);
    while (next.isPresent()) {
      Entry entry = log.entry(next.getAsLong());
      records[timeline.columnOf(entry)]++;
      errors[timeline.columnOf(entry)] += isError(entry) ? 1 : 0;
      next = log.atOrAfter(next.getAsLong() + 1);
    }
    assertThat(timeline.outside()).isZero();
    assertThat(IntStream.range(0, records.length).map(timeline::records))
        .containsExactly(box(records));
    assertThat(IntStream.range(0, records.length).map(timeline::errors))
        .containsExactly(box(errors));
  }

  private static Integer[] box(int[] numbers) {
    return IntStream.of(numbers).boxed().toArray(Integer[]::new);
  }

  private static boolean isError(Entry entry) {
    return entry instanceof LogEvent event
        && List.of("ERROR", "CRITICAL").contains(event.level().word());
  }

  private static List<String> counts(Timeline timeline) {
    return IntStream.range(0, timeline.columns())
        .mapToObj(column -> timeline.records(column) + " " + timeline.errors(column))
        .toList();
  }

  @Property(tries = 50)
  void whatever_the_times_counts_are_few_and_none_gets_lost(
      @ForAll @LongRange(min = 1, max = 9_000_000_000_000L) long spread,
      @ForAll @IntRange(min = 1, max = 20_000) int records) {
    TimeBuckets buckets = new TimeBuckets();
    List<Long> times = new ArrayList<>();
    for (long i = 0; i < records; i++) {
      times.add(i * 7_919 % records * spread / records - spread / 3);
    }
    times.forEach(tenths -> buckets.add(tenths, tenths % 2 == 0));

    assertThat(buckets.counts().size()).isLessThanOrEqualTo(TimeBuckets.MOST);
    assertThat(buckets.counts().values().stream().mapToInt(TimeBuckets.Bucket::records).sum())
        .isEqualTo(records);
    times.forEach(tenths -> buckets.remove(tenths, tenths % 2 == 0));
    assertThat(buckets.counts()).isEmpty();
  }

  @Property
  void axis_fits_and_covers(
      @ForAll @LongRange(min = -100 * YEARS, max = 100 * YEARS) long from,
      @ForAll @LongRange(min = 0, max = 10_000 * YEARS) long span,
      @ForAll @IntRange(min = 2, max = 300) int most) {
    TimeAxis axis = TimeAxis.of(from, from + span, 1, most, 8 * TimeBuckets.HOUR);

    assertThat(axis.columnOf(from)).isZero();
    assertThat(axis.columnOf(from + span)).isEqualTo(axis.columns() - 1L).isLessThan(most);
    assertThat(axis.begin(0)).isLessThanOrEqualTo(from);
    assertThat(axis.begin(axis.columns())).isGreaterThan(from + span);
    assertThat(TimeAxis.ROUND).contains(axis.length());
  }

  @ParameterizedTest
  @CsvSource({
    "9, 100 ms",
    "99, 100 ms",
    "100, 200 ms",
    "999, 1 s",
    "1500, 2 s",
    "5990, 10 s",
    "59990, 1 min",
    "359990, 10 min",
    "8639990, 6 h",
    "86399990, 1 day",
    "864000000, 20 days"
  })
  void length_is_round(long tenths, String length) {
    assertThat(TimeAxis.of(0, tenths, 1, COLUMNS, 0).lengthText()).isEqualTo(length);
  }

  private static Timeline of(List<Entry> entries) {
    NumberDeque numbers = new NumberDeque();
    TimeTally tally = new TimeTally(numbers);
    for (Entry entry : entries) {
      numbers.addLast(numbers.count());
      tally.addLast(numbers.count() - 1, entry);
    }
    return Timeline.of(tally, COLUMNS, ZoneOffset.UTC);
  }

  private static Entry at(Instant at) {
    return FakeFarm.event(FakeFarm.DRAGON, at, "INFO", "x");
  }

  @Test
  void few_strange_times_are_left_out_and_told() {
    List<Entry> entries = new ArrayList<>();
    IntStream.range(0, 300).forEach(i -> entries.add(at(FakeFarm.START.plusSeconds(i))));
    entries.add(at(Instant.MIN));
    entries.add(at(Instant.parse("9999-12-31T23:59:59Z")));

    Timeline timeline = of(entries);

    assertThat(timeline.outside()).isEqualTo(2);
    assertThat(timeline.axis().lengthText()).isEqualTo("5 s");
    assertThat(timeline.columnOf(at(Instant.MIN))).isEqualTo(-1);
    assertThat(timeline.columnOf(at(Instant.MAX))).isEqualTo(timeline.columns());
  }

  @Test
  void few_records_of_the_hour_before_have_their_place() {
    List<Entry> entries = new ArrayList<>();
    IntStream.range(0, 300).forEach(i -> entries.add(at(FakeFarm.START.plusSeconds(i))));
    entries.add(0, at(FakeFarm.START.minusSeconds(3000)));

    assertThat(of(entries).outside()).isZero();
  }

  @Test
  void many_records_far_away_have_their_place() {
    List<Entry> entries = new ArrayList<>();
    IntStream.range(0, 100)
        .forEach(i -> entries.add(at(FakeFarm.START.minusSeconds(1_000_000 + i))));
    IntStream.range(0, 100).forEach(i -> entries.add(at(FakeFarm.START.plusSeconds(i))));

    assertThat(of(entries).outside()).isZero();
  }

  @Test
  void no_time_that_can_be_written_down_breaks_it() {
    for (ZoneId zone : List.of(ZoneOffset.UTC, ConsoleRig.ZONE)) {
      NumberDeque numbers = new NumberDeque();
      TimeTally tally = new TimeTally(numbers);
      for (Instant at : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
        numbers.addLast(numbers.count());
        tally.addLast(numbers.count() - 1, at(at));
      }
      assertThat(Timeline.of(tally, COLUMNS, zone).columns()).isPositive();
    }
  }

  @Test
  void off_it_keeps_nothing() {
    Snapshot held = new FakeFarm(1 << 20, 1).populated().log(100).entries();
    ConsoleState on = timed();
    ConsoleState off = on.withDisplay(on.display().withPanes(Panes.INITIAL));
    LogIndex index = index();

    assertThat(index.look(held, on, () -> false).log().timeline().columns()).isPositive();
    assertThat(index.look(held, off, () -> false).log().timeline()).isSameAs(Timeline.NONE);
  }

  @Test
  void turning_it_on_does_not_take_the_shown_away() {
    FakeFarm farm = new FakeFarm(1 << 20, 1).populated().log(1000);
    ConsoleState on = timed();
    ConsoleState off = on.withDisplay(on.display().withPanes(Panes.INITIAL));
    LogIndex index = index();
    long shown = index.look(farm.entries(), off, () -> false).log().shown().count();

    LogView log = index.look(farm.entries(), on, () -> true).log();

    assertThat(log.examined()).isFalse();
    assertThat(log.shown().count()).isEqualTo(shown);
    assertThat(index.look(farm.entries(), on, () -> false).log().shown().count()).isEqualTo(shown);
  }
}
