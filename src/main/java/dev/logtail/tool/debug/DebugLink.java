package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.Upgrade;
import dev.logtail.pipeline.transport.WireConnection;
import dev.logtail.pipeline.transport.WireDialler;
import dev.logtail.pipeline.transport.WireEvent;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One connection of a session, from before it is dialled on. Its methods are called in order. */
final class DebugLink {
  private final WireDialler dialler;
  private final Upgrade upgrade;
  private final BiConsumer<DebugLink, WireEvent> told;

  /** Set once, by the thread that dials. */
  private volatile @Nullable WireConnection connection;

  DebugLink(WireDialler dialler, Upgrade upgrade, BiConsumer<DebugLink, WireEvent> told) {
    this.dialler = dialler;
    this.upgrade = upgrade;
    this.told = told;
  }

  void dial() {
    connection = dialler.dial(upgrade, event -> told.accept(this, event));
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
