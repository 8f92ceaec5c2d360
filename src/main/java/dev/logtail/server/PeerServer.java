package dev.logtail.server;

import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.Ticker;
import dev.logtail.server.PeerEvent.Came;
import dev.logtail.server.PeerEvent.Left;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.jspecify.annotations.Nullable;

/**
 * The server side of a conversation, on one port: peers come and go, each with a number that none
 * has again, and what is sent goes to all of them or to one. No peer can hold another one up.
 * Nothing is understood of what they say but pings, which are answered. Any thread.
 */
public final class PeerServer implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int MOST_REASON = 123;
  private static final Duration CHECK = Duration.ofMillis(250);

  private final PeerSettings settings;
  private final Consumer<PeerEvent> told;
  private final Peer.Surroundings around;
  private final ExecutorService executor = NamedThreads.pool("logtail-listen", THREADS);

  /** Tells what may be noticed while somebody holds a lock that {@code told} wants. */
  private final ExecutorService later = NamedThreads.pool("logtail-listen-tell", 1);

  private final UpgradeServer jetty;
  private final int port;
  private final Gate gate;
  private final Scheduler.Timer paces;
  private final AtomicInteger numbers = new AtomicInteger();
  private final ConcurrentSkipListMap<Integer, Peer> peers = new ConcurrentSkipListMap<>();

  private final CompletableFuture<@Nullable Void> empty = new CompletableFuture<>();

  private volatile boolean ending;

  /** Held while an event is told, so that each is told after the other. */
  private final Object telling = new Object();

  private PeerServer(
      PeerSettings settings, int port, Peer.Surroundings around, Consumer<PeerEvent> told) {
    this.settings = settings;
    this.port = port;
    this.around = around;
    this.told = told;
    this.jetty = new UpgradeServer(executor, settings.tls(), settings.bounds().message(), true);
    Set<String> names = settings.isLocal() ? namesWith(settings.name()) : Set.of();
    this.gate = new Gate(names, settings.tls().isPresent() ? "https" : "http", settings.origin());
    this.paces = around.timer().every(CHECK, () -> peers.values().forEach(Peer::checkPace));
  }

  private static Set<String> namesWith(String name) {
    Set<String> names = new HashSet<>(Gate.LOOPBACK.names());
    names.add(name);
    return names;
  }

  /**
   * Begins to listen.
   *
   * @param timer must outlive the server
   * @param told hears what happens, one event after the other, by the threads that read the
   *     network; must not close the server
   * @throws IOException when the port can't be had; the message says which
   */
  public static PeerServer start(
      PeerSettings settings, Scheduler timer, Ticker ticker, Consumer<PeerEvent> told)
      throws IOException {
    ServerSocketChannel channel = UpgradeServer.bind(settings.address());
    PeerServer server =
        new PeerServer(
            settings,
            UpgradeServer.portOf(channel),
            new Peer.Surroundings(settings.bounds(), timer, ticker),
            told);
    try {
      server.jetty.start(channel, server.new Door());
    } catch (IOException e) {
      server.release();
      throw e;
    }
    return server;
  }

  /** Where peers connect to; any path will do. */
  public URI url() {
    String scheme = settings.tls().isPresent() ? "wss" : "ws";
    return URI.create(scheme + "://" + settings.name() + ":" + port);
  }

  /** Sends to all peers; returns how many there are. Never waits. */
  public int send(PeerFrame frame) {
    List<Peer> present = List.copyOf(peers.values());
    present.forEach(peer -> peer.send(frame));
    return present.size();
  }

  /** Sends to one peer; false when there is none of that number. Never waits. */
  public boolean send(int number, PeerFrame frame) {
    Optional<Peer> peer = Optional.ofNullable(peers.get(number));
    peer.ifPresent(found -> found.send(frame));
    return peer.isPresent();
  }

  /**
   * Says goodbye to one peer; false when there is none of that number.
   *
   * @throws IllegalArgumentException for a code or reason that must not be sent
   */
  public boolean close(int number, int code, String reason) {
    checkClose(code, reason);
    Optional<Peer> peer = Optional.ofNullable(peers.get(number));
    peer.ifPresent(found -> found.close(code, reason));
    return peer.isPresent();
  }

  /**
   * Says goodbye to all peers; returns how many there are. New ones still come.
   *
   * @throws IllegalArgumentException for a code or reason that must not be sent
   */
  public int closeAll(int code, String reason) {
    checkClose(code, reason);
    List<Peer> present = List.copyOf(peers.values());
    present.forEach(peer -> peer.close(code, reason));
    return present.size();
  }

  private static void checkClose(int code, String reason) {
    if (!CloseStatus.isTransmittableStatusCode(code)) {
      throw new IllegalArgumentException(
          "a close can't carry the code "
              + code
              + ": 1000 to 1003, 1007 to 1014, 3000 to 4999 can");
    }
    if (reason.getBytes(StandardCharsets.UTF_8).length > MOST_REASON) {
      throw new IllegalArgumentException("the reason of a close has at most 123 bytes");
    }
  }

  /** Those that are connected, in the order in which they came. */
  public List<PeerState> peers() {
    return peers.values().stream().map(Peer::state).toList();
  }

  /** Bytes that wait for the slowest peer: beyond {@code bounds}, it loses what is oldest. */
  public long waiting() {
    return peers.values().stream().mapToLong(Peer::waiting).max().orElse(0);
  }

  /**
   * Says goodbye to all when they have been sent what waits for them, waits for them to agree, and
   * gives up the port. Who is still there when {@code patience} is over is cut, as is who comes
   * meanwhile.
   */
  public void end(int code, String reason, Duration patience) throws InterruptedException {
    ending = true;
    closeAll(code, reason);
    checkEmpty();
    try {
      empty.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      cut();
    }
    close();
  }

  /** Ends all connections without a word. */
  public void cut() {
    peers.values().forEach(Peer::cut);
  }

  private void checkEmpty() {
    if (ending && peers.isEmpty()) {
      empty.complete(null);
    }
  }

  /** Gives up the port and all connections at once. */
  @Override
  public void close() {
    jetty.stop();
    release();
  }

  private void release() {
    paces.cancel();
    executor.shutdownNow();
    later.shutdownNow();
  }

  private void tell(PeerEvent event) {
    synchronized (telling) {
      told.accept(event);
    }
  }

  private Peer newPeer(ServerUpgradeRequest request, ServerUpgradeResponse response) {
    List<String> offered = request.getSubProtocols();
    List<String> wanted = settings.subprotocols();
    (wanted.isEmpty() ? offered : wanted)
        .stream().filter(offered::contains).findFirst().ifPresent(response::setAcceptedSubProtocol);
    String line =
        "%s %s %s"
            .formatted(
                request.getMethod(),
                request.getHttpURI().getPathQuery(),
                request.getConnectionMetaData().getHttpVersion().asString());
    List<PeerEvent.Header> headers = request.getHeaders().stream().map(PeerServer::header).toList();
    return new Peer(
        numbers.incrementAndGet(), new Peer.Request(line, headers), around, new FrontDesk());
  }

  private static PeerEvent.Header header(HttpField field) {
    return new PeerEvent.Header(field.getName(), field.getValue() == null ? "" : field.getValue());
  }

  private final class FrontDesk implements Peer.Desk {
    @Override
    public void came(Peer peer) {
      synchronized (telling) {
        peers.put(peer.number(), peer);
        told.accept(new Came(peer.number(), peer.arrival()));
      }
      if (ending) {
        peer.cut();
      }
    }

    @Override
    public void received(PeerEvent.Received event) {
      tell(event);
    }

    @Override
    public void noticed(PeerEvent event) {
      later.execute(() -> tell(event));
    }

    @Override
    public void left(Peer peer, Left event) {
      peers.remove(peer.number());
      later.execute(
          () -> {
            tell(event);
            checkEmpty();
          });
    }
  }

  /** Lets in whoever makes a handshake and is no stranger. */
  private final class Door extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Optional<Gate.Refusal> refusal = gate.refusal(request.getHeaders(), port);
      if (refusal.isPresent()) {
        return refuse(refusal.get(), request, response, callback);
      }
      if (jetty.upgrade(
          (asked, answer, done) -> newPeer(asked, answer), request, response, callback)) {
        return true;
      }
      response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
      String why = "asks with " + request.getMethod() + " for no WebSocket";
      return refuse(
          new Gate.Refusal(HttpStatus.UPGRADE_REQUIRED_426, why), request, response, callback);
    }

    private boolean refuse(
        Gate.Refusal refusal, Request request, Response response, Callback callback) {
      InetSocketAddress from =
          (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
      tell(new PeerEvent.Refused(from, refusal.status(), refusal.why()));
      return Answer.refusal(refusal).send(response, callback);
    }
  }
}
