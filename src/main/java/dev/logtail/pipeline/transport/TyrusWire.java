package dev.logtail.pipeline.transport;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a watched connection: one frame after the other is handed to Tyrus, the rest
 * waits here. Safe for use by many threads.
 */
final class TyrusWire implements WireConnection {
  private static final int MAX_CONTROL = 125;
  private static final Logger LOG = Logger.getLogger(TyrusWire.class.getName());

  private final TyrusConnection connection;
  private final WireObserver observer;

  /** All guarded by this, which is not held while Tyrus or the observer is called. */
  private final Queue<Frame> outbox = new ArrayDeque<>();

  private boolean busy;
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
      if (busy) {
        return true;
      }
      busy = true;
    }
    sendNext(session);
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

  private void sendNext(Session session) {
    Frame next = next();
    while (next != null && !hand(next, session.getAsyncRemote())) {
      next = next();
    }
  }

  private synchronized @Nullable Frame next() {
    Frame next = outbox.poll();
    busy = next != null;
    return next;
  }

  /** False when it is over and done already; else somebody goes on once it is. */
  private boolean hand(Frame frame, RemoteEndpoint.Async remote) {
    // Told first: an answer to it may come before Tyrus says that it is gone.
    observer.tell(new WireEvent.Sent(frame));
    try {
      if (frame instanceof Frame.Text text) {
        remote.sendText(text.text(), sent -> done(frame));
        return true;
      } else if (frame instanceof Frame.Binary binary) {
        remote.sendBinary(ByteBuffer.wrap(binary.payload().toArray()), sent -> done(frame));
        return true;
      } else if (frame instanceof Frame.Ping ping) {
        remote.sendPing(ByteBuffer.wrap(ping.payload().toArray()));
      } else if (frame instanceof Frame.Pong pong) {
        remote.sendPong(ByteBuffer.wrap(pong.payload().toArray()));
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "the connection is over; its end is told by who reads", e);
    }
    settle(frame);
    return false;
  }

  private void done(Frame frame) {
    settle(frame);
    Session session = connection.openSession();
    if (session != null) {
      sendNext(session);
    } else {
      forget();
    }
  }

  private synchronized void settle(Frame frame) {
    waiting -= frame.size();
  }

  private synchronized void forget() {
    outbox.clear();
    waiting = 0;
    busy = false;
  }

  @Override
  public synchronized long waiting() {
    return waiting;
  }

  @Override
  public void close(int code, String reason) {
    if (!CloseCodes.mayBeSent(code)) {
      throw new IllegalArgumentException(
          "the close code "
              + code
              + " may not be sent; try 1000 to 1003, 1007 to 1014 or 3000 to 4999");
    }
    if (reason.getBytes(StandardCharsets.UTF_8).length > MAX_CONTROL - Short.BYTES) {
      throw new IllegalArgumentException("a close reason has at most 123 bytes");
    }
    connection.close(new Frame.Close(code, reason));
  }

  @Override
  public void cut() {
    connection.cut();
  }
}
