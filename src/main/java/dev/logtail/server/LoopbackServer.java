package dev.logtail.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/**
 * Many ports of the loopback address served by one selector and one pool, however many they are.
 * Only requests that a program on this machine made on purpose get through: see {@link Gate}.
 *
 * <pre>
 *   main port ── HTTP ───────▶ the one handler of answerWith
 *   other ports ── WebSocket ▶ one OpenPort each, opened and closed while the server runs
 * </pre>
 */
final class LoopbackServer implements AutoCloseable {
  private static final int MOST_FRAME_BYTES = 16 << 20;
  private static final Request.Handler STARTING =
      (request, response, callback) ->
          Answer.problem(HttpStatus.SERVICE_UNAVAILABLE_503, "Starting").send(response, callback);

  private final int port;
  private final UpgradeServer jetty;

  /** By port number; the main port has no entry. */
  private final Map<Integer, WebSocketNegotiator> streams = new ConcurrentHashMap<>();

  /** Set once, by whoever started the server. */
  private volatile Request.Handler main = STARTING;

  private LoopbackServer(int port, Executor executor) {
    this.port = port;
    this.jetty = new UpgradeServer(executor, Optional.empty(), MOST_FRAME_BYTES, false);
  }

  /**
   * Starts to serve; the main port answers 503 until {@link #answerWith} is called.
   *
   * @param port the main port; 0 for any that is free
   * @param executor runs everything; needs at least three threads, one of which is always in use
   * @throws IOException when the port is taken
   */
  static LoopbackServer start(int port, Executor executor) throws IOException {
    ServerSocketChannel channel = UpgradeServer.bind(loopback(port));
    LoopbackServer server = new LoopbackServer(UpgradeServer.portOf(channel), executor);
    server.jetty.start(channel, server.new ByPort());
    return server;
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
    ServerSocketChannel channel = UpgradeServer.bind(loopback(0));
    int number = UpgradeServer.portOf(channel);
    streams.put(number, (request, response, callback) -> handlers.get());
    return new OpenPort(number, channel, jetty.accept(channel));
  }

  @Override
  public void close() {
    jetty.stop();
  }

  private static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
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
      Optional<Gate.Refusal> refusal = Gate.LOOPBACK.refusal(request.getHeaders(), local);
      if (refusal.isPresent()) {
        return Answer.refusal(refusal.get()).send(response, callback);
      }
      if (local == port) {
        return main.handle(request, response, callback);
      }
      WebSocketNegotiator stream = streams.get(local);
      if (stream == null) {
        return Answer.problem(HttpStatus.NOT_FOUND_404, "Not Found").send(response, callback);
      }
      if (jetty.upgrade(stream, request, response, callback)) {
        return true;
      }
      response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
      return Answer.problem(HttpStatus.UPGRADE_REQUIRED_426, "WebSocket only")
          .send(response, callback);
    }
  }
}
