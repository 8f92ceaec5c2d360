package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.Upgrade;
import dev.logtail.pipeline.transport.WireConnection;
import dev.logtail.pipeline.transport.WireDialler;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.pipeline.transport.WireListener;
import org.jspecify.annotations.Nullable;

/** One connection of a session, from before it is dialled on. Its methods are called in order. */
final class DebugLink {
  /** Hears what happens on it. */
  interface Owner {
    void told(DebugLink by, WireEvent event);

    /** As of a {@link WireListener}. */
    void lull();

    /** As of a {@link WireListener}. */
    void awaitRoom();
  }

  private final WireDialler dialler;
  private final Upgrade upgrade;
  private final Owner owner;

  /** Set once, by the thread that dials. */
  private volatile @Nullable WireConnection connection;

  DebugLink(WireDialler dialler, Upgrade upgrade, Owner owner) {
    this.dialler = dialler;
    this.upgrade = upgrade;
    this.owner = owner;
  }

  void dial() {
    connection = dialler.dial(upgrade, new Ears());
  }

  private final class Ears implements WireListener {
    @Override
    public void happened(WireEvent event) {
      owner.told(DebugLink.this, event);
    }

    @Override
    public void lull() {
      owner.lull();
    }

    @Override
    public void awaitRoom() {
      owner.awaitRoom();
    }
  }

  /** False where the connection is not open any more. */
  boolean send(Frame frame) {
    WireConnection open = connection;
    return open != null && open.send(frame);
  }

  /**
   * Closes in good order.
   *
   * @throws IllegalArgumentException for a code or reason that must not be sent
   */
  void close(int code, String reason) {
    WireConnection open = connection;
    if (open != null) {
      open.close(code, reason);
    }
  }

  void cut() {
    WireConnection open = connection;
    if (open != null) {
      open.cut();
    }
  }

  /** Whether the network keeps up with what is sent. */
  boolean hasRoom() {
    WireConnection open = connection;
    return open == null || open.waiting() < Outbox.MOST_UNDERWAY;
  }
}
