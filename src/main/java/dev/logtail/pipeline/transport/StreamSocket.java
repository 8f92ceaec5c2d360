package dev.logtail.pipeline.transport;

import dev.logtail.runtime.Scheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to and from one server: what a {@link Carrier} brings, and TLS where there is a layer for
 * it. Always reads, never makes a sender wait, and knows three ways to end.
 *
 * <pre>
 *   connecting ──▶ (TLS handshake) ──▶ open ──finish──▶ sends the rest, says FIN, waits for the
 *                                       │               other's FIN, at most two seconds ──▶ closed
 *                                       └─ FIN, RST, fail, abort ─────────────────────────▶ closed
 * </pre>
 *
 * Nothing that fails is told but on the thread that reads: so the owner hears one thing at a time.
 */
final class StreamSocket {
  /** Is told what happens, by one thread at a time; {@code closed} last and exactly once. */
  interface Owner extends Carrier.Watcher {
    /** TLS stands. May come from a thread that sends. */
    default void secured(SSLSession session) {}

    /** The way stands, and TLS. May come from a thread that sends. */
    void connected();

    /** Bytes came; at most {@link FrameGate#WHOLE} of them may be left in {@code in} for later. */
    void received(ByteBuffer in);

    /** The other side ended the connection, with a FIN where {@code why} is empty. */
    void lost(Optional<Throwable> why);

    void closed();
  }

  /**
   * How long a server may leave things undone.
   *
   * @param taking it must take what is sent to it
   * @param closing it must end the connection that we ended
   */
  record Patience(Duration taking, Duration closing) {
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(2));
  }

  private static final int READ = 16 << 10;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final Logger LOG = Logger.getLogger(StreamSocket.class.getName());

  private final Carrier carrier;
  private final @Nullable TlsLayer tls;
  private final Owner owner;
  private final Scheduler scheduler;
  private final Patience patience;
  private final SendQueue queue = new SendQueue();
  private final AtomicBoolean connected = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile boolean finishing;

  /** The reading thread's. {@code records} holds what TLS has not opened yet. */
  private final ByteBuffer input;

  private final ByteBuffer records;

  StreamSocket(
      Carrier carrier,
      @Nullable TlsLayer tls,
      Owner owner,
      Scheduler scheduler,
      Patience patience) {
    this.carrier = carrier;
    this.tls = tls;
    this.owner = owner;
    this.scheduler = scheduler;
    this.patience = patience;
    this.records = tls == null ? NOTHING : ByteBuffer.allocate(tls.recordSize());
    this.input = ByteBuffer.allocate(tls == null ? READ : FrameGate.WHOLE + tls.contentSize());
  }

  /** Tries the addresses one after another. */
  void connect(List<InetAddress> addresses, int port) {
    Carrier.<Void>when(
        handler -> carrier.connect(addresses, port, handler),
        done -> {
          advance();
          read();
        },
        why -> over(Optional.of(why)));
  }

  /** Goes on with the TLS handshake, or tells that there is nothing (more) to it. */
  private void advance() {
    if (tls != null && tls.mustSend()) {
      send(NOTHING, false, sent -> {});
    }
    if ((tls == null || tls.isReady()) && connected.compareAndSet(false, true)) {
      if (tls != null) {
        owner.secured(tls.session());
      }
      owner.connected();
    }
  }

  private void read() {
    ByteBuffer target = tls == null ? input : records;
    Carrier.<Integer>when(
        handler -> carrier.read(target, handler),
        count -> {
          if (count < 0) {
            over(Optional.empty());
          } else if (take()) {
            read();
          }
        },
        why -> over(Optional.of(why)));
  }

  /** True to go on reading. */
  private boolean take() {
    try {
      if (finishing) {
        input.clear();
        records.clear();
      } else {
        takeAll();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      over(Optional.of(e));
      return false;
    }
  }

  private void takeAll() throws SSLException {
    if (tls == null) {
      hand();
    } else {
      takeRecords(tls);
    }
  }

  private void takeRecords(TlsLayer layer) throws SSLException {
    records.flip();
    try {
      for (boolean more = true; more; ) {
        more = layer.unwrap(records, input);
        boolean blocked = layer.mustSend();
        advance();
        more |= blocked && !layer.mustSend();
        hand();
      }
    } catch (SSLException e) {
      send(NOTHING, false, sent -> {});
      throw e;
    }
    records.compact();
  }

  private void hand() {
    if (input.position() > 0) {
      input.flip();
      owner.received(input);
      input.compact();
    }
  }

  /**
   * Sends {@code bytes} behind what waits.
   *
   * @param pong replaces another pong that still waits
   * @param done told when they are on their way, or never will be
   */
  void send(ByteBuffer bytes, boolean pong, Consumer<Optional<Throwable>> done) {
    if (queue.add(new SendQueue.Parcel(bytes, pong, done))) {
      sendNext();
    }
  }

  private void sendNext() {
    SendQueue.Parcel parcel = queue.next();
    if (parcel != null) {
      try {
        ByteBuffer plain = parcel.bytes();
        write(tls == null ? plain : tls.wrap(plain.duplicate()), parcel);
      } catch (SSLException e) {
        parcel.done().accept(Optional.of(e));
        fail(e);
      }
      if (tls != null) {
        advance();
      }
    } else if (finishing) {
      sayEnd();
    }
  }

  private void write(ByteBuffer bytes, SendQueue.Parcel parcel) {
    if (!bytes.hasRemaining()) {
      parcel.done().accept(Optional.empty());
      sendNext();
      return;
    }
    Scheduler.Timer stalled = scheduler.after(patience.taking(), () -> fail(new Stalled()));
    Carrier.<Integer>when(
        handler -> carrier.write(bytes, handler),
        count -> {
          stalled.cancel();
          write(bytes, parcel);
        },
        why -> {
          stalled.cancel();
          parcel.done().accept(Optional.of(why));
          queue.drop();
        });
  }

  /** Ends the connection in good order; what comes from now on is thrown away. */
  void finish() {
    if (!finishing && carrier.isOpen()) {
      finishing = true;
      queue.refuse();
      scheduler.after(patience.closing(), this::abort);
      if (queue.begin()) {
        sendNext();
      }
    }
  }

  private void sayEnd() {
    try {
      if (tls != null && connected.get()) {
        ByteBuffer farewell = tls.wrapEnd();
        Carrier.<Integer>when(
            handler -> carrier.write(farewell, handler), count -> shutOutput(), why -> {});
      } else {
        shutOutput();
      }
    } catch (SSLException e) {
      abort();
    }
  }

  private void shutOutput() {
    try {
      carrier.shutdownOutput();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "the other side was faster", e);
    }
  }

  /** Ends the connection at once; the owner is told that it was lost for this reason. */
  void fail(Throwable why) {
    failure.compareAndSet(null, why);
    abort();
  }

  /** Closes the connection at once. */
  void abort() {
    try {
      carrier.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "closing", e);
    }
  }

  /** Done when nothing is left of this connection. */
  CompletableFuture<Void> whenClosed() {
    return closed;
  }

  private void over(Optional<Throwable> why) {
    if (!finishing) {
      owner.lost(Optional.ofNullable(failure.get()).or(() -> why));
    }
    queue.drop();
    abort();
    owner.closed();
    closed.complete(null);
  }

  /** The server takes nothing of what is sent to it. */
  static final class Stalled extends IOException {
    private static final long serialVersionUID = 1;
  }
}
