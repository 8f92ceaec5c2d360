package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.WallClock;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.spi.ClientEngine;
import org.jspecify.annotations.Nullable;

/**
 * One connection of {@link TyrusConnector}. Three threads meet here: the one that dials (Tyrus
 * blocks it), the timer that limits it, and the one that reads. Whoever moves the phase to OVER
 * tells the listener; everybody later finds nothing left to tell.
 *
 * <pre>
 *   DIALLING ──onOpen──▶ OPEN ──onClose──▶ OVER
 *       └──────failed, too late, closed by us─▲
 * </pre>
 */
final class TyrusConnection extends Endpoint
    implements StreamConnector.Connection, TyrusLink.Listener {
  /**
   * What all connections of a connector share.
   *
   * @param dialling runs what blocks until a handshake is done
   */
  record Surface(
      ClientManager client,
      Network network,
      ExecutorService dialling,
      Scheduler scheduler,
      WallClock clock,
      Terms terms) {}

  /**
   * What a connection keeps to.
   *
   * @param proxies which of them leads to a server
   * @param whenOver is told of each connection that is over
   */
  record Terms(
      ConnectorSettings settings,
      Credentials credentials,
      ProxyRules proxies,
      Consumer<TyrusConnection> whenOver) {}

  private enum Phase {
    DIALLING,
    OPEN,
    OVER
  }

  private static final Logger LOG = Logger.getLogger(TyrusConnection.class.getName());

  private final URI url;
  private final Route route;
  private final List<String> hello;
  private final StreamConnector.Listener listener;
  private final Surface surface;
  private final Pass pass;

  /** Handshakes after the first one; what an earlier one still says goes unheard. */
  private final AtomicInteger attempts = new AtomicInteger();

  /** Written under this; read by any thread. */
  private volatile Phase phase = Phase.DIALLING;

  /** All guarded by this, which is never held while the listener or Tyrus is called. */
  private @Nullable Session session;

  private @Nullable TyrusLink link;
  private @Nullable Future<?> task;
  private Scheduler.Timer deadline = () -> {};

  TyrusConnection(URI url, List<String> hello, StreamConnector.Listener listener, Surface surface) {
    this.url = url;
    this.route = new Route(url, surface.terms().proxies().proxyFor(url));
    this.hello = List.copyOf(hello);
    this.listener = listener;
    this.surface = surface;
    this.pass = new Pass(url, surface.terms().credentials());
  }

  void dial() {
    submit(this::handshake);
  }

  private void submit(Runnable blocking) {
    try {
      Future<?> submitted = surface.dialling().submit(blocking);
      synchronized (this) {
        task = submitted;
      }
    } catch (RejectedExecutionException e) {
      close();
    }
  }

  private ClientEndpointConfig config() {
    TyrusContainer.Opener opener = this::open;
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create()
            .extensions(
                List.of(new BoundedDeflate(surface.terms().settings().maxFrame(), this::broken)))
            .configurator(pass.shower())
            .build();
    config.getUserProperties().put(TyrusContainer.OPENER, opener);
    return config;
  }

  /** Where there is a link, it tells what went wrong, and better than Tyrus can. */
  private void handshake() {
    if (!limit()) {
      return;
    }
    int mine = attempts.get();
    try {
      surface.client().connectToServer(this, config(), Network.plain(url));
    } catch (DeploymentException | IOException | RuntimeException e) {
      if (link() == null && mine == attempts.get()) {
        refused(e);
      }
    }
  }

  /** Called by Tyrus, on the thread that dials. */
  private void open(ClientEngine engine) throws IOException {
    List<InetAddress> addresses = route.addresses();
    pass.forbidden(route.meant(addresses)).ifPresent(this::failed);
    if (phase == Phase.OVER) {
      throw new IOException("given up");
    }
    TyrusLink opened =
        new TyrusLink(
            url, engine, surface.terms().settings().maxFrame(), surface.scheduler(), this);
    StreamSocket socket = surface.network().socket(route, opened);
    opened.over(socket);
    synchronized (this) {
      link = opened;
    }
    socket.connect(addresses, route.port());
    if (phase == Phase.OVER) {
      opened.abandon();
    }
  }

  private synchronized boolean limit() {
    if (phase != Phase.DIALLING) {
      return false;
    }
    deadline.cancel();
    deadline =
        surface.scheduler().after(surface.terms().settings().handshakeTimeout(), this::tooLate);
    return true;
  }

  private void tooLate() {
    failed(HandshakeFailures.timeout(route, surface.terms().settings().handshakeTimeout()));
    abandonLink();
  }

  private void abandonLink() {
    TyrusLink dialled = link();
    if (dialled != null) {
      dialled.abandon();
    }
  }

  private synchronized void forgetLink() {
    link = null;
  }

  private synchronized @Nullable TyrusLink link() {
    return link;
  }

  @Override
  public void onOpen(Session opened, EndpointConfig config) {
    opened.addMessageHandler(String.class, this::text);
    opened.addMessageHandler(byte[].class, this::binary);
    opened.addMessageHandler(PongMessage.class, pong -> alive());
    if (!enter(opened)) {
      closeQuietly(opened, CloseReason.CloseCodes.NORMAL_CLOSURE);
      return;
    }
    hello.forEach(frame -> opened.getAsyncRemote().sendText(frame, sent -> {}));
    listener.opened();
  }

  private synchronized boolean enter(Session opened) {
    deadline.cancel();
    session = opened;
    if (phase == Phase.OVER) {
      return false;
    }
    phase = Phase.OPEN;
    return true;
  }

  private void text(String message) {
    if (phase == Phase.OPEN) {
      listener.text(message);
    }
  }

  /** Some servers send their text in binary frames; what is not UTF-8 is replaced. */
  private void binary(byte[] message) {
    text(new String(message, StandardCharsets.UTF_8));
  }

  @Override
  public void refused(Throwable why) {
    failed(HandshakeFailures.of(url, why));
  }

  @Override
  public void answered(HttpAnswer answer) {
    if (pass.mayTryAgain(answer)) {
      submit(() -> answeredAgain(answer));
    } else {
      turnedAway(answer);
    }
  }

  private void answeredAgain(HttpAnswer answer) {
    if (phase == Phase.DIALLING && pass.change(answer)) {
      attempts.incrementAndGet();
      forgetLink();
      handshake();
    } else {
      turnedAway(answer);
    }
  }

  private void turnedAway(HttpAnswer answer) {
    failed(HandshakeFailures.answered(url, answer, pass, surface.clock().now()));
  }

  @Override
  public void broken(Breach breach) {
    over(CloseCodes.breach(url, breach));
    closeSession(CloseReason.CloseCodes.getCloseCode(breach.code()));
  }

  @Override
  public void lost(Optional<Throwable> why, String where) {
    over(CloseCodes.lost(url, why, where));
  }

  @Override
  public void closing(int code, String reason) {
    StreamEnd end = CloseCodes.end(url, code, reason);
    if (end.retry() == StreamEnd.Retry.NEVER && leave(EnumSet.of(Phase.DIALLING, Phase.OPEN))) {
      submit(() -> listener.ended(pass.redact(pass.reviewed(end))));
    } else {
      over(end);
    }
  }

  @Override
  public void alive() {
    if (phase == Phase.OPEN) {
      listener.alive();
    }
  }

  /**
   * Comes after the others have told why, but for what only Tyrus finds: text that is not UTF-8.
   */
  @Override
  public void onClose(Session closed, CloseReason reason) {
    int code = reason.getCloseCode().getCode();
    String words =
        code == Breach.BAD_DATA
            ? "text that is not UTF-8"
            : String.valueOf(reason.getReasonPhrase());
    over(CloseCodes.breach(url, new Breach(code, words)));
  }

  @Override
  public void onError(Session failed, Throwable error) {
    over(
        StreamEnd.of(
            StreamEnd.Retry.ALWAYS,
            StreamFailure.Kind.UNREACHABLE,
            ForeignWords.of(url) + ": reading failed (" + error + ")"));
    closeQuietly(failed, CloseReason.CloseCodes.NORMAL_CLOSURE);
  }

  /** Dialling failed; a stream that opened meanwhile stays open. */
  private void failed(StreamEnd end) {
    if (leave(EnumSet.of(Phase.DIALLING))) {
      listener.ended(pass.redact(end));
    }
  }

  private void over(StreamEnd end) {
    if (leave(EnumSet.of(Phase.DIALLING, Phase.OPEN))) {
      listener.ended(pass.redact(end));
    }
  }

  /** True for the one caller that ends this connection. */
  private synchronized boolean leave(Set<Phase> from) {
    if (!from.contains(phase)) {
      return false;
    }
    phase = Phase.OVER;
    deadline.cancel();
    surface.terms().whenOver().accept(this);
    return true;
  }

  @Override
  public void ping() {
    Session open = session();
    if (open != null && phase == Phase.OPEN) {
      try {
        open.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.FINE, "a ping could not be sent; the reader will notice", e);
      }
    }
  }

  /** Tyrus would stop listening with its own close, so this one goes past it. */
  @Override
  public void finish() {
    TyrusLink open = link();
    if (open != null && phase == Phase.OPEN) {
      open.sendFarewell();
    }
  }

  @Override
  public void close() {
    leave(EnumSet.of(Phase.DIALLING, Phase.OPEN));
    synchronized (this) {
      if (task != null) {
        task.cancel(false);
      }
    }
    if (session() == null) {
      abandonLink();
    } else {
      closeSession(CloseReason.CloseCodes.NORMAL_CLOSURE);
    }
  }

  private void closeSession(CloseReason.CloseCode code) {
    Session open = session();
    if (open != null) {
      closeQuietly(open, code);
    }
  }

  /** Sends the close and ends TCP behind it, without waiting for an answer. */
  private static void closeQuietly(Session open, CloseReason.CloseCode code) {
    try {
      open.close(new CloseReason(code, ""));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "it was closed already", e);
    }
  }

  private synchronized @Nullable Session session() {
    return session;
  }
}
