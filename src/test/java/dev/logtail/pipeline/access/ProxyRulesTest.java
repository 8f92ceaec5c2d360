package dev.logtail.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Secret;
import java.net.URI;
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
            Optional.of(PLAIN), Optional.of(SECURE), ProxyExceptions.parse(exceptions), loopback)
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
        .isEqualTo(new ProxyAddress("::1", 9, Optional.empty()))
        .hasToString("[::1]:9");
    ProxyAddress withUser = ProxyAddress.parse("p", "http://bob:p%40s+%E5%A5%87@h:1");
    assertThat(withUser.user()).contains(new Secret("bob:p@s+奇"));
    assertThat(withUser.toString()).isEqualTo("h:1");
    assertThat(withUser.authorization().orElseThrow().reveal()).isEqualTo("Basic Ym9iOnBAcyvlpYc=");
  }

  @ParameterizedTest
  @CsvSource({
    "socks5://h:1,a proxy of the kind 'socks5' can't be used",
    "https://h:1,a proxy of the kind 'https' can't be used",
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
