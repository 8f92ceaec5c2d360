package dev.logtail.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/**
 * Many ports of the loopback address served by one selector and one pool, however many they are.
 * Only requests that a program on this machine made on purpose get through: see {@link
 * LoopbackGate}.
 *
 * <pre>
 *   main port ── HTTP ───────▶ the one handler of answerWith
 *   other ports ── WebSocket ▶ one OpenPort each, opened and closed while the server runs
 * </pre>
 */
final class LoopbackServer implements AutoCloseable {
  private static final Duration HTTP_IDLE = Duration.ofSeconds(30);
  private static final int MOST_FRAME_BYTES = 16 << 20;
  private static final Request.Handler STARTING =
      (request, response, callback) ->
          Answer.problem(HttpStatus.SERVICE_UNAVAILABLE_503, "Starting").send(response, callback);

  private final int port;
  private final Server server;
  private final ServerConnector connector;
  private final WebSocketMappings webSockets;
  private final Configuration.ConfigurationCustomizer frames =
      new Configuration.ConfigurationCustomizer();

  /** By port number; the main port has no entry. */
  private final Map<Integer, WebSocketNegotiator> streams = new ConcurrentHashMap<>();

  /** Set once, by whoever started the server. */
  private volatile Request.Handler main = STARTING;

  private LoopbackServer(int port, Executor executor) {
    this.port = port;
    server =
        new Server(
            new SharedThreads(executor),
            new ScheduledExecutorScheduler("logtail-server-timer", true),
            new ArrayByteBufferPool());
    connector =
        new ServerConnector(
            server, null, null, null, 0, 1, new HttpConnectionFactory(httpConfiguration()));
    connector.setIdleTimeout(HTTP_IDLE.toMillis());
    server.addConnector(connector);
    server.setHandler(new ByPort());
    server.setErrorHandler(LoopbackServer::answerError);
    WebSocketComponents components =
        new WebSocketComponents(null, null, server.getByteBufferPool(), null, null, executor);
    server.addBean(components);
    webSockets = new WebSocketMappings(components);
    frames.setIdleTimeout(Duration.ZERO);
    frames.setAutoFragment(false);
    frames.setMaxFrameSize(MOST_FRAME_BYTES);
  }

  /**
   * Starts to serve; the main port answers 503 until {@link #answerWith} is called.
   *
   * @param port the main port; 0 for any that is free
   * @param executor runs everything; needs at least three threads, one of which is always in use
   * @throws IOException when the port is taken
   */
  static LoopbackServer start(int port, Executor executor) throws IOException {
    ServerSocketChannel channel = bind(port);
    LoopbackServer loopback = new LoopbackServer(portOf(channel), executor);
    try {
      loopback.connector.open(channel);
      loopback.server.start();
    } catch (Exception e) {
      loopback.close();
      channel.close();
      throw new IOException("cannot serve on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
    return loopback;
  }

  /** From now on {@code handler} answers what arrives on the main port. */
  void answerWith(Request.Handler handler) {
    main = handler;
  }

  /** The main port's number. */
  int port() {
    return port;
  }

  /**
   * Opens one more port, any that is free, for WebSocket connections on any path.
   *
   * @param handlers makes the handler of each new connection
   */
  OpenPort openStream(Supplier<FrameHandler> handlers) throws IOException {
    ServerSocketChannel channel = bind(0);
    int number = portOf(channel);
    streams.put(number, (request, response, callback) -> handlers.get());
    channel.configureBlocking(false);
    AutoCloseable acceptor = connector.getSelectorManager().acceptor(channel);
    return new OpenPort(number, channel, acceptor);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the embedded server did not stop: " + e.getMessage(), e);
    }
  }

  private static ServerSocketChannel bind(int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw new IOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
  }

  private static int portOf(ServerSocketChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
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

  /** One of the ports besides the main one. */
  final class OpenPort implements AutoCloseable {
    private final int number;
    private final ServerSocketChannel channel;
    private final AutoCloseable acceptor;

    private OpenPort(int number, ServerSocketChannel channel, AutoCloseable acceptor) {
      this.number = number;
      this.channel = channel;
      this.acceptor = acceptor;
    }

    int number() {
      return number;
    }

    /** Refuses connections from now on; those that exist are their handlers' business. */
    @Override
    public void close() {
      streams.remove(number);
      try {
        channel.close();
        acceptor.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final class ByPort extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      int local = Request.getLocalPort(request);
      if (!LoopbackGate.admits(request.getHeaders(), local)) {
        return Answer.problem(HttpStatus.MISDIRECTED_REQUEST_421, "Not a name of this server")
            .send(response, callback);
      }
      if (local == port) {
        return main.handle(request, response, callback);
      }
      WebSocketNegotiator stream = streams.get(local);
      if (stream == null) {
        return Answer.problem(HttpStatus.NOT_FOUND_404, "Not Found").send(response, callback);
      }
      if (webSockets.upgrade(stream, request, response, callback, frames)) {
        return true;
      }
      response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
      return Answer.problem(HttpStatus.UPGRADE_REQUIRED_426, "WebSocket only")
          .send(response, callback);
    }
  }
}
