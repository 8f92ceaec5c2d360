package dev.logtail.pipeline.transport;

import jakarta.websocket.ClientEndpointConfig;
import java.io.IOException;
import java.util.Map;
import org.glassfish.tyrus.spi.ClientContainer;
import org.glassfish.tyrus.spi.ClientEngine;

/**
 * Where Tyrus asks for a connection. Public, with a constructor without arguments, since Tyrus
 * makes it by its name; what opens the connection stands in the endpoint's configuration.
 *
 * <p>Tyrus's own container copies large frames again and again, cannot tell a broken handshake from
 * a slow one and lets pongs pile up; so Tyrus's engine gets its bytes from {@link TyrusLink}.
 */
public final class TyrusContainer implements ClientContainer {
  /** Gives Tyrus's engine what it works on. */
  @FunctionalInterface
  interface Opener {
    void open(ClientEngine engine) throws IOException;
  }

  /** The user property that holds the {@link Opener}. */
  static final String OPENER = "dev.logtail.opener";

  @Override
  public void openClientSocket(
      ClientEndpointConfig endpoint, Map<String, Object> properties, ClientEngine engine)
      throws IOException {
    if (endpoint.getUserProperties().get(OPENER) instanceof Opener opener) {
      opener.open(engine);
    } else {
      throw new IOException("nobody opens this connection");
    }
  }
}
