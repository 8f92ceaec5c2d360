package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.proxy.ProxyStage;
import dev.logtail.runtime.Scheduler;
import jakarta.websocket.CloseReason;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.ClientEngine;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.Writer;
import org.glassfish.tyrus.spi.WriterInfo;
import org.jspecify.annotations.Nullable;

/**
 * Between one socket and Tyrus's engine: carries the engine's request and frames out, and brings in
 * what the server sends once it has been found legal.
 *
 * <pre>
 *   REQUEST ──connected──▶ ANSWER ──101──▶ FRAMES ──closed──▶ OVER
 *                            └─ any other status ─▶ BODY ─────▲
 * </pre>
 */
final class TyrusLink implements StreamSocket.Owner, FrameGate.Beyond {
  /** Hears what Tyrus can't tell. On the reading thread. */
  interface Listener {
    /** The handshake failed. */
    void refused(Throwable why);

    /** A complete answer came, and it is no 101. */
    void answered(HttpAnswer answer);

    /** The stream ends for what the server sent. */
    void broken(Breach breach);

    /** The stream was lost. {@code where} is "" between messages. */
    void lost(Optional<Throwable> why, String where);

    void closing(int code, String reason);

    /** Runs {@code telling} unless the connection is over. */
    void whileOpen(Runnable telling);
  }

  /**
   * What a link keeps to.
   *
   * @param maxMessage bytes of a message as it is sent
   * @param deflate that Tyrus uses too
   */
  record Terms(Upgrade upgrade, int maxMessage, BoundedDeflate deflate, Scheduler scheduler) {}

  private enum Phase {
    REQUEST,
    ANSWER,
    BODY,
    FRAMES,
    OVER
  }

  /** For the first words of a page; they are worth no more. */
  private static final Duration BODY_PATIENCE = Duration.ofSeconds(1);

  /** FIN and close, a mask of zeros, a code. */
  private static final int FAREWELL = 8;

  private static final byte CLOSES = (byte) 0x88;
  private static final int MASKED = 0x80;

  private final Terms terms;
  private final ClientEngine engine;
  private final Listener listener;
  private final ConnectionObserver observer;
  private final UpgradeRequest asking;
  private final HttpAnswer answer = new HttpAnswer();

  /** Set once, before the socket connects. */
  private @Nullable StreamSocket socket;

  /** All the reading thread's; the phase is set before the socket can read, too. */
  private volatile Phase phase = Phase.REQUEST;

  private volatile ProxyStage stage = ProxyStage.REACHING;
  private @Nullable FrameGate gate;
  private @Nullable Connection tyrus;

  TyrusLink(Terms terms, ClientEngine engine, Listener listener, ConnectionObserver observer) {
    this.terms = terms;
    this.engine = engine;
    this.listener = listener;
    this.observer = observer;
    this.asking =
        UpgradeRequest.of(terms.upgrade(), engine.createUpgradeRequest(this::abandon).getHeaders());
  }

  void over(StreamSocket socket) {
    this.socket = socket;
  }

