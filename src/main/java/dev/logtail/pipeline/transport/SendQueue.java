package dev.logtail.pipeline.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one connection: a few frames, since nothing is sent but hello, pings,
 * pongs and a close. Of pongs only the newest waits (RFC 6455, 5.5.3), so that a flood of pings
 * fills nothing. Safe for use by many threads.
 */
final class SendQueue {
  /** Bounds what is no pong; past it something is very wrong. */
  private static final int MOST = 1000;

  private static final int MOST_TOGETHER = 1 << 16;

  /** What to send; {@code done} is told exactly once. */
  record Parcel(ByteBuffer bytes, boolean pong, Consumer<Optional<Throwable>> done) {}

  private final ArrayDeque<Parcel> parcels = new ArrayDeque<>();
  private @Nullable Parcel pong;
  private boolean busy;
  private boolean refusing;

  /** Adds {@code parcel}; true when the caller must begin to send. */
  boolean add(Parcel parcel) {
    Parcel replaced = null;
    boolean begin = false;
    boolean refused;
    synchronized (this) {
      refused = refusing || parcels.size() >= MOST;
      if (!refused) {
        if (parcel.pong()) {
          replaced = pong;
          pong = parcel;
        } else {
          addPong();
          parcels.add(parcel);
        }
        begin = !busy;
        busy = true;
      }
    }
    if (refused) {
      parcel.done().accept(refusal());
    }
    if (replaced != null) {
      replaced.done().accept(Optional.empty());
    }
    return begin;
  }

  /** What is given after a pong goes out after it. */
  private void addPong() {
    if (pong != null) {
      parcels.add(pong);
      pong = null;
    }
  }

  /**
   * The next to send, small ones together; null when there is none, and then somebody must begin
   * anew.
   */
  synchronized @Nullable Parcel next() {
    Parcel next = parcels.poll();
    if (next == null) {
      next = pong;
      pong = null;
    } else if (!parcels.isEmpty()) {
      next = together(next);
    }
    busy = next != null;
    return next;
  }

  private Parcel together(Parcel first) {
    List<Parcel> all = new ArrayList<>(List.of(first));
    int size = first.bytes().remaining();
    for (Parcel more = parcels.peek(); more != null; more = parcels.peek()) {
      size += more.bytes().remaining();
      if (size > MOST_TOGETHER) {
        break;
      }
      all.add(parcels.remove());
    }
    return all.size() == 1 ? first : joined(all);
  }

  private static Parcel joined(List<Parcel> all) {
    ByteBuffer bytes =
        ByteBuffer.allocate(all.stream().mapToInt(each -> each.bytes().remaining()).sum());
    all.forEach(each -> bytes.put(each.bytes()));
    return new Parcel(
        bytes.flip(), false, outcome -> all.forEach(each -> each.done().accept(outcome)));
  }

  private static Optional<Throwable> refusal() {
    return Optional.of(new IOException("the connection takes nothing more"));
  }

  /** True when nobody sends, and the caller must. */
  synchronized boolean begin() {
    boolean idle = !busy;
    busy = true;
    return idle;
  }

  /** Takes nothing more; what waits is still to be sent. */
  synchronized void refuse() {
    refusing = true;
  }

  /** Takes nothing more and forgets what waits. */
  void drop() {
    refuse();
    for (Parcel each = next(); each != null; each = next()) {
      each.done().accept(refusal());
    }
    synchronized (this) {
      busy = true;
    }
  }
}
