package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.access.Trust;
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
  private final Scheduler scheduler;
  private final StreamSocket.Patience patience;
  private final Set<StreamSocket> sockets = ConcurrentHashMap.newKeySet();

  /** Both guarded by this, and made when first needed. */
  private @Nullable AsynchronousChannelGroup group;

  private @Nullable SSLContext context;
  private boolean over;

  Network(Trust trust, Scheduler scheduler, StreamSocket.Patience patience) {
    this.trust = trust;
    this.scheduler = scheduler;
    this.patience = patience;
  }

  /** A socket for {@code route} that is not connected yet. */
  StreamSocket socket(Route route, StreamSocket.Owner owner) throws IOException {
    return socket(route, owner, route.isSecure() ? context() : null);
  }

  /** The same, and {@code witness} is told what the server shows before it is judged. */
  StreamSocket socket(Route route, StreamSocket.Owner owner, Consumer<ShownCertificates> witness)
      throws IOException {
    return socket(route, owner, route.isSecure() ? made(witness) : null);
  }

  private StreamSocket socket(Route route, StreamSocket.Owner owner, @Nullable SSLContext secured)
      throws IOException {
    TlsLayer tls = secured == null ? null : new TlsLayer(secured, route.host(), route.serverPort());
    StreamSocket socket =
        new StreamSocket(
            group(), new StreamSocket.Layers(route.tunnel(), tls), owner, scheduler, patience);
    sockets.add(socket);
    var unused = socket.whenClosed().thenRun(() -> sockets.remove(socket));
    return socket;
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
      context = made(shown -> {});
    }
    return context;
  }

  private SSLContext made(Consumer<ShownCertificates> witness) throws IOException {
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
