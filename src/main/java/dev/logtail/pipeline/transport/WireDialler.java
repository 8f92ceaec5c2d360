package dev.logtail.pipeline.transport;

/** Opens single WebSockets for those who look into a connection, and hides nothing of it. */
@FunctionalInterface
public interface WireDialler {
  /**
   * Starts to connect and returns at once. {@code told} hears everything that follows, in order and
   * by one thread at a time, mostly the one that reads the network: it must return quickly. The
   * last that it hears is {@link WireEvent.Ended}, exactly once, even after a close by us; nothing
   * once the dialler itself is closed.
   */
  WireConnection dial(Upgrade upgrade, WireListener told);
}
