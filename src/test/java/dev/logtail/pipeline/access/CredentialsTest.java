package dev.logtail.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.pipeline.access.Credentials.Header;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  @ParameterizedTest
  @CsvSource({
    "https://trade.example/root, wss://trade.example/ws/1,     true",
    "https://trade.example,      https://TRADE.example.:443/x, true",
    "http://trade.example,       ws://trade.example:80/,       true",
    "https://trade.example,      ws://trade.example:443/,      false",
    "https://trade.example,      wss://trade.example:8443/,    false",
    "https://trade.example,      wss://evil.example/,          false",
    "http://localhost:5000,      ws://127.0.0.1:54321,         true",
    "http://localhost:5000,      ws://10.0.0.7:5000,           false",
    "http://localhost:5000,      wss://localhost:54321,        true",
  })
  void areSentToTheApisOriginOnly(URI api, URI url, boolean sent) {
    Credentials credentials = Credentials.of(api, List.of(new Header("Authorization", "Bearer t")));

    assertThat(credentials.headersFor(url).isEmpty()).isNotEqualTo(sent);
    assertThat(Credentials.NONE.headersFor(url)).isEmpty();
  }

  @Test
  void keepRepeatedHeadersAndShowNoSecret() {
    Credentials credentials =
        Credentials.of(
            URI.create("http://h"), List.of(new Header("X-A", "secret1"), new Header("X-A", "b")));

    assertThat(credentials.headersFor(URI.create("ws://h")))
        .containsEntry("X-A", List.of("secret1", "b"));
    assertThat(credentials.toString()).contains("X-A").doesNotContain("secret1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX: y", "ü", "a\u0000"})
  void refuseValuesThatCouldBreakOutOfTheirLine(String value) {
    assertThatThrownBy(() -> new Header("X-A", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(value);
    assertThatThrownBy(() -> new Header(value, "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refuseEndlessValues() {
    assertThatThrownBy(() -> new Header("X-A", "a".repeat(9000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 KiB");
  }
}
