package dev.logtail.pipeline.transport;

/** Hears what happens on a WebSocket, and may hold up who reads it. */
@FunctionalInterface
public interface WireListener {
  /** Must return quickly. */
  void happened(WireEvent event);

  /**
   * All that was at hand has been told; more may come at any time. Told too often, never too late.
   */
  default void lull() {}

  /**
   * Asked before more is read, by the thread that reads: as long as this waits, the server must
   * wait too, and its pings go unseen. What is told meanwhile comes from other threads.
   */
  default void awaitRoom() {}
}
