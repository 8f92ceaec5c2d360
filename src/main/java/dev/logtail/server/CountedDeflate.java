package dev.logtail.server;

import java.util.Optional;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.eclipse.jetty.websocket.core.WebSocketExtensionRegistry;
import org.eclipse.jetty.websocket.core.internal.PerMessageDeflateExtension;

/**
 * Jetty's compression, which also counts what messages were on the network: nobody behind it can
 * tell any more. Jetty makes one for each connection. Used by the thread that reads.
 */
public final class CountedDeflate extends PerMessageDeflateExtension {
  private static final String NAME = "permessage-deflate";

  private long bytes;

  /** All extensions that Jetty has, and this in the place of its own. */
  static WebSocketExtensionRegistry registry() {
    WebSocketExtensionRegistry registry = new WebSocketExtensionRegistry();
    registry.unregister(NAME);
    registry.register(NAME, CountedDeflate.class);
    return registry;
  }

  /** The one of {@code session}; empty where nothing is compressed. */
  static Optional<CountedDeflate> of(CoreSession session) {
    return session instanceof WebSocketCoreSession core
        ? core.getExtensionStack().getExtensions().stream()
            .filter(CountedDeflate.class::isInstance)
            .map(CountedDeflate.class::cast)
            .findFirst()
        : Optional.empty();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    if (!OpCode.isControlFrame(frame.getOpCode())) {
      bytes += frame.getPayloadLength();
    }
    super.onFrame(frame, callback);
  }

  /** Bytes of payload since this was asked last. */
  long take() {
    long taken = bytes;
    bytes = 0;
    return taken;
  }
}
