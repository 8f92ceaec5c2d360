package dev.logtail.pipeline.transport;

import static dev.logtail.pipeline.transport.HostileRow.HANDSHAKE;
import static dev.logtail.pipeline.transport.RawWebSocketServer.PING;
import static dev.logtail.pipeline.transport.RawWebSocketServer.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.transport.RawWebSocketServer.Frame;
import dev.logtail.pipeline.transport.RawWebSocketServer.Script;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server can do to us by not doing something. */
@Timeout(60)
class HostileTimingTest {
  private final ManualScheduler time = new ManualScheduler();
  private final TyrusConnector connector =
      new TyrusConnector(new ConnectorSettings(HANDSHAKE, 1 << 20, 4), Credentials.NONE, time);
  private final RecordingListener listener = new RecordingListener();

  @AfterEach
  void close() {
    connector.close();
  }

  private RawWebSocketServer dial(Script script) throws IOException {
    return dial(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  private RawWebSocketServer dial(ServerSocket listening, Script script) {
    RawWebSocketServer server = new RawWebSocketServer(listening, script);
    connector.dial(server.url(), List.of(), listener);
    return server;
  }

  /** W-2: a listener whose queue is full answers no SYN. */
  @Test
  void aBlackHoleEndsAtTheDeadline() throws Exception {
    List<SocketChannel> fillers = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 4; i++) {
        SocketChannel filler = SocketChannel.open();
        filler.configureBlocking(false);
        filler.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), deaf.getLocalPort()));
        fillers.add(filler);
      }
      URI url = URI.create("ws://127.0.0.1:" + deaf.getLocalPort() + "/");
      connector.dial(url, List.of(), listener);
      Awaitility.await().until(() -> time.pending() > 0);
      time.advance(HANDSHAKE);

      StreamEnd end = listener.expectEnd();
      assertThat(end.failure().text()).contains("no answer within 10 s").contains("firewall");
      assertThat(end.retry()).isEqualTo(Retry.ALWAYS);
    } finally {
      for (SocketChannel filler : fillers) {
        filler.close();
      }
    }
  }

  /** W-58: the server closes and keeps TCP; two seconds later its packets reach nobody. */
  @Test
  void aConnectionThatTheServerKeepsAfterItsCloseIsDropped() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    try (RawWebSocketServer server =
        dial(
            peer -> {
              peer.accept();
              peer.close(1000, "");
              peer.awaitEnd();
              ended.countDown();
              try {
                while (true) {
                  peer.write(new byte[1]);
                }
              } catch (IOException e) {
                refused.countDown();
              }
            })) {
      listener.expectOpened();
      assertThat(listener.expectEnd().failure().kind()).isEqualTo(Kind.NONE);
      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(refused.getCount()).isEqualTo(1);
      time.advance(Duration.ofSeconds(2));

      assertThat(refused.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(server.failures()).isEmpty();
    }
  }

  /** W-65: of many pings the last is answered, and what was sent is no longer watched. */
  @Test
  void theLastPingOfAFloodIsAnswered() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch later = new CountDownLatch(1);
    try (RawWebSocketServer server =
        dial(
            peer -> {
              peer.accept();
              for (int i = 1; i <= 1000; i++) {
                peer.write(frame(PING, true, ByteBuffer.allocate(4).putInt(i).array()));
              }
              Frame pong = peer.readFrame();
              while (ByteBuffer.wrap(pong.payload()).getInt() != 1000) {
                pong = peer.readFrame();
              }
              answered.countDown();
              later.await();
              peer.text("still open");
              peer.awaitEnd();
            })) {
      listener.expectOpened();
      assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
      Awaitility.await().until(() -> time.pending() == 0);
      time.advance(Duration.ofMinutes(1));
      later.countDown();
      assertThat(listener.expectText()).isEqualTo("still open");
      assertThat(server.failures()).isEmpty();
    }
  }

  /** W-68: pongs that nobody takes end the stream, ten seconds after the first that is stuck. */
  @Test
  void aServerThatDoesNotReadIsLeft() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (RawWebSocketServer server =
        dial(
            withLittleRoom(),
            peer -> {
              peer.accept();
              byte[] ping = frame(PING, true, new byte[125]);
              ByteBuffer pings = ByteBuffer.allocate(1000 * ping.length);
              while (pings.hasRemaining()) {
                pings.put(ping);
              }
              while (!over.get()) {
                peer.write(pings.array());
              }
            })) {
      listener.expectOpened();
      Awaitility.await().atMost(Duration.ofSeconds(90)).until(this::isOverAfterTenSeconds);
      over.set(true);

      StreamEnd end = listener.expectEnd();
      assertThat(end.failure().text()).contains("the server does not read what is sent to it");
      assertThat(end.failure().kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(end.retry()).isEqualTo(Retry.ALWAYS);
      assertThat(server.failures()).isEmpty();
    }
  }

  /** What is sent there is soon stuck: the kernel keeps little of it. */
  private static ServerSocket withLittleRoom() throws IOException {
    ServerSocket listening = new ServerSocket();
    listening.setReceiveBufferSize(2048);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return listening;
  }

  private boolean isOverAfterTenSeconds() {
    time.advance(Duration.ofSeconds(10));
    return listener.has("ended");
  }

  /** Closing is not held up by a server that takes nothing. */
  @Test
  void closingTakesLittleTimeWhateverTheServerDoes() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawWebSocketServer server =
        dial(
            peer -> {
              peer.accept();
              peer.text("open");
              over.await();
            })) {
      listener.expectOpened();
      listener.expectText();
      connector.close();
      assertThat(listener.rest()).isEmpty();
      over.countDown();
      assertThat(server.failures()).isEmpty();
    }
  }
}
