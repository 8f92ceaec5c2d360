package dev.logtail.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static final String CANARY = "k?n/A r+Y-4711-ünsafe";

  private final Redaction redaction = new Redaction();

  @Test
  void hidesASecretAsItIsAndEncoded() {
    redaction.hide(new Secret(CANARY));
    byte[] bytes = CANARY.getBytes(StandardCharsets.UTF_8);
    String url = URLEncoder.encode(CANARY, StandardCharsets.UTF_8);
    String text =
        String.join(
            " | ",
            CANARY,
            "x" + CANARY + "y",
            Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            url,
            url.replace("+", "%20"));

    assertThat(redaction.of(text).replaceAll("[ |=xy]|\\*\\*\\*\\*", "")).isEmpty();
  }

  @Test
  void hidesTheLongerOneFirst() {
    redaction.hide(new Secret("secret-part-of"));
    redaction.hide(new Secret("bob:secret-part-of"));

    assertThat(redaction.of("got bob:secret-part-of!")).isEqualTo("got ****!");
  }

  /** Else the text would tell what the secret is. */
  @Test
  void aShortSecretIsHiddenAsAWordOnly() {
    redaction.hide(new Secret("passw"));

    assertThat(redaction.of("wrong password 'passw'")).isEqualTo("wrong password '****'");
  }

  @ParameterizedTest
  @CsvSource({
    "ws://h/x?token=abc&n=1,              ws://h/x?token=****&n=1",
    "ws://h/x?n=1&ACCESS_TOKEN=a%20b#f,   ws://h/x?n=1&ACCESS_TOKEN=****#f",
    "'see ws://h/?sig=a, or ?jwt=b.c.d ', 'see ws://h/?sig=****, or ?jwt=**** '",
    "ws://h/?password=x&key=y&auth=z,     ws://h/?password=****&key=****&auth=****",
    "ws://h/?api_key=x,                   ws://h/?api_key=****",
    "'ws://h/?token=a.b: no, ws://h/?key=c)', 'ws://h/?token=****: no, ws://h/?key=****)'",
    "'ws://h/?token=****: no',            'ws://h/?token=****: no'",
    "ws://h/?monkey_business=x,           ws://h/?monkey_business=x",
    "ws://h/token=abc,                    ws://h/token=abc",
  })
  void hidesWhatAUrlsQueryCallsASecret(String text, String shown) {
    assertThat(redaction.of(text)).isEqualTo(shown);
  }

  @Test
  void aSecretItselfShowsNothing() {
    assertThat(new Secret(CANARY)).hasToString("****");
  }
}
