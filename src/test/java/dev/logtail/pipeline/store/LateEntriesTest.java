package dev.logtail.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.order.MergeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What came late is inserted; everything else stays in the order in which it came. */
class LateEntriesTest {
  private static final Instant START = Instant.parse("2026-02-01T06:00:00Z");

  static LogEvent record(String worker, long second) {
    Instant at = START.plusSeconds(second);
    return new LogEvent(
        new WorkerKey(worker),
        new EventTime(at, at, at.toString()),
        Level.of("INFO"),
        worker + second,
        Origin.UNKNOWN,
        Receipt.object("{}"));
  }

  static LogEvent late(String worker, long second) {
    return record(worker, second).with(Mark.LATE);
  }

  static StreamNotice notice(String worker, long second, Kind kind) {
    return new StreamNotice(
        new WorkerKey(worker), START.plusSeconds(second), kind, kind + " " + second);
  }

  static List<Entry> held(Snapshot snapshot) {
    return LongStream.range(snapshot.first(), snapshot.end()).mapToObj(snapshot::get).toList();
  }

  private static List<String> texts(EntryStore store) {
    return held(store.snapshot()).stream()
        .map(e -> e instanceof LogEvent event ? event.message() : ((StreamNotice) e).text())
        .toList();
  }

  private static EntryStore store(Entry... entries) {
    EntryStore store = new EntryStore(1 << 24);
    store.append(List.of(entries));
    return store;
  }

  @Test
  void late_record_takes_its_place_in_time() {
    EntryStore store = store(record("a", 1), record("a", 3), record("a", 3), record("b", 5));

    store.append(List.of(late("c", 3), late("c", 4), record("a", 6), late("d", 0)));

    assertThat(texts(store)).containsExactly("d0", "a1", "a3", "a3", "c3", "c4", "b5", "a6");
  }

  @Test
  void late_record_never_overtakes_its_own_stream() {
    EntryStore store = store(record("a", 1), record("b", 90), record("a", 100), record("b", 110));

    store.append(List.of(late("b", 2), late("a", 3), late("b", 95)));

    assertThat(texts(store)).containsExactly("a1", "b90", "a100", "a3", "b110", "b2", "b95");
  }

  /** Found once: of a full chunk a single entry was left, and behind it something was inserted. */
  @Test
  void last_entry_of_an_evicted_chunk_can_be_followed_by_a_late_one() {
    EntryStore store = new EntryStore(5L * record("a", 100).weight());
    store.append(
        LongStream.range(0, Chunk.SIZE + 4).mapToObj(i -> (Entry) record("a", 100 + i)).toList());
    long last = 100 + Chunk.SIZE - 1;
    assertThat(texts(store)).hasSize(5).startsWith("a" + last);

    store.append(List.of(late("b", last)));
    assertThat(texts(store)).startsWith("b" + last, "a" + (last + 1)).hasSize(5);
    store.append(List.of(record("a", 500), record("a", 501), record("a", 502)));
    assertThat(texts(store)).hasSize(5).endsWith("a500", "a501", "a502");
  }

  @Test
  void clock_set_back_holds_nobody_else_back() {
    EntryStore store = store(record("a", 3600), record("b", 3600), record("b", 3602));

    store.append(List.of(late("a", 0), late("a", 1), late("c", 3601), late("a", 2)));

    assertThat(texts(store)).containsExactly("a3600", "b3600", "c3601", "b3602", "a0", "a1", "a2");
  }

  @Test
  void connections_come_and_go_in_time_and_hold_no_record_back() {
    EntryStore store = store(record("a", 1), notice("a", 5, Kind.CONNECTED), record("b", 6));

    store.append(List.of(notice("a", 1, Kind.RESUMED), late("a", 2), late("a", 4)));

    assertThat(texts(store)).containsExactly("a1", "RESUMED 1", "a2", "a4", "CONNECTED 5", "b6");
  }

  @Test
  void what_a_log_file_gave_back_stands_among_the_records_of_its_time() {
    EntryStore store = new EntryStore(1 << 24);
    MergeWindow window = new MergeWindow(Duration.ofMillis(200));
    List<Entry> arrived = new ArrayList<>(List.of(record("b", 10)));
    IntStream.range(10, 22).forEach(second -> arrived.add(record("a", second)));
    arrived.forEach(entry -> window.add(entry, 0, false));
    window.release(Duration.ofSeconds(1).toNanos(), entry -> store.append(List.of(entry)));

    List<Entry> repaired =
        List.of(
            notice("b", 10, Kind.FILLED),
            record("b", 12).with(Mark.RECOVERED),
            record("b", 15).with(Mark.RECOVERED),
            record("b", 18));
    repaired.forEach(entry -> window.add(entry, Duration.ofSeconds(2).toNanos(), false));
    window.release(Duration.ofSeconds(3).toNanos(), entry -> store.append(List.of(entry)));

    assertThat(String.join(" ", texts(store)))
        .isEqualTo("b10 a10 FILLED 10 a11 a12 b12 a13 a14 a15 b15 a16 a17 a18 b18 a19 a20 a21");
  }

