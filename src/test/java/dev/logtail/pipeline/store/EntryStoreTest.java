package dev.logtail.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.logtail.model.Entry;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntryStoreTest {
  private static final int FIXED = entry("").weight();

  private static StreamNotice entry(String text) {
    return new StreamNotice(new WorkerKey("w"), Instant.EPOCH, StreamNotice.Kind.CONNECTED, text);
  }

  private static StreamNotice entry(int extraBytes) {
    return entry("x".repeat(extraBytes));
  }

  private static List<Entry> held(Snapshot snapshot) {
    return LongStream.range(snapshot.first(), snapshot.end()).mapToObj(snapshot::get).toList();
  }

  /** What is done to a store: a positive number appends as many entries, 0 clears it. */
  @Provide
  Arbitrary<List<Integer>> deeds() {
    return Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(1, 300)), Tuple.of(1, Arbitraries.just(0)))
        .list()
        .ofMaxSize(15);
  }

  @Property(tries = 500)
  void it_holds_the_newest_entries_that_fit_and_snapshots_never_change(
      @ForAll("deeds") List<Integer> deeds, @ForAll @IntRange(min = 1, max = 60_000) int limit) {
    EntryStore store = new EntryStore(limit);
    List<Entry> all = new ArrayList<>();
    List<Snapshot> snapshots = new ArrayList<>();
    List<List<Entry>> expected = new ArrayList<>();
    long first = 0;
    for (int deed : deeds) {
      List<Entry> added =
          IntStream.range(0, deed).mapToObj(i -> (Entry) entry(all.size() % 50 + i % 7)).toList();
      store.append(added);
      all.addAll(added);
      first = deed == 0 ? all.size() : firstThatFits(all, first, limit);
      if (deed == 0) {
        store.clear();
      }
      snapshots.add(store.snapshot());
      expected.add(List.copyOf(all.subList((int) first, all.size())));
      assertThat(store.snapshot().first()).isEqualTo(first);
      assertThat(store.snapshot().end()).isEqualTo(all.size());
    }
    for (int i = 0; i < snapshots.size(); i++) {
      assertThat(held(snapshots.get(i))).isEqualTo(expected.get(i));
      assertThat(snapshots.get(i).size()).isEqualTo(expected.get(i).size());
      assertThat(snapshots.get(i).bytes())
          .isEqualTo(expected.get(i).stream().mapToLong(Entry::weight).sum());
    }
  }

  private static long firstThatFits(List<Entry> all, long from, int limit) {
    long bytes = 0;
    int first = all.size();
    while (first > from && (bytes + all.get(first - 1).weight() <= limit || first == all.size())) {
      first--;
      bytes += all.get(first).weight();
    }
    return first;
  }

  @Test
  void the_newest_entry_is_held_though_it_is_larger_than_the_limit() {
    EntryStore store = new EntryStore(10);
    store.append(List.of(entry("a"), entry(5000)));
    assertThat(store.snapshot().size()).isEqualTo(1);
    assertThat(store.snapshot().first()).isEqualTo(1);
    assertThat(store.snapshot().get(1).weight()).isEqualTo(FIXED + 5000);
  }

  @Test
  void numbers_outside_are_refused() {
    EntryStore store = new EntryStore(10);
    store.append(List.of(entry("a"), entry("b")));
    Snapshot snapshot = store.snapshot();
    assertThatThrownBy(() -> snapshot.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> snapshot.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> snapshot.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void an_empty_store_holds_nothing() {
    Snapshot snapshot = new EntryStore(10).snapshot();
    assertThat(snapshot.size()).isZero();
    assertThat(snapshot.bytes()).isZero();
  }

  @Test
  void large_entries_that_were_evicted_are_let_go() {
    EntryStore store = new EntryStore(1 << 20);
    List<WeakReference<Entry>> evicted = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      StreamNotice large = entry(1 << 20);
      evicted.add(new WeakReference<>(large));
      store.append(List.of(large));
    }
    store.append(List.of(entry("newest")));
    awaitAllGone(evicted);
    assertThat(held(store.snapshot())).containsExactly(entry("newest"));
  }

  @Test
  void what_was_cleared_is_let_go() {
    EntryStore store = new EntryStore(1 << 20);
    StreamNotice entry = entry("cleared");
    List<WeakReference<Entry>> cleared = List.of(new WeakReference<>(entry));
    store.append(List.of(entry));
    entry = entry("other");
    store.clear();
    store.append(List.of(entry));
    awaitAllGone(cleared);
    assertThat(store.snapshot().first()).isEqualTo(1);
  }

  private static void awaitAllGone(List<WeakReference<Entry>> references) {
    await()
        .until(
            () -> {
              System.gc();
              return references.stream().allMatch(reference -> reference.get() == null);
            });
  }

  @Test
  void it_may_be_read_while_it_is_written() throws InterruptedException {
    EntryStore store = new EntryStore(100_000);
    Thread writer =
        new Thread(
            () ->
                IntStream.range(0, 20_000)
                    .forEach(i -> store.append(List.of(entry(Integer.toString(i))))));
    writer.start();
    while (writer.isAlive()) {
      Snapshot snapshot = store.snapshot();
      for (long number = snapshot.first(); number < snapshot.end(); number++) {
        assertThat(((StreamNotice) snapshot.get(number)).text()).isEqualTo(Long.toString(number));
      }
    }
    writer.join();
    assertThat(store.snapshot().end()).isEqualTo(20_000);
  }
}
