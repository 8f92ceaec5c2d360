package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyAddress.Scheme;
import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.pipeline.proxy.ProxyStage;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Scheduler;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.AsynchronousChannelGroup;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The sockets of one connector, and the few threads that read them all. */
final class Network implements AutoCloseable {
  private static final int THREADS = 4;
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final Trust trust;
  private final Trust proxyTrust;
  private final Scheduler scheduler;
  private final StreamSocket.Patience patience;
  private final Set<StreamSocket> sockets = ConcurrentHashMap.newKeySet();

  /** All guarded by this, and made when first needed. */
  private @Nullable AsynchronousChannelGroup group;

  private @Nullable SSLContext context;
  private @Nullable SSLContext proxyContext;
  private boolean over;

  /**
   * A network without connections.
   *
   * @param trust whose certificates are believed of servers
   * @param proxyTrust the same of proxies
   */
  Network(Trust trust, Trust proxyTrust, Scheduler scheduler, StreamSocket.Patience patience) {
    this.trust = trust;
    this.proxyTrust = proxyTrust;
    this.scheduler = scheduler;
    this.patience = patience;
  }

  /** A socket for {@code way} that is not connected yet. */
  StreamSocket socket(Route.Resolved way, StreamSocket.Owner owner) throws IOException {
    return socket(
        way,
        owner,
        way.route().isSecure() ? context() : null,
        speaksTls(way.route()) ? proxyContext() : null);
  }

  /** The same, and {@code witness} is told what each shows before it is judged. */
  StreamSocket socket(Route.Resolved way, StreamSocket.Owner owner, Witness witness)
      throws IOException {
    return socket(
        way,
        owner,
        way.route().isSecure() ? made(trust, witness::shown) : null,
        speaksTls(way.route()) ? made(proxyTrust, witness::proxyShown) : null);
  }

  /** Is told of certificates. */
  interface Witness {
    /** The server's. */
    void shown(ShownCertificates certificates);

    /** The proxy's. */
    void proxyShown(ShownCertificates certificates);
  }

  private static boolean speaksTls(Route route) {
    return route.proxy().filter(proxy -> proxy.scheme() == Scheme.HTTPS).isPresent();
  }

  private StreamSocket socket(
      Route.Resolved way,
      StreamSocket.Owner owner,
      @Nullable SSLContext secured,
      @Nullable SSLContext proxySecured)
      throws IOException {
    Route route = way.route();
    TlsLayer tls = secured == null ? null : new TlsLayer(secured, route.host(), route.serverPort());
    StreamSocket socket =
        new StreamSocket(carrier(way, owner, proxySecured), tls, owner, scheduler, patience);
    sockets.add(socket);
    var unused = socket.whenClosed().thenRun(() -> sockets.remove(socket));
    return socket;
  }

  private Carrier carrier(
      Route.Resolved way, Carrier.Watcher watcher, @Nullable SSLContext proxySecured)
      throws IOException {
    if (way.target().isEmpty()) {
      return new TcpCarrier(group(), scheduler, watcher::reached);
    }
    ProxyAddress proxy = way.route().proxy().orElseThrow();
    ProxyCarrier.Progress progress = new ProxyCarrier.Progress(watcher::entered);
    Carrier below =
        proxySecured == null
            ? new TcpCarrier(group(), scheduler, watcher::reached)
            : new TlsCarrier(
                new TcpCarrier(
                    group(),
                    scheduler,
                    peer -> {
                      watcher.reached(peer);
                      progress.enter(ProxyStage.SECURING);
                    }),
                new TlsLayer(proxySecured, proxy.host(), proxy.port()),
                watcher::proxySecured);
    return new ProxyCarrier(below, proxy, way.target().get(), progress);
  }

  /** For Tyrus, which reads no more of {@code url} than scheme, host and port. */
  static URI plain(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    return URI.create(scheme + "://" + URI.create(url.toASCIIString()).getRawAuthority() + "/");
  }

  private synchronized AsynchronousChannelGroup group() throws IOException {
    if (over) {
      throw new IOException("the connector is closed");
    }
    if (group == null) {
      group =
          AsynchronousChannelGroup.withFixedThreadPool(THREADS, NamedThreads.daemons("logtail-io"));
    }
    return group;
  }

  private synchronized SSLContext context() throws IOException {
    if (context == null) {
      context = made(trust, shown -> {});
    }
    return context;
  }

  private synchronized SSLContext proxyContext() throws IOException {
    if (proxyContext == null) {
      proxyContext = made(proxyTrust, shown -> {});
    }
    return proxyContext;
  }

  private static SSLContext made(Trust trust, Consumer<ShownCertificates> witness)
      throws IOException {
    try {
      return trust.context(witness);
    } catch (GeneralSecurityException e) {
      throw new javax.net.ssl.SSLException("the trusted certificates cannot be used", e);
    }
  }

  /** Waits a moment for connections that are being closed, then drops what is left. */
  @Override
  public void close() {
    synchronized (this) {
      over = true;
    }
    awaitGoodbyes();
    sockets.forEach(StreamSocket::abort);
    try {
      synchronized (this) {
        if (group != null) {
          group.shutdownNow();
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void awaitGoodbyes() {
    CompletableFuture<?>[] closing =
        sockets.stream().map(StreamSocket::whenClosed).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(closing).get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      return;
    }
  }
}
