package dev.logtail.pipeline.transport;

import dev.logtail.runtime.Scheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.Iterator;
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
 * Bytes to and from one server: TCP on the JDK's asynchronous channels, and TLS where there is a
 * layer for it. Always reads, never makes a sender wait, and knows three ways to end.
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
  interface Owner {
    /** TCP stands, with the server or its proxy. */
    default void reached(InetSocketAddress peer) {}

    /** TLS stands. May come from a thread that sends. */
    default void secured(SSLSession session) {}

    /** TCP stands, and TLS. May come from a thread that sends. */
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

  /**
   * What lies between TCP and the owner.
   *
   * @param tunnel through a proxy
   */
  record Layers(@Nullable ProxyTunnel tunnel, @Nullable TlsLayer tls) {}

  private static final int READ = 16 << 10;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final Logger LOG = Logger.getLogger(StreamSocket.class.getName());

  private final AsynchronousSocketChannel channel;
  private final @Nullable ProxyTunnel tunnel;
  private final @Nullable TlsLayer tls;
  private final Owner owner;
  private final Scheduler scheduler;
  private final Patience patience;
  private final SendQueue queue = new SendQueue();
  private final AtomicBoolean connected = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile boolean finishing;

  /** TCP stands. Set before anything is read. */
  private volatile boolean established;

  /** The reading thread's. {@code records} holds what TLS has not opened yet. */
  private final ByteBuffer input;

  private final ByteBuffer records;

  StreamSocket(
      AsynchronousChannelGroup group,
      Layers layers,
      Owner owner,
      Scheduler scheduler,
      Patience patience)
      throws IOException {
    this.channel = AsynchronousSocketChannel.open(group);
    this.tunnel = layers.tunnel();
    this.tls = layers.tls();
    this.owner = owner;
    this.scheduler = scheduler;
    this.patience = patience;
    this.records = tls == null ? NOTHING : ByteBuffer.allocate(tls.recordSize());
    this.input = ByteBuffer.allocate(tls == null ? READ : FrameGate.WHOLE + tls.contentSize());
  }

  /** Tries the addresses one after another. */
  void connect(List<InetAddress> addresses, int port) {
    connectToNext(addresses.iterator(), port);
  }

  private void connectToNext(Iterator<InetAddress> addresses, int port) {
    InetSocketAddress address = new InetSocketAddress(addresses.next(), port);
    StreamSocket.<Void>when(
        handler -> channel.connect(address, null, handler),
        done -> established(address),
        why -> {
          if (addresses.hasNext() && channel.isOpen()) {
            connectToNext(addresses, port);
          } else {
            over(Optional.of(why));
          }
        });
  }

  private void established(InetSocketAddress peer) {
    owner.reached(peer);
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    } catch (IOException e) {
      LOG.log(Level.FINE, "small packets may be late", e);
    }
    established = true;
    if (tunnel != null) {
      send(tunnel.request(), false, sent -> {});
    }
    advance();
    read();
  }

  /** A proxy has not yet said that the way to the server is free. */
  private boolean isUnderground() {
    return tunnel != null && !tunnel.isOpen();
  }

  /** Goes on with the TLS handshake, or tells that there is nothing (more) to it. */
  private void advance() {
    if (isUnderground()) {
      return;
    }
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
    StreamSocket.<Integer>when(
        handler -> channel.read(target, null, handler),
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
      } else if (tunnel == null || tunnel.isOpen() || leaves(tunnel)) {
        takeAll();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      over(Optional.of(e));
      return false;
    }
  }

  /** True when the proxy has now said that the way is free. */
  private boolean leaves(ProxyTunnel through) throws ProxyRefusal {
    ByteBuffer read = tls == null ? input : records;
    read.flip();
    boolean open = through.take(read);
    read.compact();
    if (open) {
      advance();
    }
    return open;
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
        write(tls == null || isUnderground() ? plain : tls.wrap(plain.duplicate()), parcel);
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
    StreamSocket.<Integer>when(
        handler -> channel.write(bytes, null, handler),
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
    if (!finishing && channel.isOpen()) {
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
        StreamSocket.<Integer>when(
            handler -> channel.write(farewell, null, handler), count -> shutOutput(), why -> {});
      } else {
        shutOutput();
      }
    } catch (SSLException e) {
      abort();
    }
  }

  private void shutOutput() {
    try {
      channel.shutdownOutput();
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
      channel.close();
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
      Optional<Throwable> cause = Optional.ofNullable(failure.get()).or(() -> why);
      owner.lost(tunnel == null ? cause : tunnel.blame(cause, established));
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

  /** Begins an operation of the channel; whatever comes of it is told to one of the two. */
  private static <T> void when(
      Consumer<CompletionHandler<T, Object>> begin, Consumer<T> done, Consumer<Throwable> failed) {
    CompletionHandler<T, Object> handler =
        new CompletionHandler<>() {
          @Override
          public void completed(T result, Object nothing) {
            done.accept(result);
          }

          @Override
          public void failed(Throwable why, Object nothing) {
            failed.accept(why);
          }
        };
    try {
      begin.accept(handler);
    } catch (IllegalStateException | IllegalArgumentException e) {
      failed.accept(e);
    }
  }
}
