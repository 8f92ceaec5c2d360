package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.WallClock;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;

/**
 * Dials WebSockets with Tyrus: one client and a handful of threads for any number of streams.
 *
 * <p>Tyrus's engine makes the handshake, the frames and the messages. What reaches it has been
 * found legal and within bounds by {@link TyrusLink}, which also keeps the deadlines.
 */
public final class TyrusConnector implements StreamConnector, WireDialler {
  private static final int NO_IDLE_TIMEOUT = -1;

  /** Tyrus is given no more at once than one read brings. */
  private static final int MOST_AT_ONCE = 128 << 10;

  /** Held, since the JVM forgets the level of a logger that nobody holds. */
  private static final Logger TYRUS_LOG = Logger.getLogger("org.glassfish.tyrus");

  private final ConnectionSurface surface;
  private final Set<TyrusConnection> connections = ConcurrentHashMap.newKeySet();

  /** Believes the certificates that this JVM believes. */
  public TyrusConnector(ConnectorSettings settings, Credentials credentials, Scheduler scheduler) {
    this(
        settings, credentials, scheduler, Trust.ofThisJvm(), ProxyRules.DIRECT, WallClock.system());
  }

  /**
   * A connector with its own idea of whom to believe, and of the way there.
   *
   * @param clock for servers that say until when to wait
   */
  public TyrusConnector(
      ConnectorSettings settings,
      Credentials credentials,
      Scheduler scheduler,
      Trust trust,
      ProxyRules proxies,
      WallClock clock) {
    TYRUS_LOG.setLevel(Level.OFF);
    this.surface =
        new ConnectionSurface(
            client(settings),
            new Network(trust, proxies.trust(), scheduler, StreamSocket.Patience.DEFAULT),
            NamedThreads.pool("logtail-dial", settings.handshakes()),
            scheduler,
            clock,
            new ConnectionSurface.Terms(settings, credentials, proxies, connections::remove));
  }

  private static ClientManager client(ConnectorSettings settings) {
    ClientManager client = ClientManager.createClient(TyrusContainer.class.getName());
    client.setDefaultMaxSessionIdleTimeout(NO_IDLE_TIMEOUT);
    client.setDefaultMaxTextMessageBufferSize(settings.maxFrame());
    client.setDefaultMaxBinaryMessageBufferSize(settings.maxFrame());
    Map<String, Object> properties = client.getProperties();
    properties.put(ClientProperties.INCOMING_BUFFER_SIZE, MOST_AT_ONCE);
    properties.put(
        ClientProperties.HANDSHAKE_TIMEOUT,
        Math.toIntExact(settings.handshakeTimeout().plusSeconds(1).toMillis()));
    return client;
  }

  @Override
  public Connection dial(URI url, List<String> hello, Listener listener) {
    return dial(new TyrusConnection(Upgrade.to(url), hello, new StreamObserver(listener), surface));
  }

  @Override
  public WireConnection dial(Upgrade upgrade, WireListener told) {
    WireObserver observer =
        new WireObserver(
            upgrade.url(),
            surface.terms().proxies().proxyFor(upgrade.url()),
            surface.terms().credentials()::redact,
            told);
    return new TyrusWire(
        dial(new TyrusConnection(upgrade, List.of(), observer, surface)), observer);
  }

  private TyrusConnection dial(TyrusConnection connection) {
    connections.add(connection);
    connection.dial();
    return connection;
  }

  @Override
  public void close() {
    connections.forEach(TyrusConnection::close);
    surface.network().close();
    surface.dialling().shutdownNow();
    surface.client().shutdown();
  }
}
