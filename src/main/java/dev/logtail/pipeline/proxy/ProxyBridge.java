package dev.logtail.pipeline.proxy;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.runtime.NamedThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets an HTTP client that knows only HTTP proxies in the clear, as java.net.http, go through all
 * kinds: to it, this is such a proxy, on a loopback port that opens when it is first needed.
 *
 * <pre>
 *   client ──CONNECT, a pass──▶ bridge ──TLS, SOCKS5──▶ proxy ──▶ server
 * </pre>
 *
 * Each request brings a secret pass made for it, and is led where the pass says: so nobody else on
 * this machine can use the bridge, and what goes wrong finds its way back to that request.
 */
public final class ProxyBridge implements AutoCloseable {
  private static final int PASS_BYTES = 32;
  private static final int BACKLOG = 50;
  private static final int MOST_AT_ONCE = 64;
  private static final Duration HEAD_PATIENCE = Duration.ofSeconds(5);
  private static final byte[] LED = "HTTP/1.1 200 OK\r\n\r\n".getBytes(ProxyRequest.CHARSET);
  private static final byte[] REFUSED =
      "HTTP/1.1 407 No Pass\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(ProxyRequest.CHARSET);

  private final ProxyRules rules;
  private final Duration patience;
  private final ThreadFactory threads = NamedThreads.daemons("logtail-proxy");
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Bridged> passes = new ConcurrentHashMap<>();
  private final Set<String> detours = ConcurrentHashMap.newKeySet();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /** These are guarded by this. */
  private @Nullable ServerSocket door;

  private @Nullable SSLContext context;
  private boolean closed;

  /**
   * A bridge to all proxies of {@code rules}.
   *
   * @param patience for each answer of a proxy
   */
  public ProxyBridge(ProxyRules rules, Duration patience) {
    this.rules = rules;
    this.patience = patience;
  }

  /** The rules as java.net.http wants them; what the JVM's own settings say does not count. */
  public ProxySelector choice() {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI url) {
        return List.of(isBridged(url) ? new Proxy(Proxy.Type.HTTP, entrance()) : Proxy.NO_PROXY);
      }

