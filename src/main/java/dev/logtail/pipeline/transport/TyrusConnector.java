package dev.logtail.pipeline.transport;

import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Scheduler;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.ThreadPoolConfig;
import org.glassfish.tyrus.client.auth.AuthConfig;

/**
 * Dials WebSockets with Tyrus on the JDK's asynchronous channels: one client and a handful of
 * threads for any number of streams.
 *
 * <p>What Tyrus lacks is made up for here: a deadline that includes the TCP connection, a bound on
 * handshakes under way, limits on both whole and fragmented messages, no idle timer (a positive one
 * leaks memory with each message), silence on the JVM's log.
 */
public final class TyrusConnector implements StreamConnector {
  private static final String CONTAINER =
      "org.glassfish.tyrus.container.jdk.client.JdkClientContainer";
  private static final int NO_IDLE_TIMEOUT = -1;

  /** Tyrus shares its threads in the whole JVM, so all connectors must ask for the same ones. */
  private static final ThreadFactory IO_THREADS = NamedThreads.daemons("logtail-io");

  /** Held, since the JVM forgets the level of a logger that nobody holds. */
  private static final Logger TYRUS_LOG = Logger.getLogger("org.glassfish.tyrus");

  private final ConnectorSettings settings;
  private final Credentials credentials;
  private final Scheduler scheduler;
  private final ClientManager client;
  private final ExecutorService dialling;
  private final Set<TyrusConnection> connections = ConcurrentHashMap.newKeySet();

  public TyrusConnector(ConnectorSettings settings, Credentials credentials, Scheduler scheduler) {
    this.settings = settings;
    this.credentials = credentials;
    this.scheduler = scheduler;
    this.dialling = NamedThreads.pool("logtail-dial", settings.handshakes());
    TYRUS_LOG.setLevel(Level.OFF);
    this.client = client(settings);
  }

  private static ClientManager client(ConnectorSettings settings) {
    ClientManager client = ClientManager.createClient(CONTAINER);
    client.setDefaultMaxSessionIdleTimeout(NO_IDLE_TIMEOUT);
    client.setDefaultMaxTextMessageBufferSize(settings.maxFrame());
    client.setDefaultMaxBinaryMessageBufferSize(settings.maxFrame());
    client
        .getProperties()
        .put(ClientProperties.INCOMING_BUFFER_SIZE, TyrusConnection.bufferFor(settings.maxFrame()));
    client
        .getProperties()
        .put(
            ClientProperties.HANDSHAKE_TIMEOUT,
            Math.toIntExact(settings.handshakeTimeout().toMillis()));
    client
        .getProperties()
        .put(
            ClientProperties.WORKER_THREAD_POOL_CONFIG,
            ThreadPoolConfig.defaultConfig().setThreadFactory(IO_THREADS));
    client
        .getProperties()
        .put(
            ClientProperties.AUTH_CONFIG,
            AuthConfig.Builder.create()
                .disableProvidedBasicAuth()
                .disableProvidedDigestAuth()
                .build());
    return client;
  }

  @Override
  public Connection dial(URI url, List<String> hello, Listener listener) {
    TyrusConnection connection =
        new TyrusConnection(url, hello, listener, settings, connections::remove);
    connections.add(connection);
    connection.dial(client, dialling, scheduler, credentials);
    return connection;
  }

  @Override
  public void close() {
    connections.forEach(TyrusConnection::close);
    dialling.shutdownNow();
    client.shutdown();
  }
}
