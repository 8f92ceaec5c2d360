package dev.logtail.pipeline.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyExceptions;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the bridge lets over, and what it makes of requests. */
class ProxyBridgeTest {
  private static final URI URL = URI.create("http://api.example:81/api");

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private FakeProxy proxy;
  private ProxyBridge bridge;

  @BeforeEach
  void start() throws IOException {
    proxy = new FakeProxy(this::leadAndAnswer);
    Optional<ProxyAddress> address =
        Optional.of(ProxyAddress.parse("--proxy", "socks5h://127.0.0.1:" + proxy.port()));
    bridge =
        new ProxyBridge(
            new ProxyRules(
                address, address, ProxyExceptions.parse("direct.example"), true, Trust.ofThisJvm()),
            Duration.ofSeconds(30));
  }

  private void leadAndAnswer(InputStream in, OutputStream out) throws IOException {
    in.readNBytes(3);
    out.write(new byte[] {5, 0});
    byte[] asked = in.readNBytes(4 + 1 + "api.example".length() + 2);
    seen.add(new String(asked, 5, "api.example".length(), ISO_8859_1) + ":" + asked[17]);
    out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    seen.add(head.toString());
    out.write("HTTP/1.1 204 Fine\r\n\r\n".getBytes(ISO_8859_1));
  }

  @AfterEach
  void stop() throws IOException {
    bridge.close();
    proxy.close();
  }

  private InetSocketAddress entrance() {
    Proxy way = bridge.choice().select(URL).get(0);
    return (InetSocketAddress) way.address();
  }

  private String ask(String request, String pass) throws IOException {
    try (Socket socket = new Socket(entrance().getAddress(), entrance().getPort())) {
      String head = request + "\r\nProxy-Authorization: " + pass + "\r\nX-Mine: 1\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void standsOnLoopbackAndOnlyWhereAProxyIsNeeded() {
    assertThat(bridge.choice().select(URI.create("http://direct.example")))
        .containsExactly(Proxy.NO_PROXY);
    assertThat(bridge.passFor(URI.create("http://direct.example")).authorization()).isEmpty();
    assertThat(entrance().getAddress().isLoopbackAddress()).isTrue();
  }

  @Test
  void takesNobodyWithoutAPassThatHolds() throws IOException {
    String old;
    try (ProxyPass pass = bridge.passFor(URL)) {
      old = pass.authorization().map(Secret::reveal).orElseThrow();
    }
    for (String shown : List.of("", "Bearer x", "Basic Ym9iOnB3", old)) {
      assertThat(ask("GET http://api.example:81/api HTTP/1.1", shown)).startsWith("HTTP/1.1 407 ");
    }
    assertThat(seen).isEmpty();
  }

  /** The request is led where its pass says, whatever it says itself. */
  @Test
  void leadsARequestAsTheServerWantsIt() throws IOException {
    for (String target : List.of("/api?x=http://y", "?x", "")) {
      seen.clear();
      try (ProxyPass pass = bridge.passFor(URL)) {
        String words = pass.authorization().map(Secret::reveal).orElseThrow();
        assertThat(ask("GET http://other.example" + target + " HTTP/1.1", words))
            .isEqualTo("HTTP/1.1 204 Fine\r\n\r\n");
      }
      assertThat(seen.get(0)).isEqualTo("api.example:81");
      assertThat(seen.get(1))
          .startsWith("GET " + (target.startsWith("/") ? "" : "/") + target + " HTTP/1.1\r\n")
          .contains("X-Mine: 1\r\n", "Connection: close\r\n")
          .doesNotContain("Proxy-Authorization", "Bearer");
    }
  }

  @Test
  void nothingGoesOverOneThatIsClosed() throws IOException {
    InetSocketAddress before = entrance();
    bridge.close();

    try (Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(before)).isInstanceOf(ConnectException.class);
    }
  }
}
