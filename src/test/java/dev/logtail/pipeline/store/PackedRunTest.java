package dev.logtail.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Evidence;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.RecordId;
import dev.logtail.model.Severity;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PackedRunTest {
  private static final Instant AT = Instant.parse("2026-02-01T14:30:25.123456Z");

  private static PackedRun packed(List<Entry> entries) {
    boolean[] strays = new boolean[entries.size() + 3];
    Entry[] slots = new Entry[entries.size() + 3];
    for (int i = 0; i < entries.size(); i++) {
      slots[i + 2] = entries.get(i);
      strays[i + 2] = i % 3 == 1;
    }
    return new Packer().pack(slots, strays, 2, entries.size() + 2);
  }

  private static List<Entry> unpacked(PackedRun run) {
    return IntStream.range(0, run.count()).mapToObj(run::get).toList();
  }

  private static Arbitrary<String> text() {
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.strings().ofMaxLength(40)),
        Tuple.of(3, Arbitraries.strings().ascii().ofMaxLength(200)),
        Tuple.of(3, Arbitraries.strings().withChars("\"\\\n\t\u0001,:{} an资").ofMaxLength(12)),
        Tuple.of(3, Arbitraries.of("", "a", "INFO", "message", "2026-02-01T14:30:25", "😀", "é")),
        Tuple.of(2, Arbitraries.strings().withCharRange('\ud700', '\ue100').ofMaxLength(9)));
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.oneOf(
        Arbitraries.longs()
            .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
            .map(second -> Instant.ofEpochSecond(second, Math.floorMod(second, 1_000_000_000))),
        Arbitraries.longs().between(-5_000_000, 5_000_000).map(n -> AT.plusNanos(n * 1000)),
        Arbitraries.just(AT));
  }

  /** The event's raw text as one of many servers may have written it. */
  private static String raw(int style, EventTime time, String message, RecordId id, String extra) {
    return switch (style) {
      case 0 -> message;
      case 1 -> extra;
      case 2 -> time.text() + " INFO worker: " + message;
      case 3 -> message + " " + message + " " + extra + " " + time.text();
      default -> {
        String escaped = style == 4 ? message : JsonEscapes.escape(message, style == 5);
        yield "{\"timestamp\": \"%s\",\"message\": \"%s\",\"seq\": %d,\"id\":\"%s\",\"extra\":\"%s\"}"
            .formatted(time.text(), escaped, id.seq(), id.id(), extra);
      }
    };
  }

  private static Arbitrary<Entry> events() {
    Arbitrary<WorkerKey> workers = Arbitraries.of("a", "奇妙 café worker").map(WorkerKey::new);
    Arbitrary<EventTime> times =
        Combinators.combine(instants(), instants(), text()).as(EventTime::new);
    Arbitrary<Level> levels =
        Combinators.combine(Arbitraries.of(Severity.class), text()).as(Level::new);
    Arbitrary<Origin> origins =
        Combinators.combine(text(), text(), text(), Arbitraries.integers()).as(Origin::new);
    Arbitrary<Set<Receipt.Mark>> marks = Arbitraries.of(Receipt.Mark.class).set();
    Arbitrary<RecordId> ids =
        Combinators.combine(text(), Arbitraries.longs(), text()).as(RecordId::new);
    Arbitrary<Integer> styles = Arbitraries.integers().between(0, 6);
    return Combinators.combine(workers, times, levels, text(), origins, marks, ids, styles)
        .flatAs(
            (worker, time, level, message, origin, some, id, style) ->
                Combinators.combine(text(), Arbitraries.of(true, false))
                    .as(
                        (extra, json) ->
                            new LogEvent(
                                worker,
                                time,
                                level,
                                message,
                                origin,
                                new Receipt(
                                    raw(style, time, message, id, extra), json, some, id))));
  }

  private static Arbitrary<Entry> notices() {
    Arbitrary<Evidence> evidence =
        Combinators.combine(
                instants().optional(),
                instants().optional(),
                Arbitraries.of(true, false),
                Arbitraries.longs().greaterOrEqual(0).optional())
            .as(
                (from, to, proven, lost) ->
                    new Evidence(
                        from,
                        to,
                        proven,
                        lost.map(OptionalLong::of).orElseGet(OptionalLong::empty)));
    return Combinators.combine(
            instants(), Arbitraries.of(StreamNotice.Kind.class), text(), evidence)
        .as((at, kind, text, some) -> new StreamNotice(new WorkerKey("n"), at, kind, text, some));
  }

  @Provide
  Arbitrary<List<Entry>> entries() {
    return anyEntries();
  }

  static Arbitrary<List<Entry>> anyEntries() {
    return Arbitraries.frequencyOf(Tuple.of(9, events()), Tuple.of(1, notices()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 120)
  void every_entry_comes_back_as_it_was(@ForAll("entries") List<Entry> entries) {
    PackedRun run = packed(entries);

    assertThat(unpacked(run)).isEqualTo(entries);
    for (int i = 0; i < entries.size(); i++) {
      assertThat(run.isStray(i)).isEqualTo(i % 3 == 1);
    }
  }

  private static LogEvent record(int number, String message) {
    Instant at = AT.plusMillis(number);
    String stamp = at.toString();
    String raw =
        "{\"timestamp\":\"%s\",\"level\":\"INFO\",\"message\":\"%s\",\"logger_name\":\"Vnpy[1]\",\"line_no\":95,\"order\":%d}";
    return new LogEvent(
        new WorkerKey("w"),
        new EventTime(at, at.plusMillis(3), stamp),
        Level.of("INFO"),
        message,
        new Origin("Vnpy[1]", "", "", 95),
        Receipt.object(raw.formatted(stamp, JsonEscapes.escape(message, true), number * 7919)));
  }

  @Test
  void what_repeats_is_held_once() {
    for (String message : List.of("Bar processed: #%d", "订单 \"%d\"\nTraceback: {\\}")) {
      List<Entry> entries = new ArrayList<>();
      int own = 0;
      for (int i = 0; i < Chunk.SIZE; i++) {
        LogEvent event = record(1000 + i, message.formatted(i));
        entries.add(event);
        own += event.message().getBytes(StandardCharsets.UTF_8).length;
      }

      assertThat(packed(entries).weight() - own).isLessThan(Chunk.SIZE * 60);
    }
  }

  @Property(tries = 50)
  void hostile_repetition_takes_no_time_to_speak_of(@ForAll @Size(max = 3) List<String> parts) {
    String once = String.join("", parts) + "a".repeat(20_000);
    LogEvent event =
        new LogEvent(
            new WorkerKey("w"),
            new EventTime(AT, AT, once.substring(1)),
            Level.of("INFO"),
            once.substring(2),
            Origin.UNKNOWN,
            Receipt.object(once + once));

    assertThat(packed(List.of(event)).get(0)).isEqualTo(event);
  }
}
