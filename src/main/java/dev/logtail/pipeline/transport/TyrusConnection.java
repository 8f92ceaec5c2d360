package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.proxy.ProxyStage;
import dev.logtail.runtime.Scheduler;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.tyrus.spi.ClientEngine;
import org.jspecify.annotations.Nullable;

/**
 * One connection of {@link TyrusConnector}. Three threads meet here: the one that dials (Tyrus
 * blocks it), the timer that limits it, and the one that reads. Whoever moves the phase to OVER
 * tells the observer; everybody later finds nothing left to tell.
 *
 * <pre>
 *   DIALLING ──onOpen──▶ OPEN ──onClose──▶ OVER
 *       └──────failed, too late, closed by us─▲
 * </pre>
 */
final class TyrusConnection extends Endpoint
    implements StreamConnector.Connection, TyrusLink.Listener {
  private enum Phase {
    DIALLING,
    OPEN,
    OVER
  }

  private static final Logger LOG = Logger.getLogger(TyrusConnection.class.getName());

  /** A server that was asked to end it must do so by then. */
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Upgrade upgrade;
  private final URI url;
  private final Route route;
  private final List<String> hello;
  private final ConnectionObserver observer;
  private final ConnectionSurface surface;
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

  /** What we closed it with, once the user wanted to. Any thread. */
  private volatile Frame.@Nullable Close ours;

  TyrusConnection(
      Upgrade upgrade, List<String> hello, ConnectionObserver observer, ConnectionSurface surface) {
    this.upgrade = upgrade;
    this.url = upgrade.url();
    this.route = new Route(url, surface.terms().proxies().proxyFor(url));
    this.hello = List.copyOf(hello);
    this.observer = observer;
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
    BoundedDeflate deflate =
        new BoundedDeflate(surface.terms().settings().maxFrame(), this::broken);
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create()
            .extensions(List.of(deflate))
            .configurator(pass.shower())
            .build();
    TyrusContainer.Opener opener = engine -> open(engine, deflate);
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
  private void open(ClientEngine engine, BoundedDeflate deflate) throws IOException {
    Route.Resolved way = route.resolved();
    pass.forbidden(way.meant()).ifPresent(this::failed);
    if (phase == Phase.OVER) {
      throw new IOException("given up");
    }
    TyrusLink opened =
        new TyrusLink(
            new TyrusLink.Terms(
                upgrade, surface.terms().settings().maxFrame(), deflate, surface.scheduler()),
            engine,
            this,
            observer);
    StreamSocket socket =
        observer.looksAtCertificates()
            ? surface.network().socket(way, opened, observer)
            : surface.network().socket(way, opened);
    opened.over(socket);
    link(opened);
    observer.resolved(route.dialledHost(), way.addresses());
    socket.connect(way.addresses(), route.port());
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
    TyrusLink dialled = link();
    ProxyStage stage = dialled == null ? ProxyStage.REACHING : dialled.stage();
    failed(HandshakeFailures.timeout(route, stage, surface.terms().settings().handshakeTimeout()));
    abandonLink();
  }

  private void abandonLink() {
    TyrusLink dialled = link();
    if (dialled != null) {
      dialled.abandon();
    }
  }

  private synchronized void link(@Nullable TyrusLink dialled) {
    link = dialled;
  }

  private synchronized @Nullable TyrusLink link() {
    return link;
  }

  @Override
  public void onOpen(Session opened, EndpointConfig config) {
    opened.addMessageHandler(String.class, text -> whileOpen(() -> observer.text(text)));
    opened.addMessageHandler(byte[].class, bytes -> whileOpen(() -> observer.binary(bytes)));
    opened.addMessageHandler(PongMessage.class, this::pong);
    if (!enter(opened)) {
      closeQuietly(opened, CloseReason.CloseCodes.NORMAL_CLOSURE);
      return;
    }
    hello.forEach(frame -> opened.getAsyncRemote().sendText(frame, sent -> {}));
    observer.opened();
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

  @Override
  public void whileOpen(Runnable telling) {
    if (phase == Phase.OPEN) {
      telling.run();
    }
  }

  private void pong(PongMessage pong) {
    whileOpen(observer::alive);
    observer.pong(pong.getApplicationData());
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
      link(null);
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
    over(Ending.broken(url, breach));
    closeQuietly(session(), CloseReason.CloseCodes.getCloseCode(breach.code()));
  }

  @Override
  public void lost(Optional<Throwable> why, String where) {
    over(Ending.lost(url, why, where));
  }

  @Override
  public void closing(int code, String reason) {
    observer.closing(code, reason);
    Ending end = Ending.closed(url, code, reason);
    if (ours == null && end.isForGood() && leave(EnumSet.of(Phase.DIALLING, Phase.OPEN))) {
      submit(() -> tell(end.told(pass.reviewed(end.end()))));
    } else {
      over(end);
    }
  }

  /**
   * Comes after the others have told why, but for what only Tyrus finds: text that is not UTF-8.
   */
  @Override
  public void onClose(Session closed, CloseReason reason) {
    int code = reason.getCloseCode().getCode();
    String words =
        code == Breach.BAD_DATA ? StrictText.NO_UTF_8 : String.valueOf(reason.getReasonPhrase());
    over(Ending.broken(url, new Breach(code, words)));
  }

  @Override
  public void onError(Session failed, Throwable error) {
    over(Ending.failed(url, error));
    closeQuietly(failed, CloseReason.CloseCodes.NORMAL_CLOSURE);
  }

  /** Dialling failed; a stream that opened meanwhile stays open. */
  private void failed(StreamEnd end) {
    if (leave(EnumSet.of(Phase.DIALLING))) {
      tell(Ending.unopened(end));
    }
  }

  private void over(Ending ending) {
    if (leave(EnumSet.of(Phase.DIALLING, Phase.OPEN))) {
      Frame.Close wanted = ours;
      tell(wanted == null ? ending : Ending.byUs(url, wanted));
    }
  }

  private void tell(Ending ending) {
    observer.ended(ending.told(pass.redact(ending.end())));
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

  @Override
  public void finish() {
    sayFarewell(CloseReason.CloseCodes.NORMAL_CLOSURE.getCode(), "");
  }

  /** Tyrus would stop listening with its own close, so this one goes past it. */
  private void sayFarewell(int code, String reason) {
    TyrusLink open = link();
    if (open != null && phase == Phase.OPEN) {
      open.sendFarewell(code, reason);
    }
  }

  /** Ends it because the user wants to, and tells so when it is over. */
  void close(Frame.Close close) {
    boolean first = ours == null;
    ours = close;
    if (first && phase == Phase.OPEN) {
      sayFarewell(close.code(), close.reason());
      surface.scheduler().after(GOODBYE, this::cut);
    } else {
      cut();
    }
  }

  /** Ends it at once, and tells so. */
  void cut() {
    Frame.Close wanted = ours == null ? new Frame.Close(Ending.NO_CLOSE, "") : ours;
    ours = wanted;
    over(Ending.byUs(url, wanted));
    abandonLink();
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
      closeQuietly(session(), CloseReason.CloseCodes.NORMAL_CLOSURE);
    }
  }

  /** Sends the close and ends TCP behind it, without waiting for an answer. */
  private static void closeQuietly(@Nullable Session open, CloseReason.CloseCode code) {
    try {
      if (open != null) {
        open.close(new CloseReason(code, ""));
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "it was closed already", e);
    }
  }

  /** Null while, or once, nothing can be sent. */
  @Nullable Session openSession() {
    return phase == Phase.OPEN && ours == null ? session() : null;
  }

  private synchronized @Nullable Session session() {
    return session;
  }
}
