package dev.logtail.pipeline.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A log server that names its records: a WebSocket that sends new ones, and the newest one again
 * and again, and {@code GET /logs?since&skip&limit}, newest first, at most five a page.
 */
final class NamedRecordServer implements Closeable {
  private static final int PAGE = 5;
  private static final String CUT = "";

  /** One record, in the form in which it is sent. */
  private record Named(String id, Instant at, String message) {
    String line() {
      return id + "|" + at + "|" + message;
    }
  }

  private final RawWebSocketServer stream;
  private final HttpServer rest;
  private final boolean inclusive;
  private final List<Named> log = Collections.synchronizedList(new ArrayList<>());
  private volatile BlockingQueue<String> live = new LinkedBlockingQueue<>();
  private volatile int retention = Integer.MAX_VALUE;
  private volatile int status = 200;
  private volatile boolean open;
  private volatile int questions;

  /**
   * @param inclusive whether {@code since} means its own second too
   */
  NamedRecordServer(boolean inclusive) throws IOException {
    this.inclusive = inclusive;
    stream = new RawWebSocketServer(this::serve);
    rest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    rest.createContext("/logs", this::answer);
    rest.start();
  }

  URI streamUrl() {
    return stream.url();
  }

  URI historyUrl() {
    return URI.create("http://127.0.0.1:" + rest.getAddress().getPort() + "/logs");
  }

  /** True while a client listens. */
  boolean isOpen() {
    return open;
  }

  int questions() {
    return questions;
  }

  void keepOnly(int newest) {
    retention = newest;
  }

  void failWith(int httpStatus) {
    status = httpStatus;
  }

  private void serve(RawWebSocketServer.Peer peer) throws IOException, InterruptedException {
    BlockingQueue<String> mine = new LinkedBlockingQueue<>();
    peer.accept();
    live = mine;
    open = true;
    for (String next = mine.take(); !next.equals(CUT); next = mine.take()) {
      peer.text(next);
      peer.text(next);
    }
    peer.reset();
  }

  /** Logs a record of its own second. */
  void log(int number) {
    Instant at = Instant.parse("2026-02-01T14:30:00Z").plusMillis(400L * number);
    String id = Integer.toHexString(number * 0x9E3779B1);
    Named named = new Named(id, at, "m" + number);
    log.add(named);
    live.add(named.line());
  }

  /** Ends the connection with an RST. */
  void cut() {
    open = false;
    live.add(CUT);
  }

  private void answer(HttpExchange exchange) throws IOException {
    questions++;
    Map<String, String> query =
        Stream.of(exchange.getRequestURI().getQuery().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Instant since = Instant.parse(query.get("since")).truncatedTo(ChronoUnit.SECONDS);
    List<Named> kept = new ArrayList<>(List.copyOf(log));
    Collections.reverse(kept);
    String page =
        kept.stream()
            .limit(retention)
            .filter(named -> isSince(named.at(), since))
            .skip(Long.parseLong(query.get("skip")))
            .limit(PAGE)
            .map(Named::line)
            .collect(Collectors.joining("\n"));
    byte[] body = page.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private boolean isSince(Instant at, Instant since) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    return second.isAfter(since) || (inclusive && second.equals(since));
  }

  @Override
  public void close() throws IOException {
    rest.stop(0);
    stream.close();
  }
}
