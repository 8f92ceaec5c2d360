package dev.logtail.server;

import dev.logtail.runtime.BoundedQueue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.jspecify.annotations.Nullable;

/**
 * One listener of a log server. Records wait in its own bounded queue, so that it can be as slow as
 * it likes without anybody else noticing; what it sends is read and forgotten.
 */
final class StreamClient implements FrameHandler {
  private static final int MOST_INPUT_BYTES = 4 << 10;
  private static final int BATCH = 64;

  private final BoundedQueue<byte[]> queue;
  private final Duration stall;
  private final Function<StreamClient, Admission> admission;
  private final Consumer<StreamClient> farewell;
  private final Sending sending = new Sending();

  /** Set once, before any frame is sent or received. */
  private volatile @Nullable CoreSession session;

  /**
   * @param limits of the server that it listens to
   * @param admission asked when the connection is open; has put the replay into the queue when it
   *     says yes
   * @param farewell told when the client is gone; may be told twice
   */
  StreamClient(
      StreamLimits limits,
      Function<StreamClient, Admission> admission,
      Consumer<StreamClient> farewell) {
    this.queue = new BoundedQueue<>(record -> record.length, limits.queueBytes());
    this.stall = limits.stall();
    this.admission = admission;
    this.farewell = farewell;
  }

  /** Queues a record; {@link #flush} sends it. Any thread. */
  void offer(byte[] record) {
    queue.offer(record);
  }

  /** Starts to send what is queued, unless that is already going on. Never waits. */
  void flush() {
    if (session != null) {
      sending.iterate();
    }
  }

  /** How many records were dropped since the last call, because this client reads too slowly. */
  long takeDropped() {
    return queue.takeDropped();
  }

  void close(int status, String reason) {
    CoreSession open = session;
    if (open != null) {
      open.close(status, reason, Callback.NOOP);
    }
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    callback.succeeded();
    opened.demand();
    Admission answer = admission.apply(this);
    if (answer == Admission.GRANTED) {
      flush();
    } else {
      close(answer.status(), answer.reason());
    }
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    byte kind = frame.getOpCode();
    if (kind == OpCode.CLOSE) {
      callback.succeeded();
      return;
    }
    CoreSession open = session;
    if (open == null) {
      callback.failed(new IllegalStateException("a frame before the connection was open"));
      return;
    }
    if (kind == OpCode.PING) {
      ByteBuffer echo = ByteBuffer.allocate(frame.getPayloadLength());
      echo.put(frame.getPayload().slice()).flip();
      open.sendFrame(new Frame(OpCode.PONG, echo), Callback.NOOP, false);
    } else if (kind == OpCode.BINARY) {
      close(CloseStatus.BAD_DATA, "Only text is understood");
    } else if (frame.getPayloadLength() > MOST_INPUT_BYTES) {
      close(CloseStatus.MESSAGE_TOO_LARGE, "At most 4096 bytes");
    }
    callback.succeeded();
    open.demand();
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    farewell.accept(this);
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    farewell.accept(this);
    callback.succeeded();
  }

  /** Sends the queue, one frame in flight at a time; whoever finds it idle drives it. */
  private final class Sending extends IteratingCallback {
    /** Touched by the one thread that is in {@link #process}. */
    private final ArrayDeque<byte[]> batch = new ArrayDeque<>();

    @Override
    protected Action process() {
      CoreSession open = session;
      if (open == null || (batch.isEmpty() && queue.drainTo(batch, BATCH) == 0)) {
        return Action.IDLE;
      }
      Frame frame = new Frame(OpCode.TEXT, ByteBuffer.wrap(batch.remove()));
      boolean more = !batch.isEmpty() || !queue.isEmpty();
      open.sendFrame(
          new OutgoingEntry.Builder(frame, this)
              .batch(more)
              .frameTimeout(stall.toMillis())
              .build());
      return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      farewell.accept(StreamClient.this);
    }
  }
}
