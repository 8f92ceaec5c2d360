package dev.logtail.pipeline.transport;

import static dev.logtail.pipeline.transport.RawWebSocketServer.CLOSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.RawFrame;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.model.StreamSignal;
import dev.logtail.model.StreamTarget;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.transport.RawWebSocketServer.Script;
import dev.logtail.runtime.ManualScheduler;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Ticker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A supervised stream against real sockets; only time is the test's. */
@Timeout(30)
class StreamLifeTest {
  private final ManualScheduler time = new ManualScheduler();
  private final TyrusConnector connector =
      new TyrusConnector(ConnectorSettings.DEFAULT, Credentials.NONE, time);
  private final ExecutorService blocking = NamedThreads.pool("test-blocking", 2);
  private final BlockingQueue<StreamSignal> signals = new LinkedBlockingQueue<>();
  private final AtomicReference<Optional<URI>> listed = new AtomicReference<>(Optional.empty());
  private final List<RawWebSocketServer> servers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    connector.close();
    for (RawWebSocketServer server : servers) {
      server.close();
    }
    blocking.shutdownNow();
  }

  private RawWebSocketServer serve(Script script) throws IOException {
    RawWebSocketServer server = new RawWebSocketServer(script);
    servers.add(server);
    listed.set(Optional.of(server.url()));
    return server;
  }

  private StreamSupervisor follow(RawWebSocketServer server) {
    StreamSupervisor supervisor =
        new StreamSupervisor(
            new StreamTarget(new WorkerKey("w"), server.url()),
            worker -> listed.get(),
            connector,
            StreamSettings.DEFAULT,
            new Surroundings(time, time, time, RandomGenerator.getDefault(), blocking),
            signals::add);
    supervisor.start();
    return supervisor;
  }

  private <T extends StreamSignal> T next(Class<T> type) throws InterruptedException {
    StreamSignal signal = signals.poll(10, TimeUnit.SECONDS);
    assertThat(signal).isInstanceOf(type);
    return type.cast(signal);
  }

  @Test
  void aWorkerThatComesBackOnAnotherPortIsFollowedThere() throws Exception {
    RawWebSocketServer first =
        serve(
            peer -> {
              peer.accept();
              peer.text("before");
              peer.close(1001, "worker stops");
              peer.awaitEnd();
            });
    StreamSupervisor supervisor = follow(first);
    next(StreamSignal.Dialling.class);
    next(StreamSignal.Opened.class);
    assertThat(next(RawFrame.class).text()).isEqualTo("before");
    StreamSignal.Lost lost = next(StreamSignal.Lost.class);
    assertThat(lost.failure().kind()).isEqualTo(Kind.NONE);

    first.close();
    RawWebSocketServer second =
        serve(
            peer -> {
              peer.accept();
              peer.text("after");
              peer.awaitEnd();
            });
    time.advance(lost.retryIn());

    assertThat(next(StreamSignal.Dialling.class).url()).isEqualTo(second.url());
    next(StreamSignal.Opened.class);
    assertThat(next(RawFrame.class).text()).isEqualTo("after");
    supervisor.close();
    assertThat(signals).isEmpty();
  }

  @Test
  void aServerThatAllowsNoMoreClientsIsLeftAlone() throws Exception {
    RawWebSocketServer server =
        serve(
            peer -> {
              peer.accept();
              peer.close(1008, "Too many connections");
              peer.awaitEnd();
            });
    follow(server);
    next(StreamSignal.Dialling.class);
    next(StreamSignal.Opened.class);

    StreamSignal.Ended ended = next(StreamSignal.Ended.class);
    assertThat(ended.failure().kind()).isEqualTo(Kind.UNAUTHORISED);
    assertThat(ended.failure().text()).contains("allows no more clients");
    time.advance(Duration.ofMinutes(10));
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void aHalfOpenConnectionIsClosedAndDialledAgain() throws Exception {
    BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
    RawWebSocketServer server =
        serve(
            peer -> {
              peer.accept();
              received.add(peer.readFrame().opcode());
              received.add(nextOrEnd(peer));
              peer.awaitEnd();
            });
    follow(server);
    next(StreamSignal.Dialling.class);
    next(StreamSignal.Opened.class);
    time.advance(Duration.ofSeconds(20));
    assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(RawWebSocketServer.PING);
    time.advance(Duration.ofSeconds(20));

    StreamSignal.Lost lost = next(StreamSignal.Lost.class);
    assertThat(lost.failure().text()).contains("dead");
    time.advance(lost.retryIn());
    next(StreamSignal.Dialling.class);
    next(StreamSignal.Opened.class);
    assertThat(received.poll(20, TimeUnit.SECONDS)).isIn(CLOSE, RawWebSocketServer.PING);
  }

  /**
   * Time that jumps may also run out for a write that is just done: then TCP ends without a close.
   */
  private static int nextOrEnd(RawWebSocketServer.Peer peer) {
    try {
      return peer.readFrame().opcode();
    } catch (IOException e) {
      return CLOSE;
    }
  }

  @Test
  void closeTakesLittleTimeInEveryState() throws Exception {
    RawWebSocketServer silent =
        serve(
            peer -> {
              peer.readRequest();
              peer.awaitEnd();
            });
    StreamSupervisor dialling = follow(silent);
    silent.request();
    RawWebSocketServer deaf =
        serve(
            peer -> {
              peer.accept();
              peer.awaitEnd();
            });
    StreamSupervisor open = follow(deaf);
    deaf.request();

    Ticker ticker = Ticker.system();
    long start = ticker.nanos();
    dialling.close();
    open.close();
    connector.close();
    assertThat(Duration.ofNanos(ticker.nanos() - start)).isLessThan(Duration.ofSeconds(2));
  }
}
