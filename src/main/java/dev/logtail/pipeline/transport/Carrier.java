package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.proxy.ProxyStage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;

/**
 * Carries bytes to and from one place without blocking: TCP, and what is laid over it on the way to
 * a proxy's target. As with the JDK's channels at most one read and one write are under way.
 */
interface Carrier {
  /** Is told of the stations on the way, by the thread that reads. */
  interface Watcher {
    /** TCP stands, with the server or its proxy. */
    default void reached(InetSocketAddress peer) {}

    /** TLS stands with the proxy. */
    default void proxySecured(SSLSession session) {}

    /** The proxy has got so far. */
    default void entered(ProxyStage stage) {}
  }

  /**
   * Tries the addresses one after another, and is through when what is laid over TCP stands, too.
   */
  void connect(List<InetAddress> addresses, int port, CompletionHandler<Void, Object> told);

  /** Like a channel's: -1 at the end. */
  void read(ByteBuffer into, CompletionHandler<Integer, Object> told);

  void write(ByteBuffer from, CompletionHandler<Integer, Object> told);

  /** Says that nothing more is sent. */
  void shutdownOutput() throws IOException;

  boolean isOpen();

  void close() throws IOException;

  /** Begins an operation; whatever comes of it is told to one of the two. */
  static <T> void when(
      Consumer<CompletionHandler<T, Object>> begin, Consumer<T> done, Consumer<Throwable> failed) {
    CompletionHandler<T, Object> handler =
        new CompletionHandler<>() {
          @Override
          public void completed(T result, Object nothing) {
            done.accept(result);
          }

          @Override
          public void failed(Throwable why, Object nothing) {
            failed.accept(why);
          }
        };
    try {
      begin.accept(handler);
    } catch (IllegalStateException | IllegalArgumentException e) {
      failed.accept(e);
    }
  }
}
