package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
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
import java.util.ArrayList;
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

  private final Around around;
  private final Progress progress;
  private final URI url;
  private final boolean secure;
  private final Optional<ProxyAddress> proxy;
  private final long endNanos;

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
    try (Socket tcp = new Socket(Proxy.NO_PROXY)) {
      if (!connects(tcp, addresses)) {
        return false;
      }
      Optional<Socket> socket = proxy.isEmpty() ? Optional.of(tcp) : led(tcp, proxy.get());
      return socket.isPresent() && (!secure || isSecured(socket.get()));
    } catch (IOException e) {
      progress.tell(broken(e));
      return false;
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
              .map(way -> Step.fail(Step.Kind.PROXY, ProxyTrouble.NO_SUCH_HOST.with(way), ""))
              .orElseGet(() -> unknown(name)));
      return List.of();
    }
  }

  private static Step unknown(String name) {
    return Step.fail(
        Step.Kind.NAME,
        StreamFailure.Kind.UNREACHABLE,
        "no such host '" + name + "' (DNS)",
        "is it spelled right? is there a VPN to connect to? an address works too");
  }

  /** Requests take the first address and no other. */
  private boolean connects(Socket socket, List<InetAddress> addresses) throws IOException {
    progress.begins(Step.Kind.TCP);
    int port = proxy.map(ProxyAddress::port).orElse(port());
    InetSocketAddress first = new InetSocketAddress(addresses.get(0), port);
    long begun = around.ticker().nanos();
    try {
      socket.connect(first, millis(left()));
      Duration took = Duration.ofNanos(around.ticker().nanos() - begun);
      progress.tell(ConnectionSteps.connected(first, took));
      return true;
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      progress.tell(refused(first, e, others(addresses, port)));
      return false;
    }
  }

  /** Which of the other addresses take a connection. */
  private List<String> others(List<InetAddress> addresses, int port) {
    List<String> open = new ArrayList<>();
    for (InetAddress address : addresses.subList(1, addresses.size())) {
      InetSocketAddress there = new InetSocketAddress(address, port);
      if (isListening(there)) {
        open.add(ConnectionSteps.shown(there));
      }
    }
    return open;
  }

  private boolean isListening(InetSocketAddress there) {
    try (Socket socket = new Socket()) {
      socket.connect(there, millis(shorter(GLANCE, left())));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Step refused(InetSocketAddress peer, IOException why, List<String> open) {
    String words = ConnectionSteps.refusal(why);
    if (proxy.isPresent()) {
      return Step.fail(Step.Kind.PROXY, ProxyTrouble.CANNOT_REACH.with(proxy.get(), words), "");
    }
    String measured = ConnectionSteps.shown(peer) + ": " + words;
    return Step.fail(
        Step.Kind.TCP,
        StreamFailure.Kind.UNREACHABLE,
        measured,
        open.isEmpty()
            ? "does it run, and listen on that address and port? is there a firewall?"
            : "it listens on "
                + open.get(0)
                + ", but the name's first address counts; use "
                + url.getScheme()
                + "://"
                + open.get(0));
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
      progress.tell(
          Step.fail(
              Step.Kind.PROXY,
              e.failure(),
              "--proxy '' goes without, --no-proxy names exceptions"));
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
    return shown
        .map(
            seen ->
                ConnectionSteps.secured(
                    seen, version, session.getCipherSuite(), around.clock().now()))
        .orElseGet(() -> Step.ok(Step.Kind.TLS, version));
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
        throw new SSLException("Unrecognized SSL message: none", e);
      }
      try (Socket again = new Socket()) {
        again.connect(new InetSocketAddress(host(), port()), millis(left()));
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
    boolean plain =
        shown.isEmpty()
            && (TlsFailure.isOtherProtocol(why) || (proxy.isEmpty() && answersInTheClear()));
    if (plain) {
      return Step.fail(
          Step.Kind.TLS,
          StreamFailure.Kind.PROTOCOL,
          "wrong scheme: what answers there does not speak TLS",
          "use http://" + url.getRawAuthority() + " in place of https");
    }
    String reason = TlsFailure.words(why).replaceFirst("^TLS failed: ", "");
    StreamFailure words = new StreamFailure(StreamFailure.Kind.TLS, reason);
    Step told = Step.fail(Step.Kind.TLS, words, "does the server speak TLS there at all?");
    return ConnectionSteps.refused(shown, told);
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
    socket.connect(new InetSocketAddress(host(), port()), most);
    socket.setSoTimeout(most);
    return socket;
  }

  private Step broken(IOException why) {
    Step.Kind kind = progress.at();
    return why instanceof SocketTimeoutException
        ? Overdue.step(kind, around.timeout())
        : Step.fail(
            kind,
            StreamFailure.Kind.UNREACHABLE,
            "the connection broke: " + ConnectionSteps.refusal(why),
            "does what listens there live on?");
  }
}