      @Override
      public void connectFailed(URI url, SocketAddress address, IOException why) {
        // The request fails, too, and tells.
      }
    };
  }

  private synchronized InetSocketAddress entrance() {
    try {
      if (closed) {
        throw new IOException("the bridge is closed");
      }
      if (door == null) {
        ServerSocket opened = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        door = opened;
        threads.newThread(() -> accept(opened)).start();
      }
      return (InetSocketAddress) door.getLocalSocketAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port for the way to the proxy", e);
    }
  }

  /**
   * Makes requests for the host of {@code url} go through here, too, which tries all addresses of
   * its name: java.net.http tries the first only. False when they do already, or nothing is gained.
   */
  public boolean detour(URI url) {
    try {
      return rules.proxyFor(url).isEmpty()
          && InetAddress.getAllByName(url.getHost()).length > 1
          && detours.add(url.getRawAuthority());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private boolean isBridged(URI url) {
    return rules.proxyFor(url).isPresent() || detours.contains(url.getRawAuthority());
  }

  /** The pass of one request for {@code url}; it holds until it is closed. */
  public ProxyPass passFor(URI url) {
    if (!isBridged(url)) {
      return ProxyPass.NONE;
    }
    byte[] bytes = new byte[PASS_BYTES];
    random.nextBytes(bytes);
    String words = "Bearer " + Base64.getEncoder().encodeToString(bytes);
    Optional<ProxyAddress> proxy = rules.proxyFor(url);
    Bridged pass =
        proxy.isPresent() ? new Proxied(words, proxy.get(), url) : new Direct(words, url);
    passes.put(words, pass);
    return pass;
  }

  private static int port(URI url) {
    boolean secure = url.getScheme().equalsIgnoreCase("https");
    return url.getPort() != -1 ? url.getPort() : secure ? 443 : 80;
  }

  /** Where the request that shows this pass is led. */
  private abstract class Bridged implements ProxyPass {
    private final String words;

    /** Written by the bridge's threads. */
    private volatile Optional<IOException> trouble = Optional.empty();

    Bridged(String words) {
      this.words = words;
    }

    @Override
    public Optional<Secret> authorization() {
      return Optional.of(new Secret(words));
    }

    @Override
    public IOException reason(IOException failed, boolean late) {
      return trouble.orElseGet(() -> late ? silence(failed) : failed);
    }

    @Override
    public void close() {
      passes.remove(words);
    }

    void failed(IOException why) {
      trouble = Optional.of(why);
    }

    /** A connection that goes on where {@code request} wants to. */
    abstract Led dial(ProxyRequest request) throws IOException;

    /** As whoever is at that connection's other end is to get it. */
    abstract byte[] head(ProxyRequest request);

    /** What it means that nothing came in time. */
    abstract IOException silence(IOException failed);
  }

  private final class Proxied extends Bridged {
    private final ProxyAddress proxy;
    private final URI url;

    /** Written by the bridge's threads. */
    private volatile ProxyStage stage = ProxyStage.REACHING;

    Proxied(String words, ProxyAddress proxy, URI url) {
      super(words);
      this.proxy = proxy;
      this.url = url;
    }

    @Override
    Led dial(ProxyRequest request) throws IOException {
      ProxiedSocket way = new ProxiedSocket(proxy, patience, next -> stage = next);
      boolean led = request.isConnect() || proxy.scheme().isSocks();
      Optional<ProxyTarget> target =
          led ? Optional.of(ProxyTarget.of(proxy, url.getHost(), port(url))) : Optional.empty();
      Socket reached = kept(way.reached());
      try {
        Socket socket = way.secured(reached, ProxyBridge.this::context);
        if (target.isPresent()) {
          way.lead(socket, target.get());
        }
        stage = ProxyStage.OPEN;
        socket.setSoTimeout(0);
        return new Led(reached, socket);
      } catch (IOException e) {
        drop(reached);
        throw e;
      }
    }

    @Override
    byte[] head(ProxyRequest request) {
      return proxy.scheme().isSocks() ? request.forServer() : request.forProxy(proxy);
    }

    @Override
    IOException silence(IOException failed) {
      return new ProxyRefusal(stage.silence(proxy));
    }
  }

  /** To the server itself, at the last of its addresses that takes the connection. */
  private final class Direct extends Bridged {
    private final URI url;

    Direct(String words, URI url) {
      super(words);
      this.url = url;
    }

    /** The first address has failed already, so that it comes last. */
    @Override
    Led dial(ProxyRequest request) throws IOException {
      List<InetAddress> addresses =
          new ArrayList<>(List.of(InetAddress.getAllByName(url.getHost())));
      Collections.reverse(addresses);
      Socket socket = kept(ProxiedSocket.connected(addresses, port(url), patience));
      return new Led(socket, socket);
    }

    @Override
    byte[] head(ProxyRequest request) {
      return request.forServer();
    }

    @Override
    IOException silence(IOException failed) {
      return failed;
    }
  }

  /**
   * A connection.
   *
   * @param tcp the socket below
   * @param socket that is read and written
   */
  private record Led(Socket tcp, Socket socket) {}

  /** Closed together with the bridge. */
  private Socket kept(Socket socket) {
    open.add(socket);
    return socket;
  }

  private synchronized SSLContext context() throws GeneralSecurityException {
    if (context == null) {
      context = rules.trust().context();
    }
    return context;
  }

  private void accept(ServerSocket opened) {
    while (!opened.isClosed()) {
      try {
        Socket client = kept(opened.accept());
        if (places.tryAcquire()) {
          threads.newThread(() -> serve(client)).start();
        } else {
          drop(client);
        }
      } catch (IOException e) {
        // Closed by us, or out of descriptors: then the client's request fails, and tells.
      }
    }
  }

  private void serve(Socket client) {
    try {
      client.setSoTimeout(Math.toIntExact(HEAD_PATIENCE.toMillis()));
      ProxyRequest request = ProxyRequest.read(client.getInputStream());
      Bridged pass = passes.get(request.pass());
      if (pass == null) {
        client.getOutputStream().write(REFUSED);
      } else {
        bridge(client, request, pass);
      }
    } catch (IOException e) {
      // The client is gone, or is none of ours.
    } finally {
      drop(client);
      places.release();
    }
  }

  private void bridge(Socket client, ProxyRequest request, Bridged pass) throws IOException {
    Led server;
    try {
      server = pass.dial(request);
    } catch (IOException e) {
      pass.failed(e);
      return;
    }
    try {
      if (request.isConnect()) {
        client.getOutputStream().write(LED);
      } else {
        server.socket().getOutputStream().write(pass.head(request));
      }
      client.setSoTimeout(0);
      Led back = new Led(client, client);
      threads.newThread(() -> carry(back, server)).start();
      carry(server, back);
    } finally {
      drop(server.tcp());
    }
  }

  /** Until either side ends it. One that breaks is broken for the other side, too. */
  private void carry(Led from, Led to) {
    try {
      from.socket().getInputStream().transferTo(to.socket().getOutputStream());
    } catch (IOException e) {
      if (!from.tcp().isClosed()) {
        breakOff(to.tcp());
      }
    } finally {
      drop(to.tcp());
    }
  }

  private static void breakOff(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
  }

  private void drop(Socket socket) {
    open.remove(socket);
    ProxiedSocket.close(socket);
  }

  /** Ends everything that is under way. */
  @Override
  public void close() {
    ServerSocket opened;
    synchronized (this) {
      closed = true;
      opened = door;
    }
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(ProxiedSocket::close);
  }
}
