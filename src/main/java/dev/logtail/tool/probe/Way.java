package dev.logtail.tool.probe;

import dev.logtail.model.ShownAddress;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.access.TlsFailure;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.pipeline.proxy.ProxiedSocket;
import dev.logtail.pipeline.proxy.ProxyRefusal;
import dev.logtail.pipeline.proxy.ProxyTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Goes the way that requests to a server go, a step at a time and with sockets of its own: name,
 * TCP, proxy, TLS. Blocks; one thread.
 */
final class Way {
  private static final Duration GLANCE = Duration.ofSeconds(1);

  /** A server that has said nothing for so long may wait for another protocol. */
  private static final Duration DOUBT = Duration.ofSeconds(2);

  /** The server answers a request in the clear, and a greeting by TLS not at all. */
  private static final class InTheClear extends IOException {
    private static final long serialVersionUID = 1;

    InTheClear(IOException cause) {
      super(cause);
    }
  }

  private final Around around;
  private final Progress progress;
  private final URI url;
  private final boolean secure;
  private final Optional<ProxyAddress> proxy;
  private final long endNanos;

  /** Who took the connection; nobody is asked again before. */
  private InetSocketAddress reached;

  /**
   * The way to {@code url}.
   *
   * @param within how long all of it may take
   */
  Way(Around around, URI url, Progress progress, Duration within) {
    this.around = around;
    this.progress = progress;
    this.url = url;
    this.secure = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
    this.proxy = around.proxies().proxyFor(url);
    this.endNanos = around.ticker().nanos() + within.toNanos();
    this.reached = InetSocketAddress.createUnresolved(host(), port());
  }

  private String host() {
    return url.getHost().replaceAll("^\\[|\\]$", "");
  }

