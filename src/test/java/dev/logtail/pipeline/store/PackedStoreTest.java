package dev.logtail.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A store that packs what it can as soon as it can holds what one holds that packs nothing. */
class PackedStoreTest {
  private static final int NO_PACKING = 1_000_000;

  /** What comes at once: {@code late} ones spread over the last {@code span} seconds. */
  private record Burst(int count, List<Integer> late, int span) {
    List<Entry> entries(int second) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(
            i % 40 == 39
                ? LateEntriesTest.notice("n", second + i, Kind.CONNECTED)
                : LateEntriesTest.record(i % 3 == 0 ? "a" : "b", second + i));
      }
      for (int one : late) {
        String worker = one % 5 == 0 ? "a" : "late" + one % 3;
        int at = Math.max(0, second + count - 1 - one % span);
        entries.add(
            one % 11 == 0
                ? LateEntriesTest.notice(worker, at, Kind.GAP)
                : LateEntriesTest.late(worker, at));
      }
      return entries;
    }
  }

  @Provide
  Arbitrary<List<Burst>> bursts() {
    Arbitrary<Integer> counts =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0, 700)),
            Tuple.of(1, Arbitraries.integers().between(0, 9)));
    Arbitrary<List<Integer>> late = Arbitraries.integers().between(0, 10_000).list().ofMaxSize(90);
    Arbitrary<Integer> spans = Arbitraries.of(3, 50, 299);
    return Combinators.combine(counts, late, spans).as(Burst::new).list().ofMaxSize(8);
  }

  @Property(tries = 150)
  void packing_changes_nothing_that_is_held(
      @ForAll("bursts") List<Burst> bursts, @ForAll @IntRange(min = 1, max = 3) int looseChunks) {
    EntryStore packing = new EntryStore(Long.MAX_VALUE, looseChunks);
    EntryStore loose = new EntryStore(Long.MAX_VALUE, NO_PACKING);
    List<Snapshot> snapshots = new ArrayList<>();
    List<Snapshot> expected = new ArrayList<>();
    int second = 0;
    for (Burst burst : bursts) {
      List<Entry> entries = burst.entries(second);
      packing.append(entries);
      loose.append(entries);
      second += burst.count();
      snapshots.add(packing.snapshot());
      expected.add(loose.snapshot());
    }
    for (int i = 0; i < snapshots.size(); i++) {
      List<Entry> held = LateEntriesTest.held(snapshots.get(i));
      assertThat(held).isEqualTo(LateEntriesTest.held(expected.get(i)));
      assertThat(snapshots.get(i).bytes()).isLessThanOrEqualTo(expected.get(i).bytes() + 20_000);
    }
  }

  @Property(tries = 150)
  void what_is_evicted_is_the_oldest_and_no_more_than_must_be(
      @ForAll("bursts") List<Burst> bursts, @ForAll @IntRange(min = 1, max = 400_000) int limit) {
    EntryStore store = new EntryStore(limit, 1);
    EntryStore all = new EntryStore(Long.MAX_VALUE, NO_PACKING);
    int second = 0;
    for (Burst burst : bursts) {
      List<Entry> inOrder = burst.entries(second).subList(0, burst.count());
      store.append(inOrder);
      all.append(inOrder);
      second += burst.count();
    }
    Snapshot held = store.snapshot();
    List<Entry> expected = LateEntriesTest.held(all.snapshot());

    assertThat(LateEntriesTest.held(held))
        .isEqualTo(expected.subList((int) held.first(), expected.size()));
    assertThat(held.bytes() <= limit || held.size() == 1).isTrue();
    assertThat(held.bytes() > limit - 120_000 || held.first() == 0).isTrue();
  }

  @Test
  void late_entries_find_their_places_in_packed_runs_while_old_ones_go() {
    EntryStore store = new EntryStore(200_000, 1);
    for (int second = 0; second < 5000; second += 10) {
      int from = second;
      store.append(
          IntStream.range(0, 10)
              .mapToObj(i -> (Entry) LateEntriesTest.record("a", from + i))
              .toList());
      store.append(List.of(LateEntriesTest.late("b", second - second % 200)));
      store.append(List.of(LateEntriesTest.late("c", Math.max(0, second - 290))));
    }

    List<Entry> held = LateEntriesTest.held(store.snapshot());
    assertThat(store.bytes()).isLessThanOrEqualTo(200_000);
    assertThat(held.size()).isGreaterThan(1000);
    assertThat(held.get(0).at()).isAfter(LateEntriesTest.record("a", 1000).at());
    for (String worker : List.of("a", "b", "c")) {
      assertThat(held.stream().filter(e -> e.worker().value().equals(worker)).map(Entry::at))
          .isSorted();
    }
  }

  @Test
  void what_runs_share_is_counted_while_it_is_held() {
    EntryStore store = new EntryStore(Long.MAX_VALUE, 1);
    List<Entry> strangers =
        IntStream.range(0, 3000)
            .mapToObj(i -> (Entry) LateEntriesTest.record("worker" + i, i))
            .toList();
    store.append(strangers);
    long before = store.bytes();
    store.clear();
    assertThat(store.bytes()).isZero();
    assertThat(before).isGreaterThan(3000L * 480);

    EntryStore small = new EntryStore(300_000, 1);
    small.append(strangers);
    small.append(
        IntStream.range(3000, 8000).mapToObj(i -> (Entry) LateEntriesTest.record("a", i)).toList());

    assertThat(small.snapshot().size()).isGreaterThan(3000);
    assertThat(small.bytes()).isLessThanOrEqualTo(300_000);
  }

  private static Entry logged(int number) {
    String logger = String.format("logger%05d", number % 700);
    LogEvent event = LateEntriesTest.record("a", number);
    Origin origin = new Origin(logger, "module", "run", 9);
    String json = String.format("{\"message\":\"%s\",\"x\":\"%s\"}", event.message(), logger);
    return new LogEvent(
        event.worker(), event.time(), event.level(), event.message(), origin, Receipt.object(json));
  }

  @Test
  void contexts_that_look_alike_are_told_apart() {
    EntryStore store = new EntryStore(Long.MAX_VALUE, 1);
    List<Entry> entries = IntStream.range(0, 5000).mapToObj(PackedStoreTest::logged).toList();

    store.append(entries);

    assertThat(LateEntriesTest.held(store.snapshot())).isEqualTo(entries);
  }
}
