package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.RawFrame;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.model.StreamSignal;
import dev.logtail.model.StreamTarget;
import dev.logtail.model.Vitals.Pulse;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import dev.logtail.runtime.ManualScheduler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StreamSupervisorTest {
  private static final WorkerKey WORKER = new WorkerKey("w1");
  private static final URI FIRST = URI.create("ws://h:1");
  private static final URI SECOND = URI.create("ws://h:2");
  private static final StreamEnd LOST = end(Retry.ALWAYS, Kind.UNREACHABLE);

  private final ManualScheduler time = new ManualScheduler();
  private final FakeConnector connector = new FakeConnector();
  private final List<StreamSignal> signals = new ArrayList<>();
  private final RandomGenerator random = () -> -1L;
  private Optional<URI> listed = Optional.of(SECOND);
  private boolean apiAnswers = true;
  private int asked;
  private StreamSupervisor supervisor = supervisor(StreamSettings.DEFAULT);

  private StreamSupervisor supervisor(StreamSettings settings) {
    return new StreamSupervisor(
        new StreamTarget(WORKER, FIRST),
        this::lookUp,
        connector,
        settings,
        new Surroundings(time, time, time, random, Runnable::run),
        signals::add);
  }

  private static StreamSettings settings(boolean reconnect, int maxRetries) {
    return new StreamSettings(
        Backoff.DEFAULT, KeepAlive.DEFAULT, reconnect, maxRetries, List.of("hello"));
  }

  private Optional<URI> lookUp(WorkerKey worker) throws AddressBook.Unavailable {
    asked++;
    if (!apiAnswers) {
      throw new AddressBook.Unavailable(new StreamFailure(Kind.UNREACHABLE, "refused"));
    }
    return listed;
  }

  private static StreamEnd end(Retry retry, Kind kind) {
    return StreamEnd.of(retry, kind, "why");
  }

  private void open() {
    connector.last().listener.opened();
  }

  private void fail(StreamEnd end) {
    connector.last().listener.ended(end);
  }

  private void lastWait(Duration most) {
    StreamSignal last = signals.get(signals.size() - 1);
    assertThat(last).isInstanceOf(StreamSignal.Lost.class);
    assertThat(((StreamSignal.Lost) last).retryIn())
        .isBetween(most.minusMillis(1), most.plusMillis(1));
    time.advance(most.plusMillis(1));
  }

  private List<String> kinds() {
    return signals.stream().map(signal -> signal.getClass().getSimpleName()).toList();
  }

  @Test
  void signalsComeInOrder() {
    supervisor.start();
    supervisor.start();
    open();
    connector.last().listener.text("one");
    fail(LOST);
    lastWait(Duration.ofSeconds(1));
    open();

    assertThat(kinds())
        .containsExactly("Dialling", "Opened", "RawFrame", "Lost", "Dialling", "Opened");
    assertThat(signals.get(0)).isEqualTo(new StreamSignal.Dialling(signals.get(0).at(), FIRST));
    assertThat(((RawFrame) signals.get(2)).text()).isEqualTo("one");
    assertThat(connector.log).containsExactly("dial ws://h:1", "dial ws://h:2");
  }

  @Test
  void asksForTheAddressBeforeEveryDialButTheFirst() {
    supervisor.start();
    assertThat(asked).isZero();
    fail(LOST);
    time.advance(Duration.ofSeconds(1));
    assertThat(asked).isEqualTo(1);
    assertThat(connector.last().url).isEqualTo(SECOND);
  }

  @Test
  void whileNobodyCanTellTheLastAddressIsDialled() {
    supervisor.start();
    apiAnswers = false;
    fail(LOST);
    time.advance(Duration.ofSeconds(1));

    assertThat(connector.log).containsExactly("dial ws://h:1", "dial ws://h:1");
  }

  @Test
  void endsWhenTheWorkerIsNoLongerListedAndStartsAgainWhenAsked() {
    supervisor.start();
    listed = Optional.empty();
    fail(end(Retry.ALWAYS, Kind.GONE));
    time.advance(Duration.ofSeconds(1));

    assertThat(kinds()).containsExactly("Dialling", "Lost", "Ended");
    assertThat(((StreamSignal.Ended) signals.get(2)).failure().kind()).isEqualTo(Kind.GONE);
    assertThat(time.pending()).isZero();

    listed = Optional.of(SECOND);
    supervisor.reconnectNow();
    open();
    assertThat(kinds()).endsWith("Ended", "Dialling", "Opened");
  }

  @Test
  void waitsTwiceAsLongAfterEachFailureUntilAConnectionWasStable() {
    supervisor.start();
    for (int seconds : new int[] {1, 2, 4, 8, 10, 10}) {
      open();
      fail(LOST);
      lastWait(Duration.ofSeconds(seconds));
    }
    open();
    keepAlive(Duration.ofSeconds(60));
    fail(LOST);
    lastWait(Duration.ofSeconds(1));
  }

  @Test
  void neverWaitsLongAfterAConnectionThatWorkedForAMoment() {
    supervisor.start();
    for (int seconds : new int[] {1, 2, 4}) {
      fail(LOST);
      lastWait(Duration.ofSeconds(seconds));
    }
    for (int i = 0; i < 3; i++) {
      open();
      connector.last().listener.text("record");
      time.advance(Duration.ofMillis(250));
      fail(LOST);
      lastWait(Duration.ofSeconds(2));
    }
    open();
    connector.last().listener.text("one record, then the end");
    fail(LOST);
    lastWait(Duration.ofSeconds(4));
  }

  /** W-69: a worker that lets us in, sends one record and closes, a thousand times. */
  @Test
  void aFlappingWorkerIsTriedMoreAndMoreSeldomAndEachLossIsToldOnce() {
    supervisor.start();
    long waited = 0;
    for (int i = 0; i < 1000; i++) {
      open();
      connector.last().listener.text("one");
      fail(end(Retry.ALWAYS, Kind.NONE));
      Duration wait = ((StreamSignal.Lost) signals.get(signals.size() - 1)).retryIn();
      waited += wait.toMillis();
      time.advance(wait.plusMillis(1));
    }
    assertThat(connector.dialled).hasSize(1001);
    assertThat(kinds()).filteredOn("Lost"::equals).hasSize(1000);
    assertThat(Duration.ofMillis(waited)).isGreaterThan(Duration.ofSeconds(9900));
    assertThat(time.pending()).isZero();
  }

  /** W-70: a thousand workers that die together do not come back together. */
  @Test
  void aThousandWorkersThatDieTogetherComeBackSpreadOverTheBackOff() {
    Random chance = new Random(7);
    List<FakeConnector> connectors = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      FakeConnector one = new FakeConnector();
      connectors.add(one);
      Surroundings around = new Surroundings(time, time, time, chance, Runnable::run);
      new StreamSupervisor(
              new StreamTarget(new WorkerKey("w" + i), FIRST),
              this::lookUp,
              one,
              StreamSettings.DEFAULT,
              around,
              signal -> {})
          .start();
      one.last().listener.opened();
    }
    connectors.forEach(one -> one.last().listener.ended(LOST));
    int atOnce = 0;
    for (int tries = 0, milli = 0; tries < 1000; milli += 10) {
      assertThat(milli).as("all are tried within a second").isLessThanOrEqualTo(1000);
      time.advance(Duration.ofMillis(10));
      int now = connectors.stream().mapToInt(one -> one.dialled.size() - 1).sum();
      atOnce = Math.max(atOnce, now - tries);
      tries = now;
    }
    assertThat(atOnce).as("tries within 10 ms, of 20 expected").isLessThan(50);
  }

  /** Lets time pass while the other side answers every ping. */
  private void keepAlive(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      connector.last().listener.alive();
      time.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void waitsAtLeastAsLongAsTheServerAsked() {
    supervisor.start();
    fail(new StreamEnd(LOST.failure(), Retry.ALWAYS, Duration.ofSeconds(90)));
    lastWait(Duration.ofSeconds(90));

    assertThat(connector.dialled).hasSize(2);
  }

  @Test
  void triesADoubtfulServerThreeTimes() {
    supervisor.start();
    fail(end(Retry.FEW, Kind.PROTOCOL));
    lastWait(Duration.ofSeconds(1));
    fail(end(Retry.FEW, Kind.PROTOCOL));
    lastWait(Duration.ofSeconds(2));
    fail(end(Retry.FEW, Kind.PROTOCOL));

    assertThat(kinds())
        .containsExactly("Dialling", "Lost", "Dialling", "Lost", "Dialling", "Ended");
    assertThat(connector.dialled).hasSize(3);
    assertThat(time.pending()).isZero();
  }

  @Test
  void aRefusalIsTheEnd() {
    supervisor.start();
    open();
    fail(end(Retry.NEVER, Kind.UNAUTHORISED));

    assertThat(kinds()).containsExactly("Dialling", "Opened", "Ended");
    assertThat(time.pending()).isZero();
  }

  @Test
  void withoutReconnectTheFirstEndIsTheLast() {
    supervisor = supervisor(settings(false, StreamSettings.UNLIMITED));
    supervisor.start();
    open();
    fail(end(Retry.ALWAYS, Kind.NONE));

    assertThat(connector.last().hello).containsExactly("hello");
    assertThat(kinds()).containsExactly("Dialling", "Opened", "Ended");
  }

  @Test
  void givesUpAfterTheGrantedRetries() {
    supervisor = supervisor(settings(true, 2));
    supervisor.start();
    fail(LOST);
    lastWait(Duration.ofSeconds(1));
    fail(LOST);
    lastWait(Duration.ofSeconds(2));
    fail(LOST);

    assertThat(kinds()).endsWith("Lost", "Dialling", "Ended");
  }

  @Test
  void aSilentConnectionIsDeclaredDead() {
    supervisor.start();
    open();
    time.advance(Duration.ofSeconds(19));
    connector.last().listener.text("the last");
    time.advance(Duration.ofSeconds(1));
    assertThat(connector.last().pings).isEqualTo(1);
    time.advance(Duration.ofSeconds(19));
    assertThat(connector.last().closes).isZero();
    time.advance(Duration.ofSeconds(1));

    assertThat(kinds()).containsExactly("Dialling", "Opened", "RawFrame", "Lost");
    assertThat(connector.log).containsExactly("dial ws://h:1", "close ws://h:1");
    assertThat(((StreamSignal.Lost) signals.get(3)).failure().text()).contains("is dead");
  }

  @Test
  void itIsKnownWhenItWasHeardOfAndHowLongAPingWaits() {
    assertThat(supervisor.pulse()).isEqualTo(Pulse.NONE);
    supervisor.start();
    time.advance(Duration.ofSeconds(1));
    open();
    Instant opened = time.now();
    time.advance(Duration.ofSeconds(5));
    assertThat(supervisor.pulse()).isEqualTo(new Pulse(opened, Optional.empty()));
    connector.last().listener.text("a record");
    Instant record = time.now();
    time.advance(Duration.ofSeconds(16));
    Instant pinged = opened.plusSeconds(20);
    assertThat(supervisor.pulse()).isEqualTo(new Pulse(record, Optional.of(pinged)));
    connector.last().listener.alive();
    assertThat(supervisor.pulse()).isEqualTo(new Pulse(time.now(), Optional.empty()));
  }

  @Test
  void whatAnAbandonedConnectionSaysIsNoSignOfLife() {
    supervisor.start();
    open();
    FakeConnector.Dialled first = connector.last();
    time.advance(Duration.ofSeconds(45));
    open();
    Pulse second = supervisor.pulse();
    time.advance(Duration.ofSeconds(5));
    first.listener.alive();
    first.listener.text("late");
    assertThat(supervisor.pulse()).isEqualTo(second);
  }

  @Test
  void anyFrameIsASignOfLife() {
    supervisor.start();
    open();
    for (int i = 0; i < 20; i++) {
      time.advance(Duration.ofSeconds(19));
      connector.last().listener.text("data, never a pong");
    }

    assertThat(connector.last().pings).isEqualTo(19);
    assertThat(kinds()).doesNotContain("Lost");
  }

  @Test
  void withoutKeepAliveSilenceIsNoDeath() {
    supervisor =
        supervisor(
            new StreamSettings(
                Backoff.DEFAULT, KeepAlive.OFF, true, StreamSettings.UNLIMITED, List.of()));
    supervisor.start();
    open();
    time.advance(Duration.ofDays(1));

    assertThat(connector.last().pings).isZero();
    assertThat(kinds()).containsExactly("Dialling", "Opened");
  }

  @Test
  void reconnectNowClosesTheOldConnectionBeforeItDialsTheNext() {
    supervisor.start();
    open();
    FakeConnector.Dialled old = connector.last();
    supervisor.reconnectNow();

    assertThat(connector.log.get(0)).isEqualTo("dial ws://h:1");
    assertThat(connector.log.get(1)).isEqualTo("close ws://h:1");
    assertThat(connector.log).endsWith("dial ws://h:2");
    assertThat(kinds()).containsExactly("Dialling", "Opened", "Lost", "Dialling");

    old.listener.text("late");
    old.listener.ended(LOST);
    open();
    assertThat(kinds()).endsWith("Dialling", "Opened").hasSize(5);
  }

  @Test
  void reconnectNowDoesNotWaitForTheBackoff() {
    supervisor.start();
    fail(LOST);
    supervisor.reconnectNow();

    assertThat(connector.dialled).hasSize(2);
    time.advance(Duration.ofMinutes(1));
    assertThat(connector.dialled).hasSize(2);
  }

  @Test
  void closeIsSilentAndFinal() {
    supervisor.start();
    open();
    supervisor.close();
    supervisor.close();
    connector.last().listener.text("late");
    connector.last().listener.ended(LOST);
    supervisor.reconnectNow();
    time.advance(Duration.ofMinutes(5));

    assertThat(kinds()).containsExactly("Dialling", "Opened");
    assertThat(connector.log).containsExactly("dial ws://h:1", "close ws://h:1");
    assertThat(time.pending()).isZero();
  }

  @Test
  void closeWhileWaitingDialsNothingMore() {
    supervisor.start();
    fail(LOST);
    supervisor.close();
    time.advance(Duration.ofMinutes(5));

    assertThat(connector.dialled).hasSize(1);
    assertThat(supervisor.state()).isEqualTo(new StreamState.Closed());
  }
}
