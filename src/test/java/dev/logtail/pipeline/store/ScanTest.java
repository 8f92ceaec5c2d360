package dev.logtail.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Severity;
import dev.logtail.model.StreamNotice;
import dev.logtail.pipeline.filter.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScanTest {
  @Provide
  Arbitrary<List<Entry>> entries() {
    return PackedRunTest.anyEntries();
  }

  private static boolean holds(Entry entry, TextPattern text) {
    String message = entry instanceof LogEvent e ? e.message() : ((StreamNotice) entry).text();
    return text.isIn(message) || text.isIn(entry.worker().value());
  }

  private static boolean isBad(Severity severity) {
    return severity.compareTo(Severity.WARNING) >= 0;
  }

  private static Condition condition(List<TextPattern> texts, boolean onlyBad, boolean onlyA) {
    return new Condition(
        entry ->
            texts.stream().allMatch(text -> holds(entry, text))
                && (!onlyBad || !(entry instanceof LogEvent e) || isBad(e.level().severity()))
                && (!onlyA || entry.worker().value().equals("a")),
        (worker, severity) ->
            (!onlyBad || isBad(severity)) && (!onlyA || worker.value().equals("a")),
        texts);
  }

  private static Snapshot packed(List<Entry> entries) {
    EntryStore store = new EntryStore(Long.MAX_VALUE, 1);
    for (int i = 0; i < 2 * Chunk.SIZE; i += entries.size()) {
      store.append(entries);
    }
    store.append(entries);
    return store.snapshot();
  }

  /** A part of some message, often in another case. */
  private static TextPattern someText(List<Entry> entries, Random random) {
    Entry entry = entries.get(random.nextInt(entries.size()));
    String message = entry instanceof LogEvent e ? e.message() : entry.worker().value();
    int start = random.nextInt(message.length() + 1);
    String part = message.substring(start, start + random.nextInt(message.length() - start + 1));
    return TextPattern.literal(random.nextBoolean() ? part.toLowerCase(Locale.ROOT) : part);
  }

  @Property(tries = 100)
  void it_finds_what_asking_every_entry_finds(
      @ForAll("entries") List<Entry> entries,
      @ForAll Random random,
      @ForAll @IntRange(max = 2) int texts,
      @ForAll boolean onlyBad,
      @ForAll boolean onlyA) {
    List<TextPattern> patterns =
        IntStream.range(0, texts).mapToObj(i -> someText(entries, random)).toList();
    Condition condition = condition(patterns, onlyBad, onlyA);
    Snapshot held = packed(entries);
    Scan scan = new Scan(held, condition);

    List<Long> found = new ArrayList<>();
    for (long number = held.end() - 1; number >= held.first(); number--) {
      if (scan.test(number)) {
        found.add(0, number);
      }
    }

    assertThat(found)
        .isEqualTo(
            LongStream.range(held.first(), held.end())
                .filter(number -> condition.exact().test(held.get(number)))
                .boxed()
                .toList());
  }

  @Test
  void what_cannot_meet_the_condition_is_not_asked() {
    List<Entry> entries = new ArrayList<>();
    IntStream.range(0, 1000).forEach(i -> entries.add(LateEntriesTest.record("a", i)));
    entries.add(LateEntriesTest.record("b", 1000));
    IntStream.range(1001, 2000).forEach(i -> entries.add(LateEntriesTest.record("a", i)));
    Snapshot held = packed(entries);
    TextPattern text = TextPattern.literal("777");
    AtomicInteger asked = new AtomicInteger();
    Condition condition =
        new Condition(
            entry -> asked.incrementAndGet() > 0 && holds(entry, text),
            (worker, severity) -> true,
            List.of(text));
    Scan scan = new Scan(held, condition);

    assertThat(LongStream.range(0, 1500).filter(scan::test)).containsExactly(777L);
    assertThat(asked).hasValue(1);
  }
}
