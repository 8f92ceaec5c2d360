package dev.logtail.pipeline.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * TLS with a proxy, laid over TCP. What the server behind it says in TLS of its own is its content.
 */
final class TlsCarrier implements Carrier {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Carrier below;
  private final TlsLayer tls;
  private final Consumer<SSLSession> secured;
  private final SendQueue queue = new SendQueue();

  /** Why nothing can be sent any more. */
  private volatile Optional<SSLException> broken = Optional.empty();

  /** The reading thread's: what TLS has not opened yet, and what nobody has read yet. */
  private final ByteBuffer records;

  private final ByteBuffer content;

  /**
   * @param secured is told when TLS stands
   */
  TlsCarrier(Carrier below, TlsLayer tls, Consumer<SSLSession> secured) {
    this.below = below;
    this.tls = tls;
    this.secured = secured;
    this.records = ByteBuffer.allocate(tls.recordSize());
    this.content = ByteBuffer.allocate(2 * tls.contentSize()).flip();
  }

  @Override
  public void connect(List<InetAddress> addresses, int port, CompletionHandler<Void, Object> told) {
    Carrier.<Void>when(
        handler -> below.connect(addresses, port, handler),
        done -> shakeHands(told),
        why -> told.failed(why, this));
  }

  private void shakeHands(CompletionHandler<Void, Object> told) {
    if (tls.mustSend()) {
      send(NOTHING);
    }
    if (tls.isReady()) {
      secured.accept(tls.session());
      told.completed(null, this);
      return;
    }
    fill(
        more -> {
          if (more) {
            shakeHands(told);
          } else {
            told.failed(new EOFException("it ended the connection in the TLS handshake"), this);
          }
        },
        why -> told.failed(why, this));
  }

  /** Reads once and opens all records that are whole; false at the end. */
  private void fill(Consumer<Boolean> filled, Consumer<Throwable> failed) {
    Carrier.<Integer>when(
        handler -> below.read(records, handler),
        count -> {
          try {
            boolean more = count >= 0;
            if (more) {
              open();
            }
            filled.accept(more);
          } catch (SSLException e) {
            sayWhy();
            failed.accept(e);
          }
        },
        failed);
  }

  /** False when there was nothing to open, or no place for it. */
  private boolean open() throws SSLException {
    records.flip();
    content.compact();
    int before = content.position();
    try {
      for (boolean more = true; more; ) {
        more = tls.unwrap(records, content);
        if (tls.mustSend()) {
          send(NOTHING);
          more |= !tls.mustSend();
        }
      }
    } finally {
      records.compact();
      content.flip();
    }
    check();
    return content.limit() > before;
  }

  @Override
  public void read(ByteBuffer into, CompletionHandler<Integer, Object> told) {
    try {
      if (content.hasRemaining() || open()) {
        int count = Math.min(content.remaining(), into.remaining());
        ByteBuffer part = content.duplicate().limit(content.position() + count);
        into.put(part);
        content.position(part.position());
        told.completed(count, this);
      } else if (tls.isEnded()) {
        told.completed(-1, this);
      } else {
        fill(
            more -> {
              if (more) {
                read(into, told);
              } else {
                told.completed(-1, this);
              }
            },
            why -> told.failed(why, this));
      }
    } catch (SSLException e) {
      told.failed(e, this);
    }
  }

  @Override
  public void write(ByteBuffer from, CompletionHandler<Integer, Object> told) {
    int count = from.remaining();
    send(
        from,
        failure ->
            failure.ifPresentOrElse(
                why -> told.failed(why, this), () -> told.completed(count, this)));
  }

  private void send(ByteBuffer plain) {
    send(plain, sent -> {});
  }

  /** In the order in which TLS has numbered the records. */
  private void send(ByteBuffer plain, Consumer<Optional<Throwable>> done) {
    try {
      boolean begin;
      synchronized (queue) {
        begin = queue.add(new SendQueue.Parcel(tls.wrap(plain), false, done));
      }
      if (begin) {
        sendNext();
      }
    } catch (SSLException e) {
      broken = Optional.of(e);
      done.accept(Optional.of(e));
      sayWhy();
    }
  }

  /** TLS tells the other side what it did not like. */
  private void sayWhy() {
    try {
      ByteBuffer alert = tls.wrap(NOTHING);
      if (queue.add(new SendQueue.Parcel(alert, false, sent -> {}))) {
        sendNext();
      }
    } catch (SSLException e) {
      // It has told before.
    }
  }

  private void check() throws SSLException {
    if (broken.isPresent()) {
      throw broken.get();
    }
  }

  private void sendNext() {
    SendQueue.Parcel parcel = queue.next();
    if (parcel != null) {
      write(parcel);
    }
  }

  private void write(SendQueue.Parcel parcel) {
    if (!parcel.bytes().hasRemaining()) {
      parcel.done().accept(Optional.empty());
      sendNext();
      return;
    }
    Carrier.<Integer>when(
        handler -> below.write(parcel.bytes(), handler),
        count -> write(parcel),
        why -> {
          parcel.done().accept(Optional.of(why));
          queue.drop();
        });
  }

  /** TLS says goodbye, and TCP behind it. */
  @Override
  public void shutdownOutput() throws IOException {
    ByteBuffer farewell;
    boolean begin;
    synchronized (queue) {
      farewell = tls.wrapEnd();
      begin =
          queue.add(
              new SendQueue.Parcel(
                  farewell, false, sent -> sent.ifPresentOrElse(why -> {}, this::endBelow)));
    }
    if (begin) {
      sendNext();
    }
  }

  private void endBelow() {
    try {
      below.shutdownOutput();
    } catch (IOException | RuntimeException e) {
      // The other side was faster.
    }
  }

  @Override
  public boolean isOpen() {
    return below.isOpen();
  }

  @Override
  public void close() throws IOException {
    below.close();
  }
}