  private int port() {
    return url.getPort() != -1 ? url.getPort() : secure ? 443 : 80;
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, endNanos - around.ticker().nanos()));
  }

  private static int millis(Duration wait) {
    return Math.toIntExact(Math.max(1, wait.toMillis()));
  }

  /** Tells each step; true when a request can be made. */
  boolean isOpen() {
    List<InetAddress> addresses = resolve();
    if (addresses.isEmpty()) {
      return false;
    }
    try {
      Optional<Socket> tcp = connected(addresses);
      return tcp.isPresent() && leads(tcp.get());
    } catch (IOException e) {
      progress.tell(broken(e));
      return false;
    }
  }

  private boolean leads(Socket tcp) throws IOException {
    try (tcp) {
      Optional<Socket> socket = proxy.isEmpty() ? Optional.of(tcp) : led(tcp, proxy.get());
      return socket.isPresent() && (!secure || isSecured(socket.get()));
    }
  }

  private List<InetAddress> resolve() {
    progress.begins(Step.Kind.NAME);
    String name = proxy.map(ProxyAddress::host).orElse(host());
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(name));
      progress.tell(ConnectionSteps.name(name, addresses));
      return addresses;
    } catch (UnknownHostException e) {
      progress.tell(
          proxy
              .map(way -> FailedSteps.proxy(ProxyTrouble.NO_SUCH_HOST.with(way)))
              .orElseGet(() -> WayFinding.NO_SUCH_HOST.with(name)));
      return List.of();
    }
  }

  /** Requests take the first address that takes them; all share the time. */
  private Optional<Socket> connected(List<InetAddress> addresses) throws IOException {
    progress.begins(Step.Kind.TCP);
    int port = proxy.map(ProxyAddress::port).orElse(port());
    Optional<Step> refused = Optional.empty();
    for (int i = 0; i < addresses.size(); i++) {
      InetSocketAddress there = new InetSocketAddress(addresses.get(i), port);
      long begun = around.ticker().nanos();
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(there, millis(left().dividedBy(addresses.size() - i)));
        reached = there;
        Duration took = Duration.ofNanos(around.ticker().nanos() - begun);
        progress.tell(ConnectionSteps.connected(there, took));
        return Optional.of(socket);
      } catch (IOException e) {
        socket.close();
        if (e instanceof SocketTimeoutException && i == addresses.size() - 1) {
          throw e;
        }
        refused = refused.or(() -> Optional.of(refused(there, e)));
      }
    }
    refused.ifPresent(progress::tell);
    return Optional.empty();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Step refused(InetSocketAddress peer, IOException why) {
    String words = ConnectionSteps.refusal(why);
    String place = ShownAddress.of(peer);
    if (proxy.isPresent()) {
      return FailedSteps.proxy(ProxyTrouble.CANNOT_REACH.with(proxy.get(), words));
    }
    return words.equals(ConnectionSteps.REFUSED)
        ? ApiFinding.API_REFUSED.with(place)
        : WayFinding.CANNOT_CONNECT.with(place, words);
  }

  /**
   * What leads to the server, if the proxy does. One that speaks HTTP leads to a server behind TLS
   * by a tunnel, to any other by requests.
   */
  private Optional<Socket> led(Socket tcp, ProxyAddress through) throws IOException {
    progress.begins(Step.Kind.PROXY);
    ProxySteps steps = new ProxySteps(through.toString(), through.user().isPresent());
    ProxiedSocket way =
        new ProxiedSocket(through, left(), stage -> steps.entered(stage).forEach(progress::tell));
    tcp.setSoTimeout(millis(left()));
    try {
      Socket socket = way.secured(tcp, () -> around.proxies().trust().context(steps::shown));
      if (socket instanceof SSLSocket tls) {
        SSLSession session = tls.getSession();
        steps
            .secured(session.getProtocol(), session.getCipherSuite(), around.clock().now())
            .forEach(progress::tell);
      }
      if (secure || through.scheme().isSocks()) {
        way.lead(socket, ProxyTarget.of(through, host(), port()));
      } else {
        progress.tell(ConnectionSteps.through(through.toString()));
      }
      return Optional.of(socket);
    } catch (ProxyRefusal e) {
      progress.tell(FailedSteps.proxy(e.failure()));
      return Optional.empty();
    }
  }

  private boolean isSecured(Socket socket) throws IOException {
    progress.begins(Step.Kind.TLS);
    List<ShownCertificates> shown = new CopyOnWriteArrayList<>();
    try {
      SSLContext context = around.trust().context(shown::add);
      progress.tell(secured(handshakeInDoubt(context, socket), shown.stream().findFirst()));
      return true;
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException | GeneralSecurityException e) {
      progress.tell(noTls(shown.stream().findFirst(), e));
      return false;
    }
  }

  private Step secured(SSLSession session, Optional<ShownCertificates> shown) {
    String version = session.getProtocol();
    return ConnectionSteps.secured(
        shown.orElseThrow(), version, session.getCipherSuite(), around.clock().now());
  }

  /** What waits for a request in the clear never answers a greeting by TLS. */
  private SSLSession handshakeInDoubt(SSLContext context, Socket socket) throws IOException {
    if (proxy.isPresent()) {
      return handshake(context, socket, left());
    }
    try {
      return handshake(context, socket, shorter(DOUBT, left()));
    } catch (SocketTimeoutException e) {
      socket.close(); // some servers talk to one at a time
      if (answersInTheClear()) {
        throw new InTheClear(e);
      }
      try (Socket again = new Socket()) {
        again.connect(reached, millis(left()));
        return handshake(context, again, left());
      }
    }
  }

  private SSLSession handshake(SSLContext context, Socket socket, Duration most)
      throws IOException {
    SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(socket, host(), port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    Trust.harden(parameters);
    tls.setSSLParameters(parameters);
    tls.setSoTimeout(millis(most));
    tls.startHandshake();
    return tls.getSession();
  }

  private Step noTls(Optional<ShownCertificates> shown, Exception why) {
    TlsFailure failure = TlsFailure.of(why);
    boolean plain =
        why instanceof InTheClear
            || (shown.isEmpty()
                && (failure.reason() == TlsFailure.Reason.OTHER_PROTOCOL
                    || (failure.reason() == TlsFailure.Reason.OTHER
                        && proxy.isEmpty()
                        && answersInTheClear())));
    return plain
        ? WayFinding.NO_TLS_THERE.with(
            url.getScheme(),
            progress.place(),
            "use http://" + url.getRawAuthority() + " in place of https")
        : TlsSteps.refused(failure, shown, progress.place());
  }

  /** Asked without any credentials. */
  private boolean answersInTheClear() {
    try (Socket socket = glance()) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      byte[] start = socket.getInputStream().readNBytes("HTTP/".length());
      return new String(start, StandardCharsets.ISO_8859_1).equals("HTTP/");
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the server would speak TLS, which the URL does not ask for. */
  boolean speaksTls() {
    if (proxy.isPresent()) {
      return false;
    }
    List<ShownCertificates> shown = new CopyOnWriteArrayList<>();
    try (Socket socket = glance()) {
      SSLContext context = around.trust().context(shown::add);
      handshake(context, socket, GLANCE);
      return true;
    } catch (SSLException e) {
      return !shown.isEmpty();
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private Socket glance() throws IOException {
    Socket socket = new Socket();
    int most = millis(shorter(GLANCE, left()));
    socket.connect(reached, most);
    socket.setSoTimeout(most);
    return socket;
  }

  /** In what is blocking, only the tunnel says no more than that it broke. */
  private Step broken(IOException why) {
    return why instanceof SocketTimeoutException
        ? progress.overdue()
        : FailedSteps.proxy(
            ProxyTrouble.BROKE.with(proxy.orElseThrow(), ConnectionSteps.refusal(why)));
  }
}
