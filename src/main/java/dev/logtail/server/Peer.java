package dev.logtail.server;

import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.Ticker;
import dev.logtail.server.PeerEvent.Arrival;
import dev.logtail.server.PeerEvent.Closer;
import dev.logtail.server.PeerEvent.Left;
import dev.logtail.server.PeerFrame.Kind;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.ExtensionConfig;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.CloseException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link PeerServer}. It is always read, and what it is sent waits in a queue
 * of its own: see {@link PeerOutbox}.
 */
final class Peer implements FrameHandler {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** What a peer needs of its server. */
  interface Desk {
    /** Gives the peer its place among the others, and tells that it came. */
    void came(Peer peer);

    /** Tells of a frame, before the next one is read. */
    void received(PeerEvent.Received event);

    /** Tells what was noticed beside, soon. Any thread. */
    void noticed(PeerEvent event);

    /** Takes the peer out, and tells that it left. */
    void left(Peer peer, Left event);
  }

  /**
   * What all peers share.
   *
   * @param timer for what is to end in time
   */
  record Surroundings(PeerSettings.Bounds bounds, Scheduler timer, Ticker ticker) {}

  private record Goodbye(Closer by, int code, String reason) {}

  private final int number;
  private final Request request;
  private final Surroundings around;
  private final Desk desk;
  private final MessageParts parts;
  private final PeerOutbox outbox;
  private final AtomicLong received = new AtomicLong();
  private final AtomicBoolean gone = new AtomicBoolean();

  /** Set once, before any frame is sent or received. */
  private volatile @Nullable CoreSession session;

  /** How the connection begins to end, as whoever came first has it. Guarded by this. */
  private Optional<Goodbye> goodbye = Optional.empty();

  /** The request that it came with; the rest of {@link Arrival} is known when it is open. */
  record Request(String line, List<PeerEvent.Header> headers) {}

  Peer(int number, Request request, Surroundings around, Desk desk) {
    this.number = number;
    this.request = request;
    this.around = around;
    this.desk = desk;
    this.parts = new MessageParts(around.bounds().message());
    this.outbox = new PeerOutbox(around.bounds(), around.ticker(), this::wrote);
  }

  int number() {
    return number;
  }

  Arrival arrival() {
    CoreSession open = opened();
    return new Arrival(
        (InetSocketAddress) open.getRemoteAddress(),
        request.line(),
        request.headers(),
        Optional.ofNullable(open.getNegotiatedSubProtocol()),
        open.getNegotiatedExtensions().stream()
            .map(ExtensionConfig::getParameterizedNameWithoutInternalParams)
            .toList());
  }

  PeerState state() {
    return new PeerState(
        number,
        (InetSocketAddress) opened().getRemoteAddress(),
        received.get(),
        outbox.sent(),
        outbox.waiting(),
        outbox.missed());
  }

  /** Bytes that wait for it. */
  long waiting() {
    return outbox.waiting();
  }

  /** Queues a frame. Any thread; never waits. */
  void send(PeerFrame frame) {
    outbox.offer(frame);
  }

  /**
   * Asks it to end the connection when it has been sent what waits for it, and ends it after a
   * while where it does not.
   */
  void close(int code, String reason) {
    outbox.finish(() -> close(new Goodbye(Closer.US, code, reason)));
  }

  /** Ends the connection without a word. */
  void cut() {
    begin(new Goodbye(Closer.US, CloseStatus.NO_CLOSE, ""));
    opened().abort();
  }

  /** Sends it away when it has taken nothing for too long. */
  void checkPace() {
    if (outbox.blockedFor().compareTo(around.bounds().stall()) >= 0) {
      close(
          new Goodbye(
              Closer.RULES,
              CloseStatus.TRY_AGAIN_LATER,
              "nothing was read for " + around.bounds().stall().toSeconds() + " s"));
    }
  }

  private void close(Goodbye wanted) {
    if (begin(wanted)) {
      CoreSession open = opened();
      outbox.stop();
      open.close(wanted.code(), wanted.reason(), Callback.NOOP);
    }
  }

  /** True for whoever says it first. A connection that begins to end has ended soon. */
  private synchronized boolean begin(Goodbye wanted) {
    boolean first = goodbye.isEmpty();
    if (first) {
      goodbye = Optional.of(wanted);
      around.timer().after(FAREWELL, opened()::abort);
    }
    return first;
  }

  private CoreSession opened() {
    CoreSession open = session;
    if (open == null) {
      throw new IllegalStateException("the connection is not open");
    }
    return open;
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    callback.succeeded();
    outbox.start(opened);
    desk.came(this);
    opened.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    if (frame.getOpCode() == OpCode.CLOSE) {
      CloseStatus status = CloseStatus.getCloseStatus(frame);
      begin(new Goodbye(Closer.PEER, status.getCode(), words(status.getReason())));
      callback.succeeded();
      return;
    }
    take(frame);
    callback.succeeded();
    opened().demand();
  }

  private void take(Frame frame) {
    switch (frame.getOpCode()) {
      case OpCode.PING -> {
        PeerFrame ping = control(Kind.PING, frame);
        tell(ping);
        outbox.answer(new PeerFrame(Kind.PONG, ping.payload()));
      }
      case OpCode.PONG -> tell(control(Kind.PONG, frame));
      default -> takePart(frame);
    }
  }

  private static PeerFrame control(Kind kind, Frame frame) {
    ByteBuffer copy = ByteBuffer.allocate(frame.getPayloadLength());
    return new PeerFrame(kind, copy.put(frame.getPayload().slice()).flip());
  }

  private void takePart(Frame frame) {
    try {
      parts.add(frame).ifPresent(this::tell);
    } catch (MessageParts.Unfit e) {
      close(new Goodbye(Closer.RULES, e.code(), words(e.getMessage())));
    }
  }

  private void tell(PeerFrame frame) {
    if (frame.isMessage()) {
      received.incrementAndGet();
    }
    desk.received(new PeerEvent.Received(number, frame, onWire(frame)));
  }

  private long onWire(PeerFrame frame) {
    return frame.isMessage()
        ? CountedDeflate.of(opened()).map(CountedDeflate::take).orElse((long) frame.size())
        : frame.size();
  }

  private void wrote(PeerOutbox.Note note) {
    if (note.missed() > 0) {
      desk.noticed(new PeerEvent.Missed(number, note.missed()));
    }
    note.pong().ifPresent(pong -> desk.noticed(new PeerEvent.Ponged(number, pong)));
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    begin(
        cause instanceof CloseException breach
            ? new Goodbye(Closer.RULES, breach.getStatusCode(), words(breach.getMessage()))
            : new Goodbye(Closer.NETWORK, CloseStatus.NO_CLOSE, words(cause.getMessage())));
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    begin(new Goodbye(Closer.NETWORK, status.getCode(), words(status.getReason())));
    outbox.stop();
    if (gone.compareAndSet(false, true)) {
      Goodbye last;
      synchronized (this) {
        last = goodbye.orElseThrow();
      }
      desk.left(this, new Left(number, last.by(), last.code(), last.reason()));
    }
    callback.succeeded();
  }

  private static String words(@Nullable String text) {
    return text == null ? "" : text;
  }
}
