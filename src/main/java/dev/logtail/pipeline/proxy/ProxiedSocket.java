package dev.logtail.pipeline.proxy;

import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import dev.logtail.pipeline.access.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A blocking connection through a proxy, made a step at a time. What fails is told as a {@link
 * ProxyRefusal} that names the proxy and the step.
 *
 * @param patience for each answer
 * @param at is told each step that begins
 */
public record ProxiedSocket(ProxyAddress proxy, Duration patience, Consumer<ProxyStage> at) {
  private static final int ANSWER = 4 << 10;

  /** A connection to the proxy, in the clear, at the first of its addresses that takes one. */
  public Socket reached() throws ProxyRefusal {
    at.accept(ProxyStage.REACHING);
    try {
      Socket socket = connected(List.of(addresses()), proxy.port(), patience);
      socket.setSoTimeout(millis(patience));
      return socket;
    } catch (ProxyRefusal e) {
      throw e;
    } catch (IOException e) {
      throw refusal(ProxyStage.REACHING, e);
    }
  }

  /**
   * A connection with the first of {@code addresses} that takes one.
   *
   * @param patience for each
   * @throws IOException why the last did not
   */
  static Socket connected(List<InetAddress> addresses, int port, Duration patience)
      throws IOException {
    IOException why = new UnknownHostException("no address");
    for (InetAddress address : addresses) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, port), millis(patience));
        return socket;
      } catch (IOException e) {
        close(socket);
        why = e;
      }
    }
    throw why;
  }

  private InetAddress[] addresses() throws ProxyRefusal {
    try {
      return InetAddress.getAllByName(proxy.host());
    } catch (UnknownHostException e) {
      throw new ProxyRefusal(ProxyTrouble.NO_SUCH_HOST.with(proxy));
    }
  }

  /** TLS over {@code socket}, where this proxy speaks it; else that itself. */
  public Socket secured(Socket socket, SecureContext tls) throws ProxyRefusal {
    if (proxy.scheme() != ProxyAddress.Scheme.HTTPS) {
      return socket;
    }
    at.accept(ProxyStage.SECURING);
    try {
      SSLSocket secured =
          (SSLSocket)
              tls.context()
                  .getSocketFactory()
                  .createSocket(socket, proxy.host(), proxy.port(), true);
      SSLParameters parameters = secured.getSSLParameters();
      Trust.harden(parameters);
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      return secured;
    } catch (IOException | GeneralSecurityException e) {
      throw refusal(ProxyStage.SECURING, e);
    }
  }

  /**
   * Has the proxy lead {@code socket} to {@code target}: then it is the target's, which waits for
   * us to speak first.
   */
  public void lead(Socket socket, ProxyTarget target) throws ProxyRefusal {
    ProxyTalk talk = ProxyTalk.with(proxy, target);
    at.accept(talk.stage());
    try {
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[ANSWER];
      while (!talk.isOpen()) {
        ProxyStage before = talk.stage();
        socket.getOutputStream().write(talk.toSend());
        int count = in.read(answer);
        if (count < 0) {
          throw ProxyTalk.blame(proxy, talk.stage(), Optional.empty());
        }
        ByteBuffer came = ByteBuffer.wrap(answer, 0, count);
        talk.take(came);
        if (talk.stage() != before) {
          at.accept(talk.stage());
        }
        if (came.hasRemaining()) {
          throw new IOException("it says more than it was asked");
        }
      }
    } catch (IOException e) {
      throw refusal(talk.stage(), e);
    }
  }

  private ProxyRefusal refusal(ProxyStage stage, Throwable why) {
    return why instanceof SocketTimeoutException
        ? new ProxyRefusal(stage.silence(proxy))
        : ProxyTalk.blame(proxy, stage, Optional.of(why));
  }

  private static int millis(Duration patience) {
    return Math.toIntExact(Math.max(1, patience.toMillis()));
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nobody wants it any more.
    }
  }

  /** Says whose certificates are believed, when it is needed. */
  @FunctionalInterface
  public interface SecureContext {
    SSLContext context() throws GeneralSecurityException;
  }
}
