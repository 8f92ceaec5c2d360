package dev.logtail.server;

import dev.logtail.runtime.BoundedQueue;
import dev.logtail.runtime.Ticker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one peer, which may be as slow as it likes: when its queue is full, its oldest
 * messages are dropped and counted. Of the pongs only the newest waits. One frame is in flight at a
 * time; whoever finds the outbox idle drives it. Any thread.
 */
final class PeerOutbox {
  private static final int BATCH = 64;
  private static final long NOT_BLOCKED = -1;

  /**
   * What its owner should know.
   *
   * @param missed messages dropped before the peer caught up
   * @param pong that went out
   */
  record Note(long missed, Optional<PeerFrame> pong) {}

  private final BoundedQueue<PeerFrame> queue;
  private final int mostOfFrame;
  private final Ticker ticker;
  private final Consumer<Note> notes;
  private final AtomicReference<@Nullable PeerFrame> pong = new AtomicReference<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();
  private final Sending sending = new Sending();

  /** When the frame in flight was handed over; written by whoever drives. */
  private volatile long since = NOT_BLOCKED;

  /** Bytes of what was taken out of the queue and is not gone; written by whoever drives. */
  private volatile long taken;

  /** Set once. */
  private volatile @Nullable CoreSession session;

  private volatile boolean stopped;

  /** What comes behind the last message; set once. */
  private final AtomicReference<@Nullable Runnable> last = new AtomicReference<>();

  PeerOutbox(PeerSettings.Bounds bounds, Ticker ticker, Consumer<Note> notes) {
    this.queue = new BoundedQueue<>(PeerOutbox::weight, bounds.queue());
    this.mostOfFrame = bounds.message();
    this.ticker = ticker;
    this.notes = notes;
  }

  /** An empty message takes room too. */
  private static int weight(PeerFrame frame) {
    return frame.size() + 1;
  }

  void start(CoreSession opened) {
    session = opened;
    sending.iterate();
  }

  /** Runs {@code afterwards} once everything that was offered is on its way. */
  void finish(Runnable afterwards) {
    last.set(afterwards);
    drive();
  }

  /** Sends nothing more; the frame in flight stays. */
  void stop() {
    stopped = true;
    queue.close();
  }

  void offer(PeerFrame frame) {
    if (!stopped) {
      queue.offer(frame);
      drive();
    }
  }

  /** Answers a ping, unless a later one is answered before it comes to that. */
  void answer(PeerFrame newest) {
    pong.set(newest);
    drive();
  }

  private void drive() {
    if (session != null) {
      sending.iterate();
    }
  }

  long sent() {
    return sent.get();
  }

  long waiting() {
    return queue.bytes() + taken;
  }

  long missed() {
    missed.addAndGet(queue.takeDropped());
    return missed.get();
  }

  /** How long the frame in flight has been taken by nobody. */
  Duration blockedFor() {
    long start = since;
    return start == NOT_BLOCKED ? Duration.ZERO : Duration.ofNanos(ticker.nanos() - start);
  }

  private final class Sending extends IteratingCallback {
    /** Touched by the one thread that is in {@link #process}. */
    private final ArrayDeque<PeerFrame> batch = new ArrayDeque<>();

    /** What is left of a message that is larger than a frame may be. */
    private ByteBuffer rest = ByteBuffer.allocate(0);

    private long told;

    @Override
    protected Action process() {
      CoreSession open = session;
      since = NOT_BLOCKED;
      if (open == null || stopped) {
        taken = 0;
        return Action.IDLE;
      }
      PeerFrame answer = pong.getAndSet(null);
      if (answer != null) {
        notes.accept(new Note(0, Optional.of(answer)));
        return send(open, new Frame(answer.kind().code(), answer.payload()));
      }
      if (rest.hasRemaining()) {
        return send(open, part(OpCode.CONTINUATION));
      }
      if (batch.isEmpty() && queue.drainTo(batch, BATCH) == 0) {
        caughtUp();
        return Action.IDLE;
      }
      PeerFrame next = batch.remove();
      if (next.isMessage()) {
        sent.incrementAndGet();
      }
      rest = next.payload();
      return send(open, part(next.kind().code()));
    }

    private Frame part(byte code) {
      ByteBuffer payload = rest.slice(rest.position(), Math.min(rest.remaining(), mostOfFrame));
      rest.position(rest.position() + payload.remaining());
      return new Frame(code, !rest.hasRemaining(), payload);
    }

    private Action send(CoreSession open, Frame frame) {
      taken =
          frame.getPayloadLength()
              + 1L
              + rest.remaining()
              + batch.stream().mapToLong(PeerOutbox::weight).sum();
      since = Math.max(0, ticker.nanos());
      boolean more = rest.hasRemaining() || !batch.isEmpty() || !queue.isEmpty();
      open.sendFrame(new OutgoingEntry.Builder(frame, this).batch(more).build());
      return Action.SCHEDULED;
    }

    private void caughtUp() {
      taken = 0;
      Runnable afterwards = last.getAndSet(null);
      if (afterwards != null) {
        stop();
        afterwards.run();
      }
      long all = missed();
      if (all > told) {
        notes.accept(new Note(all - told, Optional.empty()));
        told = all;
      }
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      since = NOT_BLOCKED;
      CoreSession open = session;
      if (open != null) {
        open.abort();
      }
    }
  }
}
