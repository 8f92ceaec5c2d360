package dev.logtail.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/** Jetty with one connector, set up for HTTP and WebSocket on few threads. */
final class UpgradeServer {
  private static final Duration HTTP_IDLE = Duration.ofSeconds(30);

  /** Below that, Jetty's own control frames would be too large for it. */
  private static final int LEAST_LIMIT = 125;

  private final Server server;
  private final ServerConnector connector;
  private final WebSocketMappings webSockets;
  private final Configuration.ConfigurationCustomizer frames =
      new Configuration.ConfigurationCustomizer();

  /**
   * @param executor runs everything; needs at least three threads, one of which is always in use
   * @param tls whom it is to its clients, where connections are encrypted
   * @param mostBytes of a frame; a larger one is refused, or handed on in parts
   * @param inParts whether frames are handed on as they come, as if they were fragments
   */
  UpgradeServer(Executor executor, Optional<SSLContext> tls, int mostBytes, boolean inParts) {
    server =
        new Server(
            new SharedThreads(executor),
            new ScheduledExecutorScheduler("logtail-server-timer", true),
            new ArrayByteBufferPool());
    connector = new ServerConnector(server, null, null, null, 0, 1, protocols(tls));
    connector.setIdleTimeout(HTTP_IDLE.toMillis());
    server.addConnector(connector);
    server.setErrorHandler(UpgradeServer::answerError);
    WebSocketComponents components =
        new WebSocketComponents(
            CountedDeflate.registry(), null, server.getByteBufferPool(), null, null, executor);
    server.addBean(components);
    webSockets = new WebSocketMappings(components);
    frames.setIdleTimeout(Duration.ZERO);
    frames.setAutoFragment(inParts);
    frames.setMaxFrameSize(Math.max(LEAST_LIMIT, mostBytes));
  }

  private static ConnectionFactory[] protocols(Optional<SSLContext> tls) {
    HttpConnectionFactory http = new HttpConnectionFactory(httpConfiguration());
    return tls.map(
            context -> {
              SslContextFactory.Server factory = new SslContextFactory.Server();
              factory.setSslContext(context);
              return new ConnectionFactory[] {
                new SslConnectionFactory(factory, http.getProtocol()), http
              };
            })
        .orElseGet(() -> new ConnectionFactory[] {http});
  }

  private static HttpConfiguration httpConfiguration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(16 << 10);
    return configuration;
  }

  private static boolean answerError(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    return Answer.problem(status, HttpStatus.getMessage(status)).send(response, callback);
  }

  /**
   * Takes a port.
   *
   * @throws IOException when it can't be had; the message says which
   */
  static ServerSocketChannel bind(InetSocketAddress address) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.bind(address);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw new IOException(
          "cannot listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  static int portOf(ServerSocketChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /** Serves on {@code channel}, and gives it up when that fails. */
  void start(ServerSocketChannel channel, Handler handler) throws IOException {
    int port = portOf(channel);
    try {
      server.setHandler(handler);
      connector.open(channel);
      server.start();
    } catch (Exception e) {
      stop();
      channel.close();
      throw new IOException("cannot serve on port " + port + ": " + e.getMessage(), e);
    }
  }

  /** Serves on one more port, until what is returned is closed. */
  AutoCloseable accept(ServerSocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    return connector.getSelectorManager().acceptor(channel);
  }

  /** False when {@code request} is no handshake that can be answered. */
  boolean upgrade(
      WebSocketNegotiator negotiator, Request request, Response response, Callback callback) {
    return webSockets.upgrade(negotiator, request, response, callback, frames);
  }

  void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the embedded server did not stop: " + e.getMessage(), e);
    }
  }
}
