package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.store.EntryStore;
import dev.logtail.pipeline.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MatchIndexTest {
  private static final Predicate<Entry> EVERY_THIRD =
      entry -> ((LogEvent) entry).message().length() % 3 == 0;

  private static List<Entry> entries(int from, int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      Instant at = FakeFarm.START.plusMillis(i);
      entries.add(FakeFarm.event(FakeFarm.DRAGON, at, "INFO", "x".repeat(i % 10)));
    }
    return entries;
  }

  /** Late ones of many workers, so that they come to lie in any order before {@code end}. */
  private static List<Entry> lateAmong(int end, int count) {
    List<Entry> late = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      WorkerKey worker = new WorkerKey("late" + i % 7);
      Instant at = FakeFarm.START.plusMillis(end - 31L * i % 300);
      late.add(FakeFarm.event(worker, at, "INFO", "y".repeat(i % 10)).with(Mark.LATE));
    }
    return late;
  }

  private static List<Long> expected(Snapshot held) {
    return LongStream.range(held.first(), held.end())
        .filter(number -> EVERY_THIRD.test(held.get(number)))
        .boxed()
        .toList();
  }

  private static List<Long> all(EntryNumbers numbers) {
    List<Long> all = new ArrayList<>();
    OptionalLong next = numbers.atOrAfter(0);
    while (next.isPresent()) {
      all.add(next.getAsLong());
      next = numbers.atOrAfter(next.getAsLong() + 1);
    }
    return all;
  }

  /** Says enough after each {@code slice} questions. */
  private static BooleanSupplier slices(int slice) {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() % slice == 0;
  }

  @Property(tries = 200)
  void slice_by_slice_it_finds_what_a_full_scan_finds(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 400) Integer> batches,
      @ForAll @IntRange(min = 1, max = 4) int slice) {
    EntryStore store = new EntryStore(60_000);
    MatchIndex index = new MatchIndex(EVERY_THIRD);
    long insertions = 0;
    int made = 0;
    for (int batch : batches) {
      store.append(entries(made, batch));
      store.append(lateAmong(made + batch, batch % 40));
      made += batch;
      Snapshot held = store.snapshot();
      index.renumber(held.renumberingSince(insertions), held);
      insertions = held.insertions();
      index.extend(held, slices(slice));
    }

    for (int i = 0; i < 200 && !index.isComplete(); i++) {
      index.extend(store.snapshot(), slices(slice));
    }
    index.extend(store.snapshot(), () -> false);

    assertThat(index.isComplete()).isTrue();
    assertThat(all(index.matches())).isEqualTo(expected(store.snapshot()));
  }

  @Test
  void new_entries_cost_only_themselves() {
    EntryStore store = new EntryStore(Long.MAX_VALUE);
    AtomicInteger tested = new AtomicInteger();
    MatchIndex index =
        new MatchIndex(
            entry -> {
              tested.incrementAndGet();
              return true;
            });
    store.append(entries(0, 10_000));
    index.extend(store.snapshot(), () -> false);
    tested.set(0);

    store.append(entries(0, 7));
    index.extend(store.snapshot(), () -> false);

    assertThat(tested).hasValue(7);
  }

  @Test
  void a_slice_of_long_entries_is_shorter() {
    EntryStore store = new EntryStore(Long.MAX_VALUE);
    String text = "x".repeat(100_000);
    for (int i = 0; i < 100; i++) {
      store.append(List.of(FakeFarm.event(FakeFarm.DRAGON, FakeFarm.START, "INFO", text)));
    }
    MatchIndex index = new MatchIndex(entry -> true);

    index.extend(store.snapshot(), () -> true);

    assertThat(index.matches().count()).isEqualTo(1);
  }

  @Test
  void newest_are_found_first_and_a_slice_is_short() {
    EntryStore store = new EntryStore(Long.MAX_VALUE);
    store.append(entries(0, 10_000));
    MatchIndex index = new MatchIndex(entry -> true);

    index.extend(store.snapshot(), () -> true);

    assertThat(index.isComplete()).isFalse();
    assertThat(index.matches().count()).isLessThanOrEqualTo(64);
    assertThat(index.matches().atOrBefore(Long.MAX_VALUE - 1)).hasValue(9_999);
  }

  @Test
  void cleared_store_leaves_nothing() {
    EntryStore store = new EntryStore(Long.MAX_VALUE);
    store.append(entries(0, 100));
    MatchIndex index = new MatchIndex(entry -> true);
    index.extend(store.snapshot(), () -> false);

    store.clear();
    index.extend(store.snapshot(), () -> false);

    assertThat(index.matches().count()).isZero();
    assertThat(index.isComplete()).isTrue();
  }
}
