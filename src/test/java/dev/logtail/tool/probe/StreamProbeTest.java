package dev.logtail.tool.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.dialect.AutoDialect;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.Obstacle;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.runtime.ManualScheduler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamProbeTest {
  private static final URI URL = URI.create("ws://127.0.0.1:8080");
  private static final Duration TEN = Duration.ofSeconds(10);

  private final ManualScheduler time = new ManualScheduler();
  private final FakeDialler dialler = new FakeDialler();
  private final FakeDialler stranger = new FakeDialler();
  private final List<Step> steps = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();

  private FakeDialler.Wire probe(URI url, Optional<Worker> worker) {
    begin(url, worker);
    return dialler.wires.get(0);
  }

  private StreamProbing.Looking begin(URI url, Optional<Worker> worker) {
    StreamProbe probe =
        new StreamProbe(
            new StreamProbe.Diallers(dialler, stranger),
            new StreamProbe.Means(time, time, time, Runnable::run),
            new StreamProbe.Reading(new AutoDialect(ZoneOffset.UTC), ZoneOffset.UTC, false));
    return probe.probe(
        new StreamQuestion(url, worker, TEN), steps::add, () -> ends.add("finished"));
  }

  private static Optional<Worker> worker(boolean alive) {
    return Optional.of(
        new Worker(new WorkerKey("w"), alive, Optional.of(URL.toString()), Map.of(), "{}"));
  }

  private static String record(Instant at) {
    return "{\"timestamp\":\"%s\",\"level\":\"INFO\",\"message\":\"m\"}".formatted(at);
  }

  private void ring(FakeDialler.Wire wire, int size) {
    for (int i = size; i > 0; i--) {
      wire.text(record(time.now().minusSeconds(i)));
    }
  }

  private void answerPings(FakeDialler.Wire wire) {
    for (int i = 0; i < 8; i++) {
      time.advance(Duration.ofMillis(50));
      if (!wire.sent.isEmpty()) {
        wire.pong();
      }
    }
  }

  private Step step(Step.Kind kind) {
    return steps.stream().filter(step -> step.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void eachStepIsToldAsSoonAsItIsKnown() {
    FakeDialler.Wire wire = probe(URL, Optional.empty());
    assertThat(steps).isEmpty();
    wire.connect();
    assertThat(steps).extracting(Step::kind).containsExactly(Step.Kind.NAME, Step.Kind.TCP);
  }

  @Test
  void aQuietStreamIsDoneSoon() {
    FakeDialler.Wire wire = probe(URL, worker(true));
    wire.open();
    ring(wire, 100);
    answerPings(wire);
    time.advance(Duration.ofSeconds(1));
    assertThat(ends).isEmpty();
    time.advance(Duration.ofMillis(200));

    assertThat(ends).containsExactly("finished");
    assertThat(steps).extracting(Step::verdict).containsOnly(Step.Verdict.OK);
    assertThat(step(Step.Kind.REPLAY).measured()).contains("100 records", "ring of 100");
    assertThat(step(Step.Kind.CLOCK).measured()).contains("can't be told", "old");
    assertThat(step(Step.Kind.PING).measured()).contains("median of 3");
    assertThat(wire.ends).containsExactly("close 1000");
  }

  @Test
  void aStreamWithNewRecordsIsDoneSooner() {
    FakeDialler.Wire wire = probe(URL, worker(true));
    wire.open();
    ring(wire, 100);
    answerPings(wire);
    for (int i = 0; i < 3; i++) {
      wire.text(record(time.now().minusNanos(1_000)));
    }
    time.advance(Duration.ofMillis(50));

    assertThat(ends).containsExactly("finished");
    assertThat(step(Step.Kind.CLOCK).measured()).contains("agree");
  }

  @Test
  void aSilentStreamTakesAllTheTimeAndIsTold() {
    FakeDialler.Wire wire = probe(URL, worker(true));
    wire.open();
    answerPings(wire);
    time.advance(Duration.ofSeconds(9));
    assertThat(ends).isEmpty();
    time.advance(Duration.ofSeconds(1));

    assertThat(ends).containsExactly("finished");
    assertThat(step(Step.Kind.FIRST_RECORD).measured()).contains("alive", "silent");
  }

  @Test
  void aDeadWorkersSilenceIsNotWaitedOut() {
    FakeDialler.Wire wire = probe(URL, worker(false));
    wire.open();
    answerPings(wire);
    time.advance(Duration.ofMillis(1500));

    assertThat(ends).containsExactly("finished");
    assertThat(step(Step.Kind.STREAM).measured()).contains("dead but open");
  }

  @Test
  void withoutPongsRecordsMakeTheDifference() {
    FakeDialler.Wire wire = probe(URL, Optional.empty());
    wire.open();
    ring(wire, 10);
    time.advance(Duration.ofSeconds(3));

    assertThat(step(Step.Kind.PING).verdict()).isEqualTo(Step.Verdict.FAIL);
    assertThat(step(Step.Kind.PING).measured()).contains("half-open");
  }

  @Test
  void tooLittleTimeForPingsIsNoFailure() {
    FakeDialler.Wire wire = probe(URL, Optional.empty());
    wire.ask();
    time.advance(Duration.ofMillis(9_000));
    wire.tell(new WireEvent.Opened(Optional.empty(), List.of()));
    ring(wire, 10);
    time.advance(Duration.ofSeconds(1));

    assertThat(ends).containsExactly("finished");
    assertThat(step(Step.Kind.PING).verdict()).isEqualTo(Step.Verdict.OK);
    assertThat(step(Step.Kind.PING).measured()).contains("--timeout leaves no time");
  }

  @Test
  void pingsThatAreEatenAreNoHalfOpenStream() {
    FakeDialler.Wire wire = probe(URL, Optional.empty());
    wire.open();
    for (int i = 0; i < 30; i++) {
      time.advance(Duration.ofMillis(100));
      wire.text(record(time.now().minusNanos(1_000)));
    }

    assertThat(step(Step.Kind.PING).verdict()).isEqualTo(Step.Verdict.WARN);
    assertThat(step(Step.Kind.PING).measured()).contains("though records come");
  }

  @Test
  void aFloodIsNotHeldInMemory() {
    FakeDialler.Wire wire = probe(URL, Optional.empty());
    wire.open();
    for (int i = 0; i < 32; i++) {
      time.advance(Duration.ofMillis(50));
      if (!wire.sent.isEmpty()) {
        wire.pong();
      }
      for (int n = 0; n < 500; n++) {
        wire.text(record(time.now().minusNanos(1_000)));
      }
    }

    assertThat(ends).containsExactly("finished");
    assertThat(step(Step.Kind.STREAM).measured()).contains("a flood:", "records a second");
    assertThat(step(Step.Kind.STREAM).verdict()).isEqualTo(Step.Verdict.WARN);
    assertThat(step(Step.Kind.REPLAY).measured()).contains("no old records");
  }

  @Test
  void whatHangsUpWithoutAWordIsDialledWithTheOtherSchemeByAStranger() {
    FakeDialler.Wire wire = probe(URL, Optional.empty());
    wire.ask();
    wire.fail(Obstacle.Kind.BROKEN, "the server ended it");
    assertThat(ends).isEmpty();
    FakeDialler.Wire other = stranger.wires.get(0);
    assertThat(other.upgrade.url()).hasToString("wss://127.0.0.1:8080");
    other.ask();
    other.fail(Obstacle.Kind.BROKEN, "the server ended it");

    assertThat(ends).containsExactly("finished");
    assertThat(step(Step.Kind.HANDSHAKE).measured()).contains("hangs up");
  }

  @Test
  void aServerThatNeverAnswersIsToldInTime() {
    FakeDialler.Wire wire = probe(URL, Optional.empty());
    wire.ask();
    time.advance(Duration.ofMillis(9_600));
    assertThat(ends).isEmpty();
    time.advance(Duration.ofMillis(200));

    assertThat(ends).containsExactly("finished");
    assertThat(step(Step.Kind.HANDSHAKE).measured()).contains("half-open", "127.0.0.1:8080");
    assertThat(wire.ends).containsExactly("cut");
  }

  @Test
  void afterGivingUpNothingIsToldAndTheConnectionIsCut() {
    StreamProbing.Looking looking = begin(URL, Optional.empty());
    FakeDialler.Wire wire = dialler.wires.get(0);
    wire.connect();
    assertThat(looking.overdue().kind()).isEqualTo(Step.Kind.HANDSHAKE);
    looking.giveUp();
    wire.tell(new WireEvent.Opened(Optional.empty(), List.of()));
    time.advance(TEN);

    assertThat(steps).hasSize(2);
    assertThat(ends).isEmpty();
    assertThat(wire.ends).containsExactly("cut");
    assertThat(time.pending()).isZero();
  }

  @Test
  void aStreamThatEndsWithItsRingIsTold() {
    FakeDialler.Wire wire = probe(URL, Optional.empty());
    wire.open();
    ring(wire, 37);
    wire.close(1000);

    assertThat(step(Step.Kind.REPLAY).measured()).contains("37 records");
    assertThat(step(Step.Kind.STREAM).measured())
        .contains("closes right after the replay (1000 normal)");
  }

  @Test
  void binaryMessagesAreToldByTheirSize() {
    FakeDialler.Wire wire = probe(URL, Optional.empty());
    wire.open();
    wire.receive(new Frame.Binary(Frame.Bytes.of("12345")));
    answerPings(wire);
    time.advance(Duration.ofSeconds(2));

    assertThat(step(Step.Kind.FIRST_RECORD).measured()).contains("binary messages, 5 bytes");
    assertThat(step(Step.Kind.FIRST_RECORD).trouble()).isEqualTo(StreamFailure.Kind.PROTOCOL);
  }
}
