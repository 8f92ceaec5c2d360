package dev.logtail.pipeline.transport;

import static dev.logtail.pipeline.transport.RawWebSocketServer.BINARY;
import static dev.logtail.pipeline.transport.RawWebSocketServer.CLOSE;
import static dev.logtail.pipeline.transport.RawWebSocketServer.CONTINUATION;
import static dev.logtail.pipeline.transport.RawWebSocketServer.PING;
import static dev.logtail.pipeline.transport.RawWebSocketServer.PONG;
import static dev.logtail.pipeline.transport.RawWebSocketServer.TEXT;
import static dev.logtail.pipeline.transport.RawWebSocketServer.frame;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.transport.RawWebSocketServer.Frame;
import dev.logtail.pipeline.transport.RawWebSocketServer.Script;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import dev.logtail.runtime.ManualScheduler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TyrusConnectorTest {
  private static final int MAX_FRAME = 300_000;
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private final ManualScheduler time = new ManualScheduler();
  private final URI api = URI.create("http://127.0.0.1:5000");
  private final TyrusConnector connector =
      new TyrusConnector(
          new ConnectorSettings(HANDSHAKE, MAX_FRAME, 4),
          Credentials.of(api, List.of(new Credentials.Header("Authorization", "Bearer t"))),
          time);
  private final RecordingListener listener = new RecordingListener();
  private RawWebSocketServer server;

  @AfterEach
  void close() throws IOException {
    connector.close();
    if (server != null) {
      server.close();
      assertThat(server.failures()).isEmpty();
    }
  }

  private StreamConnector.Connection dial(Script script) throws IOException {
    return dial("/", List.of(), script);
  }

  private StreamConnector.Connection dial(String path, List<String> hello, Script script)
      throws IOException {
    server = new RawWebSocketServer(script);
    return connector.dial(server.url(path), hello, listener);
  }

  private StreamEnd endAfterOpening() throws InterruptedException {
    listener.expectOpened();
    return listener.expectEnd();
  }

  @Test
  void losesNoFrameInTheSegmentOfThe101() throws Exception {
    dial(
        peer -> {
          ByteArrayOutputStream frames = new ByteArrayOutputStream();
          frames.writeBytes(frame(TEXT, true, "first".getBytes(UTF_8)));
          frames.writeBytes(frame(TEXT, true, "second 龙 😀".getBytes(UTF_8)));
          peer.acceptWith(frames.toByteArray());
          peer.awaitEnd();
        });

    listener.expectOpened();
    assertThat(listener.expectText()).isEqualTo("first");
    assertThat(listener.expectText()).isEqualTo("second 龙 😀");
  }

  @Test
  void acceptsAHandshakeByteByByte() throws Exception {
    dial(
        peer -> {
          for (byte b : peer.switchingProtocols(peer.readRequest()).getBytes(ISO_8859_1)) {
            peer.write(new byte[] {b});
          }
          for (byte b : frame(TEXT, true, "x".repeat(300).getBytes(UTF_8))) {
            peer.write(new byte[] {b});
          }
          peer.awaitEnd();
        });

    listener.expectOpened();
    assertThat(listener.expectText()).hasSize(300);
  }

  @Test
  void joinsFragmentsWithControlFramesBetweenThem() throws Exception {
    BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
    dial(
        peer -> {
          peer.accept();
          byte[] message = "龙😀".getBytes(UTF_8);
          for (int i = 0; i < message.length; i++) {
            int opcode = i == 0 ? TEXT : CONTINUATION;
            peer.write(frame(opcode, i == message.length - 1, new byte[] {message[i]}));
            if (i == 2) {
              peer.write(frame(PING, true, "p".getBytes(UTF_8)));
            }
          }
          received.add(peer.readFrame());
          peer.awaitEnd();
        });

    listener.expectOpened();
    assertThat(listener.expectText()).isEqualTo("龙😀");
    Frame pong = received.poll(20, TimeUnit.SECONDS);
    assertThat(pong.opcode()).isEqualTo(PONG);
    assertThat(pong.text()).isEqualTo("p");
  }

  @Test
  void decodesBinaryFramesAsText() throws Exception {
    dial(
        peer -> {
          peer.accept();
          peer.write(frame(BINARY, true, "龙".getBytes(UTF_8)));
          peer.write(frame(BINARY, true, new byte[] {'a', (byte) 0xFF}));
          peer.text("");
          peer.awaitEnd();
        });

    listener.expectOpened();
    assertThat(listener.expectText()).isEqualTo("龙");
    assertThat(listener.expectText()).isEqualTo("a\uFFFD");
    assertThat(listener.expectText()).isEmpty();
  }

  @Test
  void sendsTheHelloPingsAndAClose() throws Exception {
    BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
    StreamConnector.Connection connection =
        dial(
            "/",
            List.of("hello 龙", "again"),
            peer -> {
              peer.accept();
              received.add(peer.readFrame());
              received.add(peer.readFrame());
              received.add(peer.readFrame());
              peer.write(frame(PONG, true, new byte[0]));
              received.add(peer.readFrame());
            });
    listener.expectOpened();
    connection.ping();
    listener.expectAlive();
    connection.close();

    assertThat(received.poll(20, TimeUnit.SECONDS).text()).isEqualTo("hello 龙");
    assertThat(received.poll(20, TimeUnit.SECONDS).text()).isEqualTo("again");
    assertThat(received.poll(20, TimeUnit.SECONDS).opcode()).isEqualTo(PING);
    Frame close = received.poll(20, TimeUnit.SECONDS);
    assertThat(close.opcode()).isEqualTo(CLOSE);
    assertThat(close.closeCode()).isEqualTo(1000);
    assertThat(listener.rest()).isEmpty();
  }

  @Test
  void asksForThePathAsItIsEncodedAndSendsCredentialsToTheApisOrigin() throws Exception {
    dial("/ws/%E9%BE%99%2F%0D%0AX:%201?a=b%26c%25", List.of(), peer -> peer.accept());
    listener.expectOpened();

    String request = server.request();
    assertThat(request).startsWith("GET /ws/%E9%BE%99%2F%0D%0AX:%201?a=b%26c%25 HTTP/1.1\r\n");
    assertThat(request).contains("Authorization: Bearer t\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, '',                   NONE,         ALWAYS, (1000 normal)",
    "1001, 'worker stops',       NONE,         ALWAYS, (1001 going away: worker stops)",
    "1008, Too many connections, UNAUTHORISED, NEVER,  the server allows no more clients (1008",
    "1008, no token,             UNAUTHORISED, NEVER,  the server refuses this client (1008",
    "1002, bad,                  PROTOCOL,     FEW,    (1002 protocol error: bad)",
    "1011, died,                 UNREACHABLE,  ALWAYS, (1011 server failure: died)",
    "1012, '',                   UNREACHABLE,  ALWAYS, (1012 restart)",
    "4001, mine,                 UNREACHABLE,  ALWAYS, (4001 its own code: mine)",
  })
  void tellsWhatACloseMeans(int code, String reason, Kind kind, Retry retry, String words)
      throws Exception {
    dial(
        peer -> {
          peer.accept();
          peer.close(code, reason);
          peer.awaitEnd();
        });

    StreamEnd end = endAfterOpening();

    assertThat(end.failure().kind()).isEqualTo(kind);
    assertThat(end.retry()).isEqualTo(retry);
    assertThat(end.failure().text()).startsWith(server.url() + ": ").contains(words);
    assertThat(end.atLeast()).isEqualTo(Duration.ofSeconds(code == 1012 ? 1 : 0));
  }

  @Test
  void anEndWithoutACloseAndAResetAreLostConnections() throws Exception {
    dial(
        peer -> {
          peer.accept();
          peer.text("last");
        });
    listener.expectOpened();
    assertThat(listener.expectText()).isEqualTo("last");
    assertThat(listener.expectEnd().failure().text()).contains("lost without a close");

    server.close();
    dial(
        peer -> {
          peer.accept();
          peer.write(new byte[] {(byte) 0x81, 100, 'h', 'a', 'l', 'f'});
          peer.reset();
        });
    StreamEnd end = endAfterOpening();
    assertThat(end.retry()).isEqualTo(Retry.ALWAYS);
    assertThat(end.failure().kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "401 Unauthorized,        UNAUTHORISED, NEVER,  answered 401",
    "403 Forbidden,           UNAUTHORISED, NEVER,  answered 403",
    "404 Not Found,           GONE,         ALWAYS, answered 404",
    "410 Gone,                GONE,         ALWAYS, answered 410",
    "200 OK,                  PROTOCOL,     FEW,    'answered 200, not a WebSocket (<html>Welcome)'",
    "302 Found,               PROTOCOL,     NEVER,  'answered 302, a redirect'",
    "400 Bad Request,         PROTOCOL,     FEW,    answered 400",
    "500 Oops,                UNREACHABLE,  ALWAYS, failed with 500",
    "503 Service Unavailable, UNREACHABLE,  ALWAYS, failed with 503",
  })
  void tellsWhatAnotherAnswerThan101Means(String status, Kind kind, Retry retry, String words)
      throws Exception {
    dial(
        peer -> {
          peer.answer(
              status,
              "Location: http://other.example/\r\nWWW-Authenticate: Basic realm=\"x\"\r\n",
              "<html>Welcome");
          peer.awaitEnd();
        });

    StreamEnd end = listener.expectEnd();

    assertThat(end.failure().kind()).isEqualTo(kind);
    assertThat(end.retry()).isEqualTo(retry);
    assertThat(end.failure().text()).startsWith(server.url() + ": ").contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'",
    "'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: bm9wZQ==\r\n\r\n'",
    "'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: bm9wZQ==\r\n\r\n'",
    "'SSH-2.0-OpenSSH_9.2\r\n\r\n'",
  })
  void refusesWhatIsNoHandshake(String answer) throws Exception {
    dial(
        peer -> {
          peer.readRequest();
          peer.write(answer.getBytes(ISO_8859_1));
          peer.awaitEnd();
        });

    StreamEnd end = listener.expectEnd();

    assertThat(end.failure().text()).contains("not a WebSocket server");
    assertThat(end.failure().kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(end.retry()).isEqualTo(Retry.FEW);
  }

  @Test
  void aRefusedConnectionNamesHostAndPort() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    connector.dial(URI.create("ws://127.0.0.1:" + port + "/x"), List.of(), listener);

    StreamEnd end = listener.expectEnd();

    assertThat(end.failure().text())
        .isEqualTo("127.0.0.1:" + port + ": connection refused; is a server running there?");
    assertThat(end.failure().kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(end.retry()).isEqualTo(Retry.ALWAYS);
  }

  @Test
  void anUnknownHostIsNamedAsSuch() throws Exception {
    connector.dial(URI.create("ws://nowhere.invalid:1/"), List.of(), listener);

    assertThat(listener.expectEnd().failure().text()).contains("no such host 'nowhere.invalid'");
  }

  @Test
  void aServerWithoutTlsIsNamedAsSuch() throws Exception {
    server =
        new RawWebSocketServer(
            peer -> {
              peer.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(ISO_8859_1));
              peer.awaitEnd();
            });
    connector.dial(URI.create("wss" + server.url().toString().substring(2)), List.of(), listener);

    assertThat(listener.expectEnd().failure().text()).contains("does not speak TLS; try ws://");
  }

  @Test
  void silenceAfterAcceptEndsAtTheDeadline() throws Exception {
    CountDownLatch accepted = new CountDownLatch(1);
    dial(
        peer -> {
          peer.readRequest();
          accepted.countDown();
          peer.awaitEnd();
        });
    assertThat(accepted.await(5, TimeUnit.SECONDS)).isTrue();
    time.advance(HANDSHAKE.minusMillis(1));
    assertThat(listener.rest()).isEmpty();
    time.advance(Duration.ofMillis(1));

    StreamEnd end = listener.expectEnd();
    assertThat(end.failure().kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(end.failure().text()).contains("no answer within 10 s");
    assertThat(end.retry()).isEqualTo(Retry.ALWAYS);
  }

  @Test
  void aHandshakeThatComesTooLateFindsNobody() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    dial(
        peer -> {
          peer.readRequest();
          peer.awaitEnd();
          hungUp.countDown();
        });
    server.request();
    time.advance(HANDSHAKE);
    listener.expectEnd();

    assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(listener.rest()).isEmpty();
  }

  @Test
  void deliversAMessageOfExactlyTheLimitAndEndsALargerOne() throws Exception {
    dial(
        peer -> {
          peer.accept();
          peer.text("a".repeat(MAX_FRAME));
          peer.text("b".repeat(MAX_FRAME + 1));
          peer.awaitEnd();
        });
    listener.expectOpened();
    assertThat(listener.expectText()).hasSize(MAX_FRAME);

    StreamEnd end = listener.expectEnd();
    assertThat(end.failure().kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(end.failure().text()).contains("larger than allowed; raise --max-frame");
    assertThat(end.retry()).isEqualTo(Retry.FEW);
  }

  @Test
  void endsMuchLargerMessagesWholeOrInFragments() throws Exception {
    dial(
        peer -> {
          peer.accept();
          peer.text("a".repeat(3 * MAX_FRAME));
          peer.awaitEnd();
        });
    assertThat(endAfterOpening().failure().text()).contains("larger than allowed");

    server.close();
    dial(
        peer -> {
          peer.accept();
          byte[] part = "a".repeat(MAX_FRAME / 2).getBytes(UTF_8);
          peer.write(frame(TEXT, false, part));
          for (int i = 0; i < 5; i++) {
            peer.write(frame(CONTINUATION, false, part));
          }
          peer.awaitEnd();
        });
    assertThat(endAfterOpening().failure().text()).contains("larger than allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "'1:81 02 C3 28', bad UTF-8",
    "'2:83 00',       reserved opcode",
    "'3:C1 00',       RSV1 without an extension",
    "'4:80 00',       continuation without start",
    "'5:09 00',       fragmented control frame",
  })
  void illegalFramesEndTheStream(String bytes, String what) throws Exception {
    dial(
        peer -> {
          peer.accept();
          peer.write(hex(bytes.substring(2)));
          peer.awaitEnd();
        });

    assertThat(endAfterOpening().failure().kind()).as(what).isEqualTo(Kind.PROTOCOL);
  }

  private static byte[] hex(String bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String pair : bytes.split(" ")) {
      out.write(Integer.parseInt(pair, 16));
    }
    return out.toByteArray();
  }

  @Test
  void dialsManyWithFewHandshakesAtOnce() throws Exception {
    server =
        new RawWebSocketServer(
            peer -> {
              peer.accept();
              peer.text("hi");
              peer.awaitEnd();
            });
    List<RecordingListener> listeners = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      listeners.add(new RecordingListener());
      connector.dial(server.url(), List.of(), listeners.get(i));
    }

    for (RecordingListener each : listeners) {
      each.expectOpened();
      assertThat(each.expectText()).isEqualTo("hi");
    }
    connector.close();
    Awaitility.await().untilAsserted(() -> assertThat(server.connections()).isEqualTo(50));
    assertThat(listeners).allMatch(each -> each.rest().isEmpty());
  }
}
