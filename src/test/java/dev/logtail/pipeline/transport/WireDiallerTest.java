package dev.logtail.pipeline.transport;

import static dev.logtail.pipeline.transport.RawWebSocketServer.PING;
import static dev.logtail.pipeline.transport.RawWebSocketServer.PONG;
import static dev.logtail.pipeline.transport.RawWebSocketServer.RSV1;
import static dev.logtail.pipeline.transport.RawWebSocketServer.TEXT;
import static dev.logtail.pipeline.transport.RawWebSocketServer.frame;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.pipeline.transport.RawWebSocketServer.Script;
import dev.logtail.pipeline.transport.WireEvent.Closer;
import dev.logtail.runtime.ManualScheduler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WireDiallerTest {
  private static final URI LOOPBACK = URI.create("http://127.0.0.1");
  private static final int MANY = 3000;

  private final ManualScheduler time = new ManualScheduler();
  private final BlockingQueue<WireEvent> events = new LinkedBlockingQueue<>();
  private TyrusConnector connector = connector(Trust.ofThisJvm());
  private RawWebSocketServer server;

  private TyrusConnector connector(Trust trust) {
    return new TyrusConnector(
        new ConnectorSettings(Duration.ofSeconds(10), 300_000, 4),
        Credentials.of(
            LOOPBACK, List.of(new Credentials.Header("Authorization", "Bearer secret-secret"))),
        time,
        trust,
        ProxyRules.DIRECT,
        time);
  }

  @AfterEach
  void close() throws IOException {
    connector.close();
    if (server != null) {
      server.close();
      assertThat(server.failures()).isEmpty();
    }
  }

  private WireConnection dial(Script script) throws IOException {
    server = new RawWebSocketServer(script);
    return dial(Upgrade.to(server.url("/a%2Fb?x=1")));
  }

  private WireConnection dial(Upgrade upgrade) {
    return connector.dial(upgrade, events::add);
  }

  private WireEvent next() throws InterruptedException {
    WireEvent next = events.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("an event").isNotNull();
    return next;
  }

  private <T extends WireEvent> T next(Class<T> kind) throws InterruptedException {
    WireEvent next = next();
    assertThat(next).isInstanceOf(kind);
    return kind.cast(next);
  }

  private WireEvent.Answered skipToAnswer() throws InterruptedException {
    next(WireEvent.Resolved.class);
    next(WireEvent.Connected.class);
    next(WireEvent.Asked.class);
    return next(WireEvent.Answered.class);
  }

  private void skipToOpened() throws InterruptedException {
    skipToAnswer();
    next(WireEvent.Opened.class);
  }

  private WireEvent.Ended skipToEnd() throws InterruptedException {
    WireEvent event = next();
    while (!(event instanceof WireEvent.Ended)) {
      event = next();
    }
    return (WireEvent.Ended) event;
  }

  @Test
  void tellsEveryStepOfTheWay() throws Exception {
    dial(
        peer -> {
          peer.accept();
          peer.text("hello");
          peer.close(1001, "bye");
          peer.awaitEnd();
        });

    WireEvent.Resolved resolved = next(WireEvent.Resolved.class);
    assertThat(resolved.host()).isEqualTo("127.0.0.1");
    assertThat(resolved.addresses()).containsExactly(InetAddress.getByName("127.0.0.1"));
    assertThat(next(WireEvent.Connected.class).peer().getPort()).isEqualTo(server.url().getPort());
    WireEvent.Asked asked = next(WireEvent.Asked.class);
    assertThat(asked.line()).isEqualTo("GET /a%2Fb?x=1 HTTP/1.1");
    assertThat(asked.headers())
        .contains(new WireEvent.Header("Sec-WebSocket-Version", "13"))
        .contains(new WireEvent.Header("Authorization", "Bearer ****"))
        .noneMatch(header -> header.name().equals("Origin"));
    assertThat(asked.headers().get(0).name()).isEqualTo("Host");
    WireEvent.Answered answered = next(WireEvent.Answered.class);
    assertThat(answered.status()).isEqualTo(101);
    assertThat(answered.first("upgrade")).contains("websocket");
    assertThat(next(WireEvent.Opened.class).subprotocol()).isEmpty();
    assertThat(next()).isEqualTo(new WireEvent.Received(new Frame.Text("hello"), 5, 1));
    assertThat(next()).isEqualTo(new WireEvent.Received(new Frame.Close(1001, "bye"), 5, 1));
    WireEvent.Ended ended = next(WireEvent.Ended.class);
    assertThat(ended.by()).isEqualTo(Closer.SERVER);
    assertThat(ended.code()).isEqualTo(1001);
    assertThat(ended.reason()).isEqualTo("bye");
  }

  @Test
  void keepsTheOrderOfMessagesAndPingsThatCameTogether() throws Exception {
    dial(
        peer -> {
          ByteArrayOutputStream together = new ByteArrayOutputStream();
          together.writeBytes(frame(TEXT, true, "one".getBytes(UTF_8)));
          together.writeBytes(frame(PING, true, "p".getBytes(UTF_8)));
          together.writeBytes(frame(TEXT, false, "t".getBytes(UTF_8)));
          together.writeBytes(frame(PONG, true, "q".getBytes(UTF_8)));
          together.writeBytes(frame(0, true, "wo".getBytes(UTF_8)));
          peer.acceptWith(together.toByteArray());
          peer.awaitClose();
        });
    skipToOpened();

    List<WireEvent> seen = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      seen.add(next());
    }
    assertThat(seen)
        .contains(new WireEvent.Sent(new Frame.Pong(Frame.Bytes.of("p"))))
        .filteredOn(WireEvent.Received.class::isInstance)
        .containsExactly(
            new WireEvent.Received(new Frame.Text("one"), 3, 1),
            new WireEvent.Received(new Frame.Ping(Frame.Bytes.of("p")), 1, 1),
            new WireEvent.Received(new Frame.Pong(Frame.Bytes.of("q")), 1, 1),
            new WireEvent.Received(new Frame.Text("two"), 3, 2));
  }

  @Test
  void tellsHowLittleACompressedMessageTook() throws Exception {
    byte[] packed = new Deflated().message("a".repeat(1000));
    dial(
        peer -> {
          peer.acceptDeflate("");
          peer.write(frame(TEXT | RSV1, true, packed));
          peer.awaitClose();
        });
    skipToAnswer();

    assertThat(next(WireEvent.Opened.class).extensions()).containsExactly("permessage-deflate");
    WireEvent.Received received = next(WireEvent.Received.class);
    assertThat(received.frame().size()).isEqualTo(1000);
    assertThat(received.onWire()).isEqualTo(packed.length);
  }

  @Test
  void sendsEveryKindOfFrameInOrder() throws Exception {
    BlockingQueue<RawWebSocketServer.Frame> came = new LinkedBlockingQueue<>();
    WireConnection connection =
        dial(
            peer -> {
              peer.accept();
              for (int i = 0; i < 4; i++) {
                came.add(peer.readFrame());
              }
              peer.awaitClose();
            });
    skipToOpened();

    List<Frame> frames =
        List.of(
            new Frame.Text("龙 😀"),
            new Frame.Binary(Frame.Bytes.of(new byte[70_000])),
            new Frame.Ping(Frame.Bytes.of("ping")),
            new Frame.Pong(Frame.Bytes.NONE));
    for (Frame each : frames) {
      assertThat(connection.send(each)).isTrue();
      assertThat(next()).isEqualTo(new WireEvent.Sent(each));
    }
    for (Frame each : frames) {
      RawWebSocketServer.Frame arrived = came.poll(10, TimeUnit.SECONDS);
      assertThat(arrived.payload()).hasSize(each.size());
    }
    connection.close(4001, "enough");
    assertThat(server.closeCode()).isEqualTo(4001);
  }

  @Test
  void losesNothingOfManyFramesThatAreSentAtOnce() throws Exception {
    BlockingQueue<String> came = new LinkedBlockingQueue<>();
    WireConnection connection =
        dial(
            peer -> {
              peer.accept();
              for (int i = 0; i < MANY; i++) {
                came.add(peer.readFrame().text());
              }
              peer.awaitClose();
            });
    skipToOpened();

    for (int i = 0; i < MANY; i++) {
      connection.send(new Frame.Text("line " + i));
    }
    for (int i = 0; i < MANY; i++) {
      assertThat(came.poll(10, TimeUnit.SECONDS)).isEqualTo("line " + i);
    }
    Awaitility.await().untilAsserted(() -> assertThat(connection.waiting()).isZero());
  }

  @Test
  void saysThatWeClosedAndWhatCameUntilThen() throws Exception {
    WireConnection connection =
        dial(
            peer -> {
              peer.accept();
              peer.readFrame();
              peer.text("last words");
              peer.close(1000, "");
              peer.awaitEnd();
            });
    skipToOpened();

    connection.close(1000, "done");

    assertThat(next(WireEvent.Received.class).frame()).isEqualTo(new Frame.Text("last words"));
    WireEvent.Ended ended = skipToEnd();
    assertThat(ended.by()).isEqualTo(Closer.US);
    assertThat(ended.reason()).isEqualTo("done");
    assertThat(ended.end().failure().kind()).isEqualTo(Kind.NONE);
    assertThat(connection.send(new Frame.Text("late"))).isFalse();
  }

  @Test
  void cutsAConnectionThatTheServerDoesNotEnd() throws Exception {
    WireConnection connection =
        dial(
            peer -> {
              peer.accept();
              peer.awaitEnd();
            });
    skipToOpened();

    connection.close(1000, "");
    time.advance(Duration.ofSeconds(2));

    assertThat(skipToEnd().by()).isEqualTo(Closer.US);
  }

  @Test
  void tellsTheEndOfWhatNeverWasOpen() throws Exception {
    WireConnection connection = dial(peer -> peer.awaitEnd());
    next(WireEvent.Resolved.class);

    connection.cut();

    WireEvent.Ended ended = skipToEnd();
    assertThat(ended.by()).isEqualTo(Closer.US);
    assertThat(events.poll(50, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void showsARefusalWithItsBody() throws Exception {
    dial(
        peer ->
            peer.answer(
                "503 Nothing here",
                "Set-Cookie: id=1\r\nX-Why: because of secret-secret\r\n",
                "come back later"));

    WireEvent.Answered answered = skipToAnswer();
    assertThat(answered.status()).isEqualTo(503);
    assertThat(answered.reason()).isEqualTo("Nothing here");
    assertThat(answered.body()).isEqualTo("come back later");
    assertThat(answered.first("set-cookie")).contains("****");
    assertThat(answered.first("x-why")).contains("because of ****");
    WireEvent.Ended ended = next(WireEvent.Ended.class);
    assertThat(ended.by()).isEqualTo(Closer.NOBODY);
    assertThat(ended.end().failure().kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void asksAsItIsTold() throws Exception {
    server =
        new RawWebSocketServer(
            peer -> {
              String request = peer.readRequest();
              peer.write(
                  peer.switchingProtocols(request, "Sec-WebSocket-Protocol: v2\r\n")
                      .getBytes(ISO_8859_1));
              peer.awaitEnd();
            });
    dial(
        new Upgrade(
            server.url(),
            List.of("v1", "v2"),
            Optional.of("https://page.example"),
            Optional.of("other.example"),
            8));

    skipToAnswer();
    assertThat(next(WireEvent.Opened.class).subprotocol()).contains("v2");
    assertThat(server.request().lines())
        .contains(
            "Host: other.example",
            "Sec-WebSocket-Version: 8",
            "Sec-WebSocket-Origin: https://page.example",
            "Sec-WebSocket-Protocol: v1,v2");
  }

  @Test
  void refusesASubprotocolThatWasNotOffered() throws Exception {
    server =
        new RawWebSocketServer(
            peer ->
                peer.write(
                    peer.switchingProtocols(peer.readRequest(), "Sec-WebSocket-Protocol: v3\r\n")
                        .getBytes(ISO_8859_1)));
    dial(new Upgrade(server.url(), List.of("v1"), Optional.empty(), Optional.empty(), 13));

    assertThat(skipToEnd().end().failure().text()).contains("not asked for: v3");
  }

  @Test
  void showsCertificatesThatItRefuses(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.in(folder);
    server =
        new RawWebSocketServer(
            certificates
                .server("self")
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            peer -> peer.accept());
    dial(Upgrade.to(URI.create("wss://localhost:" + server.url().getPort())));

    next(WireEvent.Resolved.class);
    next(WireEvent.Connected.class);
    assertThat(next(WireEvent.Shown.class).certificates().own().getSubjectX500Principal())
        .isNotNull();
    assertThat(next(WireEvent.Ended.class).end().failure().kind()).isEqualTo(Kind.TLS);
  }

  @Test
  void tellsVersionAndCipherOfTls(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.in(folder);
    connector.close();
    connector = connector(certificates.trust(""));
    server =
        new RawWebSocketServer(
            certificates
                .server("good")
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            peer -> {
              peer.accept();
              peer.awaitEnd();
            });
    dial(Upgrade.to(URI.create("wss://localhost:" + server.url().getPort())));

    next(WireEvent.Resolved.class);
    next(WireEvent.Connected.class);
    next(WireEvent.Shown.class);
    assertThat(next(WireEvent.Secured.class).version()).isEqualTo("TLSv1.3");
    next(WireEvent.Asked.class);
  }

  @Test
  void nothingIsSecuredOrAskedWhereTlsIsNotSpoken() throws Exception {
    server =
        new RawWebSocketServer(peer -> peer.write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(ISO_8859_1)));
    dial(Upgrade.to(URI.create("wss://localhost:" + server.url().getPort())));

    next(WireEvent.Resolved.class);
    next(WireEvent.Connected.class);
    assertThat(next(WireEvent.Ended.class).end().failure().text()).contains("does not speak TLS");
  }

  @Test
  void refusesWhatMayNotBeSent() throws Exception {
    WireConnection connection = dial(peer -> peer.awaitEnd());

    assertThatThrownBy(() -> connection.close(1006, "")).hasMessageContaining("1006");
    assertThatThrownBy(() -> connection.close(1000, "x".repeat(124))).hasMessageContaining("123");
    assertThatThrownBy(() -> connection.send(new Frame.Ping(Frame.Bytes.of("x".repeat(126)))))
        .hasMessageContaining("125");
    assertThat(connection.send(new Frame.Text("early"))).isFalse();
  }
}