  @Test
  void worker_whose_clock_is_an_hour_behind_is_seen_live() {
    EntryStore store = store();
    IntStream.range(0, 100).forEach(i -> store.append(List.of(record("a", 3600 + i))));

    store.append(List.of(late("b", 50), late("b", 51)));

    assertThat(texts(store)).endsWith("a3699", "b50", "b51");
  }

  @Test
  void worker_whose_clock_is_an_hour_ahead_makes_nobody_old() {
    EntryStore store = store();
    IntStream.range(0, 50)
        .forEach(i -> store.append(List.of(record("a", i), record("ahead", 3600 + i))));

    store.append(List.of(late("b", 48)));

    assertThat(texts(store)).endsWith("a48", "b48", "ahead3648", "a49", "ahead3649");
  }

  @Test
  void nothing_is_inserted_where_the_memory_of_the_store_ends() {
    EntryStore store = new EntryStore(record("a", 100).weight() * 10L);
    IntStream.range(0, 50).forEach(i -> store.append(List.of(record("a", 100 + i))));

    store.append(List.of(late("b", 99)));

    assertThat(texts(store)).hasSize(10).endsWith("a149", "b99");
  }

  @Test
  void nothing_is_inserted_beyond_its_reach() {
    EntryStore store = store(record("b", 0));
    List<Entry> many = new ArrayList<>();
    LogEvent same = record("a", 10);
    IntStream.range(0, EntryStore.MOST_PASSED + 2 * Chunk.SIZE).forEach(i -> many.add(same));
    EntryStore large = new EntryStore(Long.MAX_VALUE);
    large.append(many);
    store.append(many.subList(0, 1000));

    store.append(List.of(late("c", 5)));
    large.append(List.of(late("c", 5)));

    assertThat(store.snapshot().get(1)).isEqualTo(late("c", 5));
    assertThat(large.snapshot().get(large.snapshot().end() - 1)).isEqualTo(late("c", 5));
  }

  @Test
  void what_is_no_longer_remembered_is_said_to_be_incomplete() {
    EntryStore store = new EntryStore(100_000);
    store.append(List.of(record("a", 0), record("z", 100)));
    Snapshot before = store.snapshot();
    IntStream.range(0, 10_000).forEach(i -> store.append(List.of(late("b", 1))));
    Snapshot after = store.snapshot();

    assertThat(after.renumberingSince(before.insertions()).isComplete()).isFalse();
    assertThat(after.renumberingSince(after.insertions()).isNone()).isTrue();
    Renumbering last = after.renumberingSince(after.insertions() - 1);
    assertThat(last.isComplete()).isTrue();
    assertThat(last.inserted()).hasSize(1);
  }

  /** Something done to a store: entries come, or all are forgotten. */
  private record Deed(boolean clears, List<Entry> entries) {}

