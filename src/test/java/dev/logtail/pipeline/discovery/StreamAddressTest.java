package dev.logtail.pipeline.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamAddressTest {
  @ParameterizedTest
  @CsvSource({
    "http://trade.example:5000,      ws://0.0.0.0:54321,          ws://trade.example:54321,     true",
    "https://trade.example/root,     ws://[::]:54321/x?a=b%20c,   ws://trade.example:54321/x?a=b%20c, true",
    "http://trade.example,           ws://localhost:54321,        ws://trade.example:54321,     true",
    "http://trade.example,           ws://127.0.0.1:54321,        ws://trade.example:54321,     true",
    "http://trade.example,           ws://2130706433:54321,       ws://trade.example:54321,     true",
    "http://trade.example,           ws://[::1]:54321,            ws://trade.example:54321,     true",
    "http://trade.example,           ws://LOCALHOST.:54321,       ws://trade.example:54321,     true",
    "http://localhost:5000,          ws://0.0.0.0:54321,          ws://localhost:54321,         true",
    "http://[::1]:5000,              ws://0.0.0.0:54321,          ws://[::1]:54321,             true",
    "http://127.0.0.1:5000,          ws://localhost:54321,        ws://localhost:54321,         false",
    "http://localhost:5000,          ws://10.0.0.7:9001,          ws://10.0.0.7:9001,           false",
    "http://trade.example,           ws://other.example:1,        ws://other.example:1,         false",
    "https://trade.example/root,     /ws/54321,                   wss://trade.example/ws/54321, false",
    "https://trade.example/root,     ws/54321,                    wss://trade.example/root/ws/54321, false",
    "http://trade.example:81/root/,  //other.example/ws,          ws://other.example/ws,        false",
    "http://trade.example,           HTTPS://trade.example/ws,    wss://trade.example/ws,       false",
    "http://trade.example,           WS://trade.example:80,       ws://trade.example:80,        false",
  })
  void resolvesWhatAnApiSends(String api, String sent, String url, boolean rewritten) {
    StreamAddress address = StreamAddress.resolve(ApiAddress.parse(api), sent, false);

    assertThat(address.url()).hasToString(url);
    assertThat(address.rewritten()).isEqualTo(rewritten);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://trade.example/",
        "ws://api@evil.example/",
        "ws://evil.example#@api",
        "ws://host:1/\u001b[2J",
        "ws://host:1/a b",
        "ws://ho st/",
        "ws://[::1",
        "ws://127.1:54321",
        "ws://169.254.169.254/latest",
        "ws://[fe80::1]:1",
        "ws://[fe80::1%25eth0]:1",
        "ws://[fe80::1%eth0]:1",
        "ws://2851995648:1",
        "ws://[::ffff:169.254.1.1]:1",
        "ws:opaque",
        "ws://a_b:1",
      })
  void refusesWhatMustNotBeDialled(String sent) {
    ApiAddress api = ApiAddress.parse("trade.example");

    assertThatThrownBy(() -> StreamAddress.resolve(api, sent, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("can't follow '");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:5000,                   http://localhost:5000",
    "http://localhost:5000/,           http://localhost:5000",
    "https://trade.example/api-root//, https://trade.example/api-root",
    "' http://[::1]:5000 ',            http://[::1]:5000",
  })
  void readsTheApiThatAUserTypes(String typed, String url) {
    assertThat(ApiAddress.parse(typed)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ws://h:1", "http://", "http://u:p@h", "http://h?x=1", "http://a b", "h:port"})
  void refusesWhatIsNoApi(String typed) {
    assertThatThrownBy(() -> ApiAddress.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("can't use '")
        .hasMessageNotContaining("u:p");
  }
}
