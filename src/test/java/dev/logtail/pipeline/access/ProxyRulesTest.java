package dev.logtail.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.ProxyAddress.Scheme;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy leads where, and what is no proxy. */
class ProxyRulesTest {
  private static final ProxyAddress PLAIN = ProxyAddress.parse("http_proxy", "plain:1");
  private static final ProxyAddress SECURE = ProxyAddress.parse("https_proxy", "secure:2");

  private static Optional<ProxyAddress> proxyFor(String url, String exceptions, boolean loopback) {
    return new ProxyRules(
            Optional.of(PLAIN),
            Optional.of(SECURE),
            ProxyExceptions.parse(exceptions),
            loopback,
            Trust.ofThisJvm())
        .proxyFor(URI.create(url));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example,plain:1",
    "ws://a.example/x,plain:1",
    "https://a.example,secure:2",
    "WSS://a.example,secure:2"
  })
  void theSchemeDecides(String url, String proxy) {
    assertThat(proxyFor(url, "", false)).hasToString("Optional[" + proxy + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://a.example            | *",
        "http://a.example            | b.example,A.EXAMPLE",
        "http://a.example            | b.example a.example",
        "http://a.example.           | a.example",
        "http://x.a.example:81       | a.example",
        "http://x.a.example          | .a.example",
        "http://x.a.example          | *.a.example",
        "http://a.example            | .a.example",
        "https://a.example           | a.example:443",
        "http://a.example:8080       | a.example:8080",
        "ws://10.1.2.3/x             | 10.0.0.0/8",
        "ws://10.1.2.3/x             | 10.1.2.3",
        "ws://10.1.2.3:9/x           | 10.1.2.3:9",
        "http://[fd00::1]:9          | fd00::/8",
        "http://[fd00::1]:9          | fd00:0:0::1",
        "http://[fd00::1]:9          | [fd00::1]:9"
      })
  void exceptionsAreReachedDirectly(String url, String exceptions) {
    assertThat(proxyFor(url, exceptions, true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://nota.example         | a.example",
        "http://example              | a.example",
        "http://a.example            | a.example:8080",
        "http://11.1.2.3             | 10.0.0.0/8",
        "http://10.1.2.3             | 10.1.2.128/25",
        "http://10.1.2.3             | 2.3",
        "http://10.1.2.3             | fd00::/8",
        "http://10.1.2.3             | 10.0.0.0/99",
        "http://name.example         | 10.0.0.0/8"
      })
  void othersAreNot(String url, String exceptions) {
    assertThat(proxyFor(url, exceptions, true)).contains(PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:5000", "http://127.9.9.9", "ws://[::1]:7"})
  void thisMachineIsAskedOfNoProxyUnlessItWasNamed(String url) {
    assertThat(proxyFor(url, "", false)).isEmpty();
    assertThat(proxyFor(url, "", true)).contains(PLAIN);
    assertThat(proxyFor(url, "localhost,127.0.0.0/8,::1", true)).isEmpty();
  }

  @Test
  void readsAddresses() {
    assertThat(ProxyAddress.parse("p", "proxy.example:3128")).hasToString("proxy.example:3128");
    assertThat(ProxyAddress.parse("p", "http://proxy.example/").port()).isEqualTo(1080);
    assertThat(ProxyAddress.parse("p", "http://[::1]:9"))
        .isEqualTo(new ProxyAddress(Scheme.HTTP, "::1", 9, Optional.empty()))
        .hasToString("[::1]:9");
    ProxyAddress withUser = ProxyAddress.parse("p", "http://bob:p%40s+%E5%A5%87@h:1");
    assertThat(withUser.user()).contains(new Secret("bob:p@s+奇"));
    assertThat(withUser.toString()).isEqualTo("h:1");
    assertThat(withUser.authorization().orElseThrow().reveal()).isEqualTo("Basic Ym9iOnBAcyvlpYc=");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://h,HTTPS,https://h:443",
    "https://bob:pw@[::1]:8443,HTTPS,https://[::1]:8443",
    "socks5://h,SOCKS5,socks5://h:1080",
    "socks5h://bob@h:9,SOCKS5H,socks5h://h:9",
    "h,HTTP,h:1080"
  })
  void knowsWhatIsSpokenThere(String typed, Scheme scheme, String shown) {
    ProxyAddress proxy = ProxyAddress.parse("p", typed);

    assertThat(proxy.scheme()).isEqualTo(scheme);
    assertThat(proxy).hasToString(shown);
  }

  @Test
  void socksTakesNoLongerWordsThanItCanCount() {
    String most = "n".repeat(255);
    assertThat(ProxyAddress.parse("p", "socks5://" + most + ":" + most + "@h").user()).isPresent();
    assertThat(ProxyAddress.parse("p", "https://" + most + "n:pw@h").user()).isPresent();
    for (String user : List.of(most + "n:pw", "bob:" + most + "n")) {
      assertThatThrownBy(() -> ProxyAddress.parse("p", "socks5h://" + user + "@h"))
          .hasMessage("p: a SOCKS5 proxy takes at most 255 bytes of name and of password");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "socks://secret:pw@h:1,a proxy of the kind 'socks' can't be used; did you mean socks5?",
    "sokcs5h://h:1,a proxy of the kind 'sokcs5h' can't be used; did you mean socks5h?",
    "htps://h:1,did you mean http",
    "ftp://h:1,'; known are http, https, socks5, socks5h'",
    "http://secret:pw@:1,names no proxy: write http://HOST:PORT",
    "http://secret:p w@h,names no proxy",
    "h:99999,names no proxy",
    "http://,names no proxy"
  })
  void saysWhatIsNoProxyAndRepeatsNoSecret(String typed, String words) {
    assertThatThrownBy(() -> ProxyAddress.parse("--proxy", typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--proxy")
        .hasMessageContaining(words)
        .hasMessageNotContaining("secret");
  }
}
