package dev.logtail.pipeline.transport;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a watched connection: a few frames at a time are handed to Tyrus, so that
 * many small ones make one packet; the rest waits here. Safe for use by many threads.
 */
final class TyrusWire implements WireConnection {
  private static final int MAX_CONTROL = 125;

  /** What Tyrus and the socket hold at once; a large one is always alone. */
  private static final int MOST_HANDED = 128;

  private static final int MOST_BYTES_HANDED = 1 << 16;

  private static final Logger LOG = Logger.getLogger(TyrusWire.class.getName());

  private final TyrusConnection connection;
  private final WireObserver observer;

  /** All guarded by this, which is not held while Tyrus or the observer is called. */
  private final Queue<Frame> outbox = new ArrayDeque<>();

  private boolean handing;
  private int handed;
  private long handedBytes;
  private long waiting;

  TyrusWire(TyrusConnection connection, WireObserver observer) {
    this.connection = connection;
    this.observer = observer;
  }

  @Override
  public boolean send(Frame frame) {
    check(frame);
    Session session = connection.openSession();
    if (session == null) {
      return false;
    }
    synchronized (this) {
      waiting += frame.size();
      outbox.add(frame);
    }
    handOn(session);
    return true;
  }

  private static void check(Frame frame) {
    if (frame instanceof Frame.Close) {
      throw new IllegalArgumentException("a connection is closed by close()");
    }
    boolean control = frame instanceof Frame.Ping || frame instanceof Frame.Pong;
    if (control && frame.size() > MAX_CONTROL) {
      throw new IllegalArgumentException(
          "a " + frame.opcode() + " carries at most 125 bytes, not " + frame.size());
    }
  }

  /** One thread at a time does it, so that the order stays. */
  private void handOn(Session session) {
    synchronized (this) {
      if (handing) {
        return;
      }
      handing = true;
    }
    for (Frame next = next(); next != null; next = next()) {
      hand(next, session.getAsyncRemote());
    }
  }

  private synchronized @Nullable Frame next() {
    boolean room = handed == 0 || (handed < MOST_HANDED && handedBytes < MOST_BYTES_HANDED);
    Frame next = room ? outbox.poll() : null;
    if (next == null) {
      handing = false;
    } else {
      handed++;
      handedBytes += next.size();
    }
    return next;
  }

  private void hand(Frame frame, RemoteEndpoint.Async remote) {
    // Told first: an answer to it may come before Tyrus says that it is gone.
    observer.tell(new WireEvent.Sent(frame));
    try {
      if (frame instanceof Frame.Text text) {
        remote.sendText(text.text(), sent -> done(frame));
        return;
      } else if (frame instanceof Frame.Binary binary) {
        remote.sendBinary(ByteBuffer.wrap(binary.payload().toArray()), sent -> done(frame));
        return;
      } else if (frame instanceof Frame.Ping ping) {
        remote.sendPing(ByteBuffer.wrap(ping.payload().toArray()));
      } else if (frame instanceof Frame.Pong pong) {
        remote.sendPong(ByteBuffer.wrap(pong.payload().toArray()));
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "the connection is over; its end is told by who reads", e);
    }
    settle(frame);
  }

  private void done(Frame frame) {
    settle(frame);
    Session session = connection.openSession();
    if (session != null) {
      handOn(session);
    } else {
      forget();
    }
  }

  private synchronized void settle(Frame frame) {
    waiting -= frame.size();
    handed--;
    handedBytes -= frame.size();
  }

  private synchronized void forget() {
    outbox.forEach(frame -> waiting -= frame.size());
    outbox.clear();
  }

  @Override
  public synchronized long waiting() {
    return waiting;
  }

  @Override
  public void close(int code, String reason) {
    connection.close(new Frame.Close(code, reason).legal());
  }

  @Override
  public void cut() {
    connection.cut();
  }
}
