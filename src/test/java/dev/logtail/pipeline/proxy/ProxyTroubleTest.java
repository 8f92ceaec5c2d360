package dev.logtail.pipeline.proxy;

import static dev.logtail.pipeline.access.ProxyTrouble.*;
import static dev.logtail.pipeline.proxy.FakeProxy.http;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyExceptions;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.ProxyTrouble;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.DirectoryException;
import dev.logtail.pipeline.discovery.HttpSettings;
import dev.logtail.pipeline.discovery.HttpWorkerDirectory;
import dev.logtail.pipeline.proxy.FakeProxy.Script;
import dev.logtail.pipeline.transport.ConnectorSettings;
import dev.logtail.pipeline.transport.TyrusConnector;
import dev.logtail.pipeline.transport.Upgrade;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.runtime.TimerThread;
import dev.logtail.runtime.WallClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy with each trouble that there is, met by the API's client and by a stream. */
class ProxyTroubleTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(700);
  private static final String TARGET = "127.0.0.1:9";
  private static final Script NOTHING = (in, out) -> {};
  private static final Script HANGS = NOTHING.andHangs();
  private static final Script GREETS = NOTHING.then(3, 5, 0);
  private static final Script ASKS = NOTHING.then(4, 5, 2);
  private static final int LOGIN = 8;
  private static final int CONNECT = 10;

  @TempDir private static Path folder;

  /**
   * A trouble.
   *
   * @param proxy up to its host
   * @param words how the sentence goes on behind the proxy's name
   */
  private record Row(ProxyTrouble trouble, String proxy, Script script, String words) {
    @Override
    public String toString() {
      return trouble + " " + words;
    }
  }

  private static Row row(ProxyTrouble trouble, String proxy, Script script, String words) {
    return new Row(trouble, proxy, script, words);
  }

  private static Row reply(ProxyTrouble trouble, int reply, String words) {
    return row(trouble, "socks5h://", GREETS.then(CONNECT, 5, reply, 0, 1).andHangs(), words);
  }

  static List<Row> rows() {
    Script tls = (in, out) -> out.write(new byte[] {21, 3, 3, 0, 2, 2, 40});
    return List.of(
        row(BROKE, "http://", http(""), "broke the connection (it said nothing); is it really"),
        row(BROKE, "socks5://", NOTHING.then(3), "(it said nothing); is it really one of the kind"),
        row(BROKE, "socks5h://", GREETS.then(CONNECT, 5, 0, 0), "broke the connection (it said"),
        row(
            NO_TLS,
            "https://",
            (in, out) -> out.write("HTTP/1.1 400 No\r\n\r\n".getBytes(ISO_8859_1)),
            "does not speak TLS; write http://"),
        row(SILENT_TO_TLS, "https://", HANGS, "does not answer TLS; does it speak TLS?"),
        row(
            NOT_HTTP,
            "http://",
            http("SSH-2.0-x\r\n").andHangs(),
            "is no HTTP proxy (got 'SSH-2.0-x'); give another"),
        row(NOT_HTTP, "http://", http("HTTP/2 200\r\n\r\n"), "is no HTTP proxy (got 'HTTP/2"),
        row(NOT_HTTP, "http://", http("HTTP/1.1 " + "x".repeat(20_000)), "larger than 16 KiB"),
        row(
            HTTP_INSIDE_TLS,
            "http://",
            tls,
            "is no HTTP proxy (it answers in TLS); write https://"),
        row(SILENT, "http://", HANGS, "; does it work, and does it get there?"),
        row(SILENT, "socks5h://", GREETS.andHangs(), "; does it work, and does it get there?"),
        row(
            SILENT,
            "socks5://",
            GREETS.then(CONNECT, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0).andHangs(),
            "; does it work"),
        row(
            WANTS_USER,
            "http://",
            http("HTTP/1.1 407 Who\r\n\r\n"),
            "wants a user (407); give it with --proxy http://USER:PASSWORD@HOST:PORT"),
        row(
            REFUSES_USER,
            "http://bob:pw@",
            http("HTTP/1.1 407 No\r\n\r\n"),
            "refuses its user (407): wrong name or password"),
        row(
            FORBIDS,
            "http://",
            http("HTTP/1.0 403 No\r\n\r\n"),
            "forbids to connect to " + TARGET + " (403)"),
        row(
            GETS_NOWHERE,
            "http://",
            http("HTTP/1.1 502 No\n\n"),
            "can't reach " + TARGET + " (502)"),
        row(
            LEADS_ELSEWHERE,
            "http://",
            http("HTTP/1.1 302 No\r\n\r\n"),
            "does not lead to " + TARGET + " (302); give another one"),
        row(
            NOT_SOCKS,
            "socks5://",
            NOTHING.then(3, 4, 90),
            "is no SOCKS5 server (got bytes of something else); give another"),
        row(
            NOT_SOCKS,
            "socks5://",
            NOTHING.then(3, 'S', 'S', 'H', '\n').andHangs(),
            "is no SOCKS5 server (got 'SSH'); give"),
        row(NOT_SOCKS, "socks5://", NOTHING.then(3, 5, 2), "(it chose what was not offered, 2)"),
        row(
            SOCKS_IS_HTTP,
            "socks5h://",
            (in, out) -> {
              in.readNBytes(3);
              out.write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(ISO_8859_1));
            },
            "(it answers in HTTP); write http:// in place of socks5h://"),
        row(
            SOCKS_SILENT,
            "socks5://",
            HANGS,
            "does not answer the SOCKS5 greeting; is it a SOCKS5 server?"),
        row(
            SOCKS_SILENT_TO_USER,
            "socks5://bob:pw@",
            ASKS.andHangs(),
            "does not answer to name and password"),
        row(
            SOCKS_WANTS_USER,
            "socks5h://",
            NOTHING.then(3, 5, 255),
            "wants a user; give it with --proxy socks5h://USER:PASSWORD@HOST:PORT"),
        row(
            SOCKS_WANTS_ANOTHER_KIND,
            "socks5://bob:pw@",
            NOTHING.then(4, 5, 255),
            "lets in neither without a user nor with name and password; it wants another kind"),
        row(
            SOCKS_REFUSES_USER,
            "socks5://bob:pw@",
            ASKS.then(LOGIN, 1, 1),
            "refuses its user: wrong name or password"),
        reply(
            SOCKS_FAILED,
            1,
            "failed on the way to " + TARGET + " (SOCKS 1, general failure); its own log"),
        reply(SOCKS_FORBIDS, 2, "forbids to connect to " + TARGET + " (SOCKS 2); its rules"),
        reply(
            SOCKS_NO_NETWORK,
            3,
            "no way to the network of " + TARGET + " (SOCKS 3); is that address"),
        reply(SOCKS_NO_HOST, 4, "can't reach the host of " + TARGET + " (SOCKS 4); is it up"),
        reply(
            SOCKS_REFUSED,
            5,
            "was refused by " + TARGET + " (SOCKS 5): nobody listens there; is the server"),
        reply(
            SOCKS_TOO_FAR,
            6,
            "got no answer from " + TARGET + " (SOCKS 6, time to live is over); the host"),
        reply(
            SOCKS_NO_CONNECT,
            7,
            "makes no connections for others (SOCKS 7, unknown command); give another"),
        reply(
            SOCKS_NO_SUCH_ADDRESS,
            8,
            "does not take an address like "
                + TARGET
                + " (SOCKS 8); try socks5:// in place of socks5h://"),
        reply(SOCKS_UNKNOWN_REPLY, 99, "does not lead to " + TARGET + " (SOCKS 99); give another"));
  }

  /** These have tests of their own below. */
  private static final Set<ProxyTrouble> OTHERS =
      EnumSet.of(NO_SUCH_HOST, CANNOT_REACH, SILENT_TO_CONNECT, TLS_FAILS, NAME_UNKNOWN_HERE);

  @Test
  void eachHasARow() {
    Set<ProxyTrouble> missing = EnumSet.complementOf(EnumSet.copyOf(OTHERS));
    rows().forEach(row -> missing.remove(row.trouble()));

    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isToldOfApiAndStream(Row row) throws Exception {
    try (FakeProxy proxy = new FakeProxy(row.script())) {
      boolean silent = row.trouble().name().contains("SILENT");
      expect(row, row.proxy() + "127.0.0.1:" + proxy.port(), TARGET, silent ? SHORT : LONG);
    }
  }

  @Test
  void oneThatIsNowhere() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    for (String scheme : List.of("http://", "https://", "socks5://")) {
      expect(
          row(CANNOT_REACH, scheme, NOTHING, "can't be reached: connection refused; give another"),
          scheme + "127.0.0.1:" + port,
          TARGET,
          LONG);
      expect(
          row(NO_SUCH_HOST, scheme, NOTHING, "(DNS); give another one"),
          scheme + "no-such-proxy.invalid:81",
          TARGET,
          LONG);
    }
  }

  @Test
  void oneThatTakesNobody() throws Exception {
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()));
        waiting.add(channel);
      }
      expect(
          row(SILENT_TO_CONNECT, "socks5://", NOTHING, "the request to connect; is it up"),
          "socks5://127.0.0.1:" + full.getLocalPort(),
          TARGET,
          SHORT);
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  @Test
  void oneWhoseCertificateIsNotBelieved() throws Exception {
    ServerSocket door =
        Certificates.in(folder).server("unknown").getServerSocketFactory().createServerSocket();
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    try (FakeProxy proxy = new FakeProxy(door, http("").andHangs())) {
      expect(
          row(TLS_FAILS, "https://", NOTHING, ": TLS failed: the certificate's issuer "),
          "https://127.0.0.1:" + proxy.port(),
          TARGET,
          LONG);
    }
  }

  @Test
  void aNameThatOnlyTheProxyMayKnow() throws Exception {
    try (FakeProxy proxy = new FakeProxy(GREETS)) {
      StreamFailure told =
          expect(
              row(NAME_UNKNOWN_HERE, "socks5://", NOTHING, "socks5h:// in place of socks5://"),
              "socks5://127.0.0.1:" + proxy.port(),
              "no-such-host.invalid:9",
              LONG);

      assertThat(told.text()).contains("no such host 'no-such-host.invalid' (DNS)");
    }
  }

  private static StreamFailure expect(Row row, String proxy, String target, Duration patience)
      throws IOException, InterruptedException, GeneralSecurityException {
    ProxyAddress address = ProxyAddress.parse("--proxy", proxy);
    ProxyRules rules =
        new ProxyRules(
            Optional.of(address),
            Optional.of(address),
            ProxyExceptions.parse(""),
            true,
            Trust.ofThisJvm());
    CompletableFuture<StreamFailure> stream =
        CompletableFuture.supplyAsync(() -> stream("ws://" + target, rules, patience));
    StreamFailure api = api("https://" + target, rules, patience);
    StreamFailure ofStream = stream.join();

    for (StreamFailure told : List.of(api, ofStream)) {
      assertThat(told.text())
          .contains(address.toString(), row.words())
          .doesNotContain("bob", "pw@");
      assertThat(told.kind()).isEqualTo(row.trouble().with(address).kind());
    }
    assertThat(afterUrl(ofStream.text())).isEqualTo(afterUrl(api.text()));
    return api;
  }

  private static String afterUrl(String text) {
    return text.substring(text.indexOf(": ") + 2);
  }

  private static StreamFailure api(String url, ProxyRules rules, Duration patience) {
    try (HttpWorkerDirectory directory =
        new HttpWorkerDirectory(
            ApiAddress.parse(url),
            new HttpSettings(patience, patience.multipliedBy(3), 1 << 20),
            Credentials.NONE,
            Trust.ofThisJvm(),
            rules)) {
      directory.list();
      throw new AssertionError("the API was reached");
    } catch (DirectoryException e) {
      return e.failure();
    }
  }

  private static StreamFailure stream(String url, ProxyRules rules, Duration patience) {
    CompletableFuture<StreamFailure> ended = new CompletableFuture<>();
    try (TimerThread timer = new TimerThread();
        TyrusConnector connector =
            new TyrusConnector(
                new ConnectorSettings(patience, 1 << 20, 2),
                Credentials.NONE,
                timer,
                Trust.ofThisJvm(),
                rules,
                WallClock.system())) {
      connector.dial(
          Upgrade.to(URI.create(url)),
          event -> {
            if (event instanceof WireEvent.Ended end) {
              ended.complete(end.end().failure());
            }
          });
      return ended.orTimeout(60, TimeUnit.SECONDS).join();
    }
  }
}
