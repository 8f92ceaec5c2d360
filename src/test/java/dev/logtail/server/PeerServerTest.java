package dev.logtail.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.TimerThread;
import dev.logtail.server.PeerEvent.Came;
import dev.logtail.server.PeerEvent.Closer;
import dev.logtail.server.PeerEvent.Left;
import dev.logtail.server.PeerEvent.Missed;
import dev.logtail.server.PeerEvent.Received;
import dev.logtail.server.PeerEvent.Refused;
import dev.logtail.server.PeerFrame.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int TEXT = 0x81;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;

  private final TimerThread timer = new TimerThread();
  private final List<PeerEvent> events = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    timer.close();
  }

  private PeerServer start(PeerSettings settings) throws IOException {
    PeerServer server = PeerServer.start(settings, timer, Ticker.system(), events::add);
    opened.add(server);
    return server;
  }

  private static PeerSettings local(PeerSettings.Bounds bounds, String... subprotocols) {
    return new PeerSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        "127.0.0.1",
        List.of(subprotocols),
        Optional.of("https://app.example"),
        Optional.empty(),
        bounds);
  }

  private PeerServer start(String... subprotocols) throws IOException {
    return start(local(PeerSettings.Bounds.ofMessage(1 << 16), subprotocols));
  }

  private Listener connect(PeerServer server) throws IOException {
    Listener peer = Listener.connect(server.url());
    opened.add(peer);
    return peer;
  }

  private Listener stalled(PeerServer server, String headers) throws IOException {
    Listener peer = Listener.stalled(server.url(), headers);
    opened.add(peer);
    return peer;
  }

  private <T extends PeerEvent> List<T> told(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private <T extends PeerEvent> T await(Class<T> kind) {
    Awaitility.await(kind.getSimpleName()).atMost(PATIENCE).until(() -> !told(kind).isEmpty());
    return told(kind).get(0);
  }

  private void awaitPeers(PeerServer server, int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> server.peers().size() == count);
  }

  @Test
  void what_is_sent_reaches_all_peers_or_the_one_that_is_meant() throws IOException {
    PeerServer server = start();
    List<Listener> peers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      peers.add(connect(server));
      awaitPeers(server, i + 1);
    }

    assertThat(server.send(PeerFrame.text("all"))).isEqualTo(3);
    assertThat(server.send(2, PeerFrame.text("two"))).isTrue();
    assertThat(server.send(9, PeerFrame.text("nobody"))).isFalse();

    Awaitility.await().atMost(PATIENCE).until(() -> peers.get(1).count() == 2);
    Awaitility.await().atMost(PATIENCE).until(() -> peers.get(2).count() == 1);
    assertThat(peers.get(0).frames()).containsExactly("all");
    assertThat(peers.get(1).frames()).containsExactly("all", "two");
    assertThat(peers.get(2).frames()).containsExactly("all");
    assertThat(server.peers()).extracting(PeerState::sent).containsExactly(1L, 2L, 1L);
  }

  @Test
  void numbers_are_never_given_twice() throws Exception {
    PeerServer server = start();
    connect(server).close();
    await(Left.class);
    connect(server);

    Awaitility.await().atMost(PATIENCE).until(() -> told(Came.class).size() == 2);
    assertThat(told(Came.class)).extracting(Came::peer).containsExactly(1, 2);
  }

  @Test
  void an_arrival_tells_the_request() throws IOException {
    PeerServer server = start("b", "a");
    Listener peer =
        stalled(
            server,
            "X-Of: me\r\nSec-WebSocket-Protocol: a, b\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate\r\n");

    Came came = await(Came.class);
    assertThat(peer.head).contains("101").containsIgnoringCase("sec-websocket-protocol: b");
    assertThat(came.arrival().line()).isEqualTo("GET / HTTP/1.1");
    assertThat(came.arrival().headers()).contains(new PeerEvent.Header("X-Of", "me"));
    assertThat(came.arrival().subprotocol()).contains("b");
    assertThat(came.arrival().extensions()).singleElement().asString().contains("deflate");
  }

  @Test
  void of_a_compressed_message_the_bytes_on_the_network_are_told() throws IOException {
    Listener peer =
        stalled(
            start(), "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
    peer.sendBytes(0xc1, HexFormat.of().parseHex("4a4c1c05c4020000"));
    peer.send(PING, "not counted");
    peer.send(0x81, "plain");

    Awaitility.await().atMost(PATIENCE).until(() -> told(Received.class).size() == 3);
    assertThat(told(Received.class).get(0).frame().text()).isEqualTo("a".repeat(300));
    assertThat(told(Received.class))
        .extracting(Received::onWire)
        .as("%s", told(Received.class))
        .containsExactly(8L, 11L, 5L);
  }

  @Test
  void without_a_wish_the_peers_first_subprotocol_is_taken() throws IOException {
    stalled(start(), "Sec-WebSocket-Protocol: x, y\r\n");

    assertThat(await(Came.class).arrival().subprotocol()).contains("x");
  }

  @Test
  void no_subprotocol_where_the_peer_offers_none_of_those_wished() throws IOException {
    Listener peer = stalled(start("z"), "Sec-WebSocket-Protocol: x, y\r\n");

    assertThat(await(Came.class).arrival().subprotocol()).isEmpty();
    assertThat(peer.head).doesNotContainIgnoringCase("sec-websocket-protocol");
  }

  @Test
  void pings_are_answered_and_told() throws IOException {
    PeerServer server = start();
    Listener peer = stalled(server, "");
    peer.send(PING, "hello");

    assertThat(peer.read(PONG)).isEqualTo("hello".getBytes(UTF_8));
    assertThat(await(Received.class).frame().kind()).isEqualTo(Kind.PING);
    assertThat(await(PeerEvent.Ponged.class).pong().text()).isEqualTo("hello");
  }

  @Test
  void fragments_become_one_message() throws IOException {
    PeerServer server = start();
    Listener peer = stalled(server, "");
    peer.send(0x01, "a");
    peer.send(PING, "");
    peer.send(0x00, "b");
    peer.send(0x80, "c");

    Awaitility.await().atMost(PATIENCE).until(() -> told(Received.class).size() == 2);
    assertThat(told(Received.class).get(1)).isEqualTo(new Received(1, PeerFrame.text("abc"), 3));
  }

  @Test
  void a_message_that_is_too_large_ends_that_connection() throws IOException {
    PeerServer server = start(local(PeerSettings.Bounds.ofMessage(10)));
    Listener other = connect(server);
    Listener peer = stalled(server, "");
    peer.send(0x01, "123456");
    peer.send(0x80, "789012");

    Left left = await(Left.class);
    assertThat(left.by()).isEqualTo(Closer.RULES);
    assertThat(left.code()).isEqualTo(1009);
    assertThat(server.send(PeerFrame.text("still here"))).isEqualTo(1);
    Awaitility.await().atMost(PATIENCE).until(() -> other.count() == 1);
  }

  @Test
  void what_is_larger_than_a_frame_may_be_goes_out_in_parts() throws IOException {
    PeerServer server = start(local(PeerSettings.Bounds.ofMessage(10)));
    Listener peer = stalled(server, "");
    awaitPeers(server, 1);
    server.send(PeerFrame.text("longer than ten bytes"));
    server.send(PeerFrame.text(""));

    assertThat(peer.read(0x01)).isEqualTo("longer tha".getBytes(UTF_8));
    assertThat(peer.read(0x00)).isEqualTo("n ten byte".getBytes(UTF_8));
    assertThat(peer.read(0x80)).isEqualTo("s".getBytes(UTF_8));
    assertThat(peer.read(TEXT)).isEmpty();
  }

  @Test
  void one_frame_that_is_too_large_ends_that_connection() throws IOException {
    PeerServer server = start(local(PeerSettings.Bounds.ofMessage(125)));
    Listener peer = stalled(server, "");
    peer.send(TEXT, "x".repeat(126));
    assertThat(peer.read(0x88)).startsWith(1009 >> 8, 1009 & 0xff);

    Left left = await(Left.class);
    assertThat(left.by()).isEqualTo(Closer.RULES);
    assertThat(left.code()).isEqualTo(1009);
  }

  @Test
  void text_must_be_utf_8() throws IOException {
    PeerServer server = start();
    Listener peer = stalled(server, "");
    peer.sendBytes(TEXT, new byte[] {(byte) 0xc3, 0x28});

    assertThat(await(Left.class).code()).isEqualTo(1007);
    assertThat(told(Received.class)).isEmpty();
  }

  @Test
  void the_peers_close_is_told_and_answered() throws IOException {
    PeerServer server = start();
    Listener peer = stalled(server, "");
    peer.sendBytes(0x88, new byte[] {0x0f, (byte) 0xa0, 'b', 'y', 'e'});

    assertThat(await(Left.class)).isEqualTo(new Left(1, Closer.PEER, 4000, "bye"));
    assertThat(peer.read(0x88)).startsWith(0x0f, 0xa0);
  }

  @Test
  void a_close_without_a_code_is_told_as_such() throws IOException {
    PeerServer server = start();
    stalled(server, "").sendBytes(0x88, new byte[0]);

    assertThat(await(Left.class)).isEqualTo(new Left(1, Closer.PEER, 1005, ""));
  }

  @Test
  void we_close_behind_what_was_sent() throws Exception {
    PeerServer server = start();
    Listener peer = connect(server);
    awaitPeers(server, 1);
    for (int i = 0; i < 100; i++) {
      server.send(PeerFrame.text("line " + i));
    }
    assertThat(server.close(1, 4321, "enough")).isTrue();

    assertThat(peer.closed.get(10, TimeUnit.SECONDS)).isEqualTo("4321 enough");
    assertThat(peer.count()).isEqualTo(100);
    peer.close();
    assertThat(await(Left.class)).isEqualTo(new Left(1, Closer.US, 4321, "enough"));
  }

  @Test
  void a_peer_that_breaks_off_is_told() throws IOException {
    PeerServer server = start();
    Listener peer = stalled(server, "");
    await(Came.class);
    peer.reset();

    Left left = await(Left.class);
    assertThat(left.by()).isEqualTo(Closer.NETWORK);
    assertThat(left.code()).isEqualTo(1006);
    awaitPeers(server, 0);
  }

  @Test
  void a_peer_that_reads_nothing_holds_nobody_up_and_is_sent_away() throws IOException {
    PeerServer server =
        start(local(new PeerSettings.Bounds(1 << 20, 64 << 10, Duration.ofSeconds(1))));
    Listener stalled = stalled(server, "");
    Listener other = connect(server);
    awaitPeers(server, 2);
    String line = "x".repeat(60_000);
    int sent = 0;
    while (server.peers().get(0).missed() == 0) {
      server.send(PeerFrame.text(line));
      sent++;
      int target = sent;
      Awaitility.await().atMost(PATIENCE).until(() -> other.count() == target);
    }

    Left left = await(Left.class);
    assertThat(left.peer()).isEqualTo(1);
    assertThat(left.by()).isEqualTo(Closer.RULES);
    assertThat(left.code()).isEqualTo(1013);
    assertThat(server.peers()).singleElement().extracting(PeerState::missed).isEqualTo(0L);
    stalled.close();
  }

  @Test
  void a_peer_that_catches_up_learns_nothing_but_its_drops_are_told() throws IOException {
    PeerServer server =
        start(local(new PeerSettings.Bounds(1 << 20, 64 << 10, Duration.ofSeconds(60))));
    Listener slow = stalled(server, "");
    awaitPeers(server, 1);
    String line = "x".repeat(60_000);
    while (server.peers().get(0).missed() < 5) {
      server.send(PeerFrame.text(line));
    }
    slow.readOn();

    assertThat(await(Missed.class).peer()).isEqualTo(1);
    long all = told(Missed.class).stream().mapToLong(Missed::messages).sum();
    assertThat(all).isGreaterThanOrEqualTo(5);
  }

  @Test
  void web_pages_and_requests_without_an_upgrade_are_refused() throws IOException {
    PeerServer server = start();
    int port = server.url().getPort();
    String host = "Host: 127.0.0.1:" + port + "\r\n";
    String upgrade =
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    assertThat(status(port, "Host: evil.example:" + port + "\r\n" + upgrade)).isEqualTo(421);
    for (String origin :
        List.of(
            "http://evil.example",
            "http://127.0.0.1.evil",
            "http://10.0.0.1",
            "null",
            "http://app.example",
            "https://app.example.evil",
            "https://127.0.0.1:" + port)) {
      assertThat(status(port, host + upgrade + "Origin: " + origin + "\r\n"))
          .as(origin)
          .isEqualTo(403);
    }
    assertThat(status(port, host)).isEqualTo(426);
    assertThat(status(port, host + upgrade + "Origin: https://APP.example\r\n")).isEqualTo(101);
    assertThat(status(port, "Host: LocalHost:" + port + "\r\n" + upgrade)).isEqualTo(101);
    assertThat(told(Refused.class)).hasSize(9);
    assertThat(told(Refused.class).get(1).why()).contains("http://evil.example");
  }

  private static int status(int port, String headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(("GET / HTTP/1.1\r\n" + headers + "\r\n").getBytes(UTF_8));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
      return Integer.parseInt(new String(start, UTF_8).substring("HTTP/1.1 ".length()));
    }
  }

  @Test
  void the_end_is_said_to_everybody() throws Exception {
    PeerServer server = start();
    Listener polite = connect(server);
    awaitPeers(server, 1);
    URI url = server.url();
    server.send(PeerFrame.text("last"));
    Thread answering =
        new Thread(
            () -> {
              polite.closed.join();
              polite.close();
            });
    answering.start();
    server.end(1001, "the end", PATIENCE);

    assertThat(polite.closed.get(1, TimeUnit.SECONDS)).isEqualTo("1001 the end");
    assertThat(polite.frames()).containsExactly("last");
    assertThatThrownBy(() -> Listener.connect(url)).isInstanceOf(IOException.class);
    answering.join();
  }

  @Test
  void a_taken_port_is_named() throws IOException {
    int taken = start().url().getPort();
    PeerSettings again =
        new PeerSettings(
            new InetSocketAddress("127.0.0.1", taken),
            "127.0.0.1",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            PeerSettings.Bounds.ofMessage(9));

    assertThatThrownBy(() -> start(again))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken + ": ");
  }
}
