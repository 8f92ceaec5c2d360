package dev.logtail.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.runtime.NamedThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogStreamServerTest {
  private static final LogLine.CodePlace PLACE = new LogLine.CodePlace("vnpy_adapter", "run", 95);
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 2, 1, 14, 30, 25, 123_456_000);

  private static final Duration LONG = Duration.ofMinutes(5);

  private final ExecutorService executor = NamedThreads.pool("logtail-test", 4);
  private LoopbackServer loopback;

  @BeforeEach
  void start() throws IOException {
    loopback = LoopbackServer.start(0, executor);
  }

  @AfterEach
  void stop() {
    loopback.close();
    executor.shutdownNow();
  }

  private LogStreamServer server(StreamLimits limits) throws IOException {
    return new LogStreamServer(loopback, limits, "5f0c9a1e");
  }

  private static LogLine line(String text) {
    return new LogLine(TIME, "INFO", "VnpyWorker[002050.SZ]", PLACE, text);
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void sends_the_ring_and_then_what_is_logged() throws IOException {
    try (LogStreamServer server = server(StreamLimits.FIELD)) {
      for (int i = 1; i <= 150; i++) {
        server.append(line("Bar processed: #" + i));
      }
      try (Listener listener = Listener.connect(server.url())) {
        await().until(() -> listener.count() == 100);
        server.append(line("资金不足 \"now\"\n  File 🚀"));
        await().until(() -> listener.count() == 101);

        assertThat(listener.seqs()).isEqualTo(range(51, 151));
        assertThat(listener.frames().get(100))
            .isEqualTo(
                "{\"timestamp\":\"2026-02-01T14:30:25.123456\",\"level\":\"INFO\",\"message\":\""
                    + "2026-02-01 14:30:25,123 INFO VnpyWorker[002050.SZ]: 资金不足 \\\"now\\\"\\n"
                    + "  File 🚀\",\"logger_name\":\"VnpyWorker[002050.SZ]\",\"module\":"
                    + "\"vnpy_adapter\",\"func_name\":\"run\",\"line_no\":95,\"seq\":151,"
                    + "\"boot\":\"5f0c9a1e\"}");
      }
    }
  }

  @Test
  void each_record_comes_exactly_once_to_clients_that_connect_while_it_logs() throws Exception {
    int connects = 40;
    AtomicBoolean allConnected = new AtomicBoolean();
    StreamLimits limits = new StreamLimits(100, 1 << 20, connects, 8 << 20, LONG);
    try (LogStreamServer server = server(limits)) {
      List<Listener> listeners = new ArrayList<>(List.of(Listener.connect(server.url())));
      Future<Long> logging =
          executor.submit(() -> logUntil(allConnected, server, listeners.get(0)));
      while (listeners.size() < connects) {
        listeners.add(Listener.connect(server.url()));
      }
      allConnected.set(true);
      long records = logging.get();
      await().until(() -> listeners.stream().allMatch(one -> one.lastSeq() == records));
      for (Listener listener : listeners) {
        List<Long> seqs = listener.seqs();
        assertThat(seqs).isEqualTo(range(seqs.get(0), records));
        assertThat(seqs).hasSizeGreaterThanOrEqualTo((int) Math.min(100, records));
        listener.close();
      }
      assertThat(server.droppedCount()).isZero();
    }
  }

  /** Logs as fast as {@code reader} reads, more or less; how many records that were. */
  private static long logUntil(AtomicBoolean done, LogStreamServer server, Listener reader) {
    long records = 0;
    while (!done.get() || records < 200) {
      records++;
      server.append(line("Bar processed: #" + records));
      long expected = records - 50;
      await().pollInterval(Duration.ofNanos(50_000)).until(() -> reader.lastSeq() >= expected);
    }
    return records;
  }

  @Test
  void turns_away_one_client_too_many_and_takes_the_next_after_one_left() throws IOException {
    try (LogStreamServer server = server(new StreamLimits(100, 1 << 20, 2, 1 << 20, LONG))) {
      server.append(line("x"));
      Listener first = Listener.connect(server.url());
      Listener second = Listener.connect(server.url());
      await().until(() -> server.clientCount() == 2);

      Listener surplus = Listener.connect(server.url());
      assertThat(surplus.closed.join()).isEqualTo("1008 Too many connections");
      assertThat(surplus.frames()).isEmpty();

      first.close();
      await().until(() -> server.clientCount() == 1);
      Listener next = Listener.connect(server.url().resolve("/any/path?x=1"));
      await().until(() -> next.count() == 1);
      second.close();
      next.close();
    }
  }

  @Test
  void a_client_that_never_reads_costs_the_others_nothing() throws Exception {
    int bursts = 800;
    int burst = 10;
    StreamLimits limits = new StreamLimits(100, 1 << 20, 10, 16 << 10, LONG);
    try (LogStreamServer server = server(limits);
        Listener stalled = Listener.stalled(server.url(), "");
        Listener listener = Listener.connect(server.url())) {
      await().until(() -> server.clientCount() == 2);
      LogLine line = line("x".repeat(1000));
      for (int sent = burst; sent <= bursts * burst; sent += burst) {
        for (int i = 0; i < burst; i++) {
          server.append(line);
        }
        int expected = sent;
        await().pollInterval(Duration.ofNanos(100_000)).until(() -> listener.count() == expected);
      }
      assertThat(listener.seqs()).isEqualTo(range(1, bursts * burst));
      assertThat(server.droppedCount()).isPositive();
      assertThat(stalled.count()).isZero();
    }
  }

  @Test
  void a_client_that_stays_stalled_is_cut_off() throws Exception {
    StreamLimits limits = new StreamLimits(10, 1 << 20, 10, 16 << 10, Duration.ofMillis(200));
    try (LogStreamServer server = server(limits);
        Listener stalled = Listener.stalled(server.url(), "")) {
      await().until(() -> server.clientCount() == 1);
      LogLine line = line("x".repeat(10_000));
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                server.append(line);
                return server.clientCount() == 0;
              });
      assertThat(server.droppedCount()).isPositive();
      assertThat(stalled.head).contains("101");
    }
  }

  @Test
  void ignores_what_clients_send() throws IOException {
    try (LogStreamServer server = server(StreamLimits.FIELD);
        Listener listener = Listener.connect(server.url())) {
      listener.send(0x81, "hello");
      listener.send(0x81, "{\"type\":\"subscribe\"}");
      server.append(line("x"));
      await().until(() -> listener.count() == 1);
      assertThat(listener.closed).isNotDone();

      listener.send(0x81, "y".repeat(5000));
      assertThat(listener.closed.join()).startsWith("1009 ");
    }
  }

  @Test
  void answers_pings_and_refuses_binary() throws IOException {
    try (LogStreamServer server = server(StreamLimits.FIELD);
        Listener listener = Listener.stalled(server.url(), "")) {
      listener.send(0x89, "are you there");
      assertThat(new String(listener.read(0x8A), UTF_8)).isEqualTo("are you there");
      listener.send(0x82, "binary");
      assertThat(listener.read(0x88)).startsWith(1003 >> 8, 1003 & 0xFF);
    }
  }

  @Test
  void says_goodbye_when_it_stops_and_gives_up_its_port() throws IOException {
    LogStreamServer server = server(StreamLimits.FIELD);
    try (Listener listener = Listener.connect(server.url())) {
      server.close();
      assertThat(listener.closed.join()).isEqualTo("1001 Worker stopped");
    }
    await().until(() -> isRefused(server.url()));
  }

  private static boolean isRefused(URI url) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }

  @Test
  void compresses_for_clients_that_offer_it() throws Exception {
    try (LogStreamServer server = server(StreamLimits.FIELD)) {
      server.append(line("x".repeat(1000)));
      String offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
      try (Listener listener = Listener.stalled(server.url(), offer)) {
        assertThat(listener.head).contains("\r\nSec-WebSocket-Extensions: permessage-deflate");
        byte[] payload = listener.read(0xC1);
        assertThat(inflate(payload)).contains("x".repeat(1000)).endsWith("\"boot\":\"5f0c9a1e\"}");
      }
    }
  }

  private static String inflate(byte[] payload) throws Exception {
    Inflater inflater = new Inflater(true);
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.write(payload);
    input.write(new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF});
    inflater.setInput(input.toByteArray());
    byte[] output = new byte[8192];
    int length = inflater.inflate(output);
    inflater.end();
    return new String(output, 0, length, UTF_8);
  }

  @Test
  void refuses_web_pages_and_plain_requests() throws Exception {
    try (LogStreamServer server = server(StreamLimits.FIELD)) {
      int port = server.url().getPort();
      String upgrade =
          "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
      String host = "Host: 127.0.0.1:" + port + "\r\n";
      assertThat(status(port, "Host: evil.example:" + port + "\r\n" + upgrade)).isEqualTo(421);
      assertThat(status(port, host + upgrade + "Origin: http://evil.example\r\n")).isEqualTo(403);
      assertThat(status(port, host + upgrade + "Origin: null\r\n")).isEqualTo(403);
      assertThat(status(port, host + upgrade + "Origin: http://127.0.0.1:" + port + "\r\n"))
          .isEqualTo(101);
      assertThat(status(port, host)).isEqualTo(426);
    }
  }

  private static int status(int port, String headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(("GET / HTTP/1.1\r\n" + headers + "\r\n").getBytes(UTF_8));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
      return Integer.parseInt(new String(start, UTF_8).substring("HTTP/1.1 ".length()));
    }
  }
}
