package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
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
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.tyrus.client.ClientManager;
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
final class TyrusConnection extends Endpoint implements StreamConnector.Connection {
  private enum Phase {
    DIALLING,
    OPEN,
    OVER
  }

  /** A frame's header, and what one read may bring of the frames behind it. */
  private static final int BEYOND_FRAME = 20_000;

  private static final int BYTES_PER_CHAR = 3;
  private static final Logger LOG = Logger.getLogger(TyrusConnection.class.getName());

  private final URI url;
  private final List<String> hello;
  private final StreamConnector.Listener listener;
  private final Consumer<TyrusConnection> whenOver;
  private final ConnectorSettings settings;

  /** Written under this; read by any thread. */
  private volatile Phase phase = Phase.DIALLING;

  /** All guarded by this, which is never held while the listener or Tyrus is called. */
  private @Nullable Session session;

  private @Nullable Future<?> task;
  private Scheduler.Timer deadline = () -> {};

  TyrusConnection(
      URI url,
      List<String> hello,
      StreamConnector.Listener listener,
      ConnectorSettings settings,
      Consumer<TyrusConnection> whenOver) {
    this.url = url;
    this.settings = settings;
    this.hello = List.copyOf(hello);
    this.listener = listener;
    this.whenOver = whenOver;
  }

  /** What Tyrus must be able to hold so that a message of {@code maxFrame} bytes gets through. */
  static int bufferFor(int maxFrame) {
    return (int) Math.min(Integer.MAX_VALUE - BEYOND_FRAME, (long) maxFrame + BEYOND_FRAME);
  }

  void dial(
      ClientManager client,
      ExecutorService dialling,
      Scheduler scheduler,
      Credentials credentials) {
    ClientEndpointConfig config = config(credentials);
    try {
      Future<?> submitted = dialling.submit(() -> handshake(client, scheduler, config));
      synchronized (this) {
        task = submitted;
      }
    } catch (RejectedExecutionException e) {
      close();
    }
  }

  private ClientEndpointConfig config(Credentials credentials) {
    return ClientEndpointConfig.Builder.create()
        .extensions(List.of(new BoundedDeflate(settings.maxFrame(), this::broken)))
        .configurator(
            new ClientEndpointConfig.Configurator() {
              @Override
              public void beforeRequest(Map<String, List<String>> headers) {
                headers.putAll(credentials.headersFor(url));
              }
            })
        .build();
  }

  private void handshake(ClientManager client, Scheduler scheduler, ClientEndpointConfig config) {
    if (!limit(scheduler)) {
      return;
    }
    try {
      client.connectToServer(this, config, sentUrl());
    } catch (DeploymentException | IOException | RuntimeException e) {
      cancelDeadline();
      failed(HandshakeFailures.of(url, e, PageGlimpse::firstWords));
    }
  }

  private synchronized boolean limit(Scheduler scheduler) {
    if (phase != Phase.DIALLING) {
      return false;
    }
    deadline = scheduler.after(settings.handshakeTimeout(), () -> tooLate(scheduler));
    return true;
  }

  /**
   * Tells the listener; the thread that dials is let go. Where TCP stands, Tyrus gives up by itself
   * within the same time again and closes the socket, so only a thread that still hangs after that
   * is interrupted.
   */
  private void tooLate(Scheduler scheduler) {
    failed(HandshakeFailures.timeout(url, settings.handshakeTimeout()));
    scheduler.after(settings.handshakeTimeout().plusSeconds(1), () -> cancelTask(true));
  }

  private synchronized void cancelDeadline() {
    deadline.cancel();
  }

  private synchronized void cancelTask(boolean interrupt) {
    if (task != null) {
      task.cancel(interrupt);
    }
  }

  /** Tyrus decodes what it is given once before it sends it. */
  private URI sentUrl() {
    URI ascii = URI.create(url.toASCIIString());
    String path = ascii.getRawPath().replace("%", "%25");
    String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery().replace("%", "%25");
    return URI.create(ascii.getScheme() + "://" + ascii.getRawAuthority() + path + query);
  }

  @Override
  public void onOpen(Session opened, EndpointConfig config) {
    opened.addMessageHandler(String.class, this::text);
    opened.addMessageHandler(byte[].class, this::binary);
    opened.addMessageHandler(PongMessage.class, pong -> listener.alive());
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
    if (phase != Phase.OPEN) {
      return;
    }
    if (fits(message)) {
      listener.text(message);
    } else {
      over(CloseCodes.tooLarge(url));
      closeSession(CloseReason.CloseCodes.TOO_BIG);
    }
  }

  private boolean fits(String message) {
    return message.length() <= settings.maxFrame() / BYTES_PER_CHAR
        || message.getBytes(StandardCharsets.UTF_8).length <= settings.maxFrame();
  }

  /** Some servers send their text in binary frames; what is not UTF-8 is replaced. */
  private void binary(byte[] message) {
    text(new String(message, StandardCharsets.UTF_8));
  }

  /** Ends the stream for what the other side sent; the reading thread. */
  private void broken(Breach breach) {
    over(CloseCodes.breach(url, breach));
    closeSession(CloseReason.CloseCodes.getCloseCode(breach.code()));
  }

  @Override
  public void onClose(Session closed, CloseReason reason) {
    String words = reason.getReasonPhrase() == null ? "" : reason.getReasonPhrase();
    over(CloseCodes.end(url, reason.getCloseCode().getCode(), words));
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
      listener.ended(end);
    }
  }

  private void over(StreamEnd end) {
    if (leave(EnumSet.of(Phase.DIALLING, Phase.OPEN))) {
      listener.ended(end);
    }
  }

  /** True for the one caller that ends this connection. */
  private synchronized boolean leave(Set<Phase> from) {
    if (!from.contains(phase)) {
      return false;
    }
    phase = Phase.OVER;
    deadline.cancel();
    whenOver.accept(this);
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
  public void close() {
    leave(EnumSet.of(Phase.DIALLING, Phase.OPEN));
    cancelTask(false);
    closeSession(CloseReason.CloseCodes.NORMAL_CLOSURE);
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
