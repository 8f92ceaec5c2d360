package dev.logtail.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Evidence;
import dev.logtail.model.FramePart;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.RecordId;
import dev.logtail.model.Severity;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EntryCodecTest {
  private static final EntryCodec CODEC = new EntryCodec();
  private static final WorkerKey WORKER = new WorkerKey("奇妙 café worker");
  private static final Instant AT = Instant.parse("2026-02-01T14:30:25.123456789Z");

  private static Entry there_and_back(Entry entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CODEC.write(entry, new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    Entry read = CODEC.read(in);
    assertThat(in.available()).as("bytes left over").isZero();
    return read;
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(5, Arbitraries.strings().ofMaxLength(40)),
        net.jqwik.api.Tuple.of(3, Arbitraries.strings().ascii().ofMaxLength(200)),
        net.jqwik.api.Tuple.of(
            2, Arbitraries.strings().withCharRange('\ud700', '\ue100').ofMaxLength(9)));
  }

  @Provide
  Arbitrary<LogEvent> events() {
    Arbitrary<Instant> instants =
        Arbitraries.longs()
            .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
            .map(second -> Instant.ofEpochSecond(second, Math.floorMod(second, 1_000_000_000)));
    Arbitrary<EventTime> times = Combinators.combine(instants, instants, text()).as(EventTime::new);
    Arbitrary<Level> levels =
        Combinators.combine(Arbitraries.of(Severity.class), text()).as(Level::new);
    Arbitrary<Origin> origins =
        Combinators.combine(text(), text(), text(), Arbitraries.integers()).as(Origin::new);
    Arbitrary<Set<Receipt.Mark>> marks = Arbitraries.of(Receipt.Mark.class).set();
    Arbitrary<RecordId> ids =
        Combinators.combine(text(), Arbitraries.longs(), text()).as(RecordId::new);
    Arbitrary<FramePart> parts =
        Arbitraries.oneOf(
            Arbitraries.just(FramePart.NONE),
            Combinators.combine(instants, Arbitraries.longs().greaterOrEqual(1), text())
                .as(FramePart::new));
    Arbitrary<Receipt> receipts =
        Combinators.combine(text(), Arbitraries.of(true, false), marks, ids, parts)
            .as(Receipt::new);
    return Combinators.combine(times, levels, text(), origins, receipts)
        .as(
            (time, level, message, origin, receipt) ->
                new LogEvent(WORKER, time, level, message, origin, receipt));
  }

  @Property(tries = 2000)
  void an_event_comes_back_as_it_was(@ForAll("events") LogEvent event) throws IOException {
    assertThat(there_and_back(event)).isEqualTo(event);
  }

  @ParameterizedTest
  @EnumSource(StreamNotice.Kind.class)
  void a_notice_comes_back_as_it_was(StreamNotice.Kind kind) throws IOException {
    String text = "gap: \ud800 at least 1 record";
    for (Evidence evidence :
        List.of(
            Evidence.NONE,
            Evidence.unbroken(AT),
            Evidence.doubtful(AT, Instant.MAX),
            Evidence.missing(AT, AT, Long.MAX_VALUE))) {
      StreamNotice notice = new StreamNotice(WORKER, AT, kind, text, evidence);
      assertThat(there_and_back(notice)).isEqualTo(notice);
    }
  }

  /** What a new component would be called is of no interest; that the codec must learn it is. */
  @ParameterizedTest
  @CsvSource({
    "LogEvent, worker time level message origin receipt",
    "EventTime, at arrival text",
    "Level, severity word",
    "Origin, logger module function line",
    "Receipt, text json marks id part",
    "FramePart, at number text",
    "RecordId, boot seq id",
    "StreamNotice, worker at kind text evidence",
    "Evidence, from to proven lost"
  })
  void the_codec_knows_every_component(String type, String components) throws Exception {
    assertThat(Class.forName("dev.logtail.model." + type).getRecordComponents())
        .extracting(RecordComponent::getName)
        .containsExactlyElementsOf(Stream.of(components.split(" ")).toList());
  }
}