  @Provide
  Arbitrary<List<Deed>> deeds() {
    Arbitrary<String> worker = Arbitraries.of("a", "b", "c", "d");
    Arbitrary<Integer> second =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(0, 200)),
            Tuple.of(1, Arbitraries.integers().between(-3600, 3600)));
    Arbitrary<Kind> kind = Arbitraries.of(Kind.CONNECTED, Kind.RESUMED, Kind.GAP);
    Arbitrary<Entry> entry =
        Arbitraries.frequencyOf(
            Tuple.of(6, Combinators.combine(worker, second).as(LateEntriesTest::record)),
            Tuple.of(6, Combinators.combine(worker, second).as(LateEntriesTest::late)),
            Tuple.of(1, Combinators.combine(worker, second, kind).as(LateEntriesTest::notice)));
    Arbitrary<Deed> append = entry.list().ofMaxSize(150).map(entries -> new Deed(false, entries));
    return Arbitraries.frequencyOf(
            Tuple.of(12, append), Tuple.of(1, Arbitraries.just(new Deed(true, List.of()))))
        .list()
        .ofMaxSize(14);
  }

  @Property(tries = 400)
  void store_does_what_its_model_does(
      @ForAll("deeds") List<Deed> deeds, @ForAll @IntRange(min = 1, max = 120_000) int limit) {
    EntryStore store = new EntryStore(limit);
    Model model = new Model(limit);
    List<Snapshot> snapshots = new ArrayList<>(List.of(store.snapshot()));
    List<List<Entry>> expected = new ArrayList<>(List.of(List.of()));
    for (Deed deed : deeds) {
      if (deed.clears()) {
        store.clear();
        model.clear();
      } else {
        List<Entry> fresh = deed.entries().stream().map(LateEntriesTest::copy).toList();
        store.append(fresh);
        model.append(fresh);
      }
      Snapshot now = store.snapshot();
      snapshots.add(now);
      expected.add(List.copyOf(model.held));
      assertThat(now.first()).isEqualTo(model.first);
      assertThat(now.bytes()).isEqualTo(model.bytes()).isEqualTo(store.bytes());
      expectStreamsInOrderOfArrival(now, model);
    }
    for (int i = 0; i < snapshots.size(); i++) {
      assertThat(held(snapshots.get(i))).isEqualTo(expected.get(i));
      expectRenumbered(snapshots.get(i), snapshots.get(snapshots.size() - 1));
      expectRenumbered(snapshots.get(i), snapshots.get(Math.min(i + 1, snapshots.size() - 1)));
    }
  }

  /** Another object, so that each can be told from its equals. */
  private static Entry copy(Entry entry) {
    return entry instanceof LogEvent e
        ? new LogEvent(e.worker(), e.time(), e.level(), e.message(), e.origin(), e.receipt())
        : notice(
            entry.worker().value(),
            Duration.between(START, entry.at()).toSeconds(),
            ((StreamNotice) entry).kind());
  }

  private static void expectStreamsInOrderOfArrival(Snapshot now, Model model) {
    Map<WorkerKey, Integer> last = new HashMap<>();
    for (Entry entry : held(now)) {
      if (Model.isOfStream(entry)) {
        int arrival = model.arrivals.get(entry);
        Integer before = last.put(entry.worker(), arrival);
        assertThat(before == null || before < arrival).isTrue();
      }
    }
  }

  private static void expectRenumbered(Snapshot before, Snapshot after) {
    Renumbering moved = after.renumberingSince(before.insertions());
    assertThat(moved.isComplete()).isTrue();
    Set<Long> inserted = Arrays.stream(moved.inserted()).boxed().collect(Collectors.toSet());
    Map<Entry, Long> numbers = new IdentityHashMap<>();
    for (long number = after.first(); number < after.end(); number++) {
      numbers.put(after.get(number), number);
    }
    long end = before.end();
    for (long number = before.first(); number < end; number++) {
      Long now = numbers.remove(before.get(number));
      if (now != null) {
        assertThat(moved.of(number)).isEqualTo(now);
        assertThat(inserted).doesNotContain(now);
      }
    }
    numbers.values().stream()
        .filter(number -> number < moved.ofEnd(end))
        .forEach(number -> assertThat(inserted).contains(number));
  }

  /** The store in plain words. */
  private static final class Model {
    final List<Entry> held = new ArrayList<>();
    final Map<Entry, Integer> arrivals = new IdentityHashMap<>();
    private final Set<Entry> strays = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Instant> inOrder = new ArrayList<>();
    private final long limit;
    private boolean cut;
    long first;

    Model(long limit) {
      this.limit = limit;
    }

    void append(List<Entry> entries) {
      for (Entry entry : entries) {
        arrivals.put(entry, arrivals.size());
        held.add(placeOf(entry), entry);
      }
      while (bytes() > limit && held.size() > 1) {
        held.remove(0);
        first++;
        cut = true;
      }
    }

    private int placeOf(Entry entry) {
      boolean late = entry instanceof LogEvent e && e.receipt().marks().contains(Mark.LATE);
      if (!late && (entry instanceof LogEvent || !isOfStream(entry))) {
        inOrder.add(entry.at());
        return held.size();
      }
      int place = held.size();
      while (place > 0 && mayPass(entry, held.get(place - 1))) {
        place--;
      }
      if (isOld(entry) || (place == 0 && cut)) {
        strays.add(entry);
        return held.size();
      }
      if (place > 0 && isStopped(entry, held.get(place - 1))) {
        strays.add(entry);
      }
      return place;
    }

    private boolean isOld(Entry entry) {
      List<Instant> newest = inOrder.subList(Math.max(0, inOrder.size() - 32), inOrder.size());
      return !newest.isEmpty()
          && newest.stream().allMatch(at -> at.minusSeconds(300).isAfter(entry.at()));
    }

    private boolean isStopped(Entry entry, Entry earlier) {
      return isOfStream(earlier)
          && earlier.worker().equals(entry.worker())
          && (strays.contains(earlier) || earlier.at().isAfter(entry.at()));
    }

    static boolean isOfStream(Entry entry) {
      return !(entry instanceof StreamNotice notice) || notice.kind().isAboutRecords();
    }

    private boolean mayPass(Entry entry, Entry earlier) {
      boolean same = earlier.worker().equals(entry.worker()) && isOfStream(earlier);
      return !same && (strays.contains(earlier) || earlier.at().isAfter(entry.at()));
    }

    long bytes() {
      return held.stream().mapToLong(Entry::weight).sum();
    }

    void clear() {
      first += held.size();
      held.clear();
      cut = false;
    }
  }
}