  private StreamSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("no socket yet");
    }
    return socket;
  }

  /** Gives up; the listener hears nothing more. Any thread. */
  void abandon() {
    phase = Phase.OVER;
    socket().abort();
    giveUp(new IOException("given up"));
  }

  /**
   * Says that we want to end, behind the engine's back: it goes on bringing in what comes. Any
   * thread.
   *
   * @param reason at most 123 bytes
   */
  void sendFarewell(int code, String reason) {
    byte[] words = reason.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame =
        ByteBuffer.allocate(FAREWELL + words.length)
            .put(CLOSES)
            .put((byte) (MASKED | (Short.BYTES + words.length)))
            .putInt(0)
            .putShort((short) code)
            .put(words)
            .flip();
    socket().send(frame, false, sent -> {});
  }

  @Override
  public void reached(InetSocketAddress peer) {
    observer.reached(peer);
  }

  @Override
  public void proxySecured(SSLSession session) {
    observer.proxySecured(session);
  }

  @Override
  public void entered(ProxyStage next) {
    stage = next;
    observer.entered(next);
  }

  /** What a proxy is at; of no meaning without one. */
  ProxyStage stage() {
    return stage;
  }

  @Override
  public void secured(SSLSession session) {
    observer.secured(session);
  }

  @Override
  public void connected() {
    phase = Phase.ANSWER;
    observer.asked(asking.line(), asking.headers());
    socket().send(asking.bytes(), false, sent -> {});
  }

  @Override
  public void received(ByteBuffer in) {
    try {
      if (phase == Phase.ANSWER && answer.takeHead(in)) {
        phase = Phase.BODY;
        headCame();
      }
      if (phase == Phase.BODY && answer.takeBody(in)) {
        bodyCame();
      }
      if (phase == Phase.FRAMES && gate != null) {
        observer.readingBegins();
        try {
          gate.take(in);
        } finally {
          observer.readingEnds();
        }
      }
    } catch (Breach e) {
      in.position(in.limit());
      broken(e);
    }
    if (phase == Phase.OVER) {
      in.position(in.limit());
    }
  }

  private void broken(Breach breach) {
    if (phase == Phase.FRAMES) {
      phase = Phase.OVER;
      listener.broken(breach);
    } else {
      refuse(breach);
    }
  }

  private void refuse(Throwable why) {
    phase = Phase.OVER;
    listener.refused(why);
    socket().abort();
    giveUp(why);
  }

  /** Lets go of the thread that waits in Tyrus for the handshake. */
  private void giveUp(Throwable why) {
    try {
      engine.processError(why);
    } catch (IllegalStateException e) {
      // It is through: nobody waits any more.
    }
  }

  private void headCame() throws Breach {
    if (answer.status() != HttpAnswer.SWITCHING_PROTOCOLS) {
      terms.scheduler().after(BODY_PATIENCE, () -> socket().fail(new EOFException()));
      return;
    }
    observer.answered(answer);
    boolean compressed = UpgradeRules.check(answer, terms.upgrade().subprotocols());
    Writer writer = new SocketWriter();
    ClientEngine.ClientUpgradeInfo info =
        engine.processResponse(response(), writer, reason -> socket().finish());
    if (info.getUpgradeStatus() != ClientEngine.ClientUpgradeStatus.SUCCESS) {
      refuse(
          new Breach(
              Breach.PROTOCOL_ERROR,
              Obstacle.Kind.KEY_NOT_PROVED,
              "",
              "its answer does not prove that it read our key"));
      return;
    }
    tyrus = info.createConnection();
    gate = new FrameGate(terms.maxMessage(), compressed, this);
    phase = Phase.FRAMES;
  }

  private UpgradeResponse response() {
    TyrusUpgradeResponse response = new TyrusUpgradeResponse();
    response.setStatus(answer.status());
    response.setReasonPhrase(answer.reason());
    response.getHeaders().putAll(answer.headers());
    return response;
  }

  private void bodyCame() {
    phase = Phase.OVER;
    observer.answered(answer);
    listener.answered(answer);
    socket().abort();
    giveUp(new IOException("answered " + answer.status()));
  }

  @Override
  public void lost(Optional<Throwable> why) {
    switch (phase) {
      case REQUEST, ANSWER -> refuse(why.orElseGet(EOFException::new));
      case BODY -> bodyCame();
      case FRAMES -> listener.lost(why, gate == null ? "" : gate.whereabouts());
      case OVER -> {}
    }
  }

  @Override
  public void closed() {
    phase = Phase.OVER;
    if (tyrus != null) {
      tyrus.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, ""));
    }
  }

  @Override
  public void pass(ByteBuffer frames) {
    if (tyrus != null) {
      tyrus.getReadHandler().handle(frames);
    }
  }

  @Override
  public void closing(int code, String reason) {
    listener.closing(code, reason);
  }

  @Override
  public void message(FrameHeader header, ByteBuffer sent) throws Breach {
    ByteBuffer payload = sent;
    if (header.rsv() == FrameHeader.RSV1) {
      payload = ByteBuffer.wrap(terms.deflate().inflate(bytes(sent)));
      observer.counted(header.length(), 1);
    }
    if (header.opcode() == FrameHeader.TEXT) {
      String message = StrictText.of(payload);
      listener.whileOpen(() -> observer.text(message));
    } else {
      byte[] message = bytes(payload);
      listener.whileOpen(() -> observer.binary(message));
    }
  }

  private static byte[] bytes(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    return bytes;
  }

  @Override
  public void alive() {
    listener.whileOpen(observer::alive);
  }

  @Override
  public void pinged(ByteBuffer payload) {
    alive();
    observer.pinged(payload);
  }

  @Override
  public void counted(long bytes, int fragments) {
    observer.counted(bytes, fragments);
  }

  /** Tyrus's way out. */
  private final class SocketWriter extends Writer {
    @Override
    public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> handler) {
      send(buffer, false, handler);
    }

    @Override
    public void write(
        ByteBuffer buffer, CompletionHandler<ByteBuffer> handler, WriterInfo writerInfo) {
      boolean pong = writerInfo.getMessageType() == WriterInfo.MessageType.PONG;
      if (pong) {
        observer.ponged(FrameHeader.unmasked(buffer));
      }
      send(buffer, pong, handler);
    }

    private void send(ByteBuffer buffer, boolean pong, CompletionHandler<ByteBuffer> handler) {
      socket()
          .send(
              buffer,
              pong,
              failure -> failure.ifPresentOrElse(handler::failed, () -> handler.completed(buffer)));
    }

    @Override
    public void close() {
      socket().finish();
    }
  }
}
