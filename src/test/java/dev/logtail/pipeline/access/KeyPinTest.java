package dev.logtail.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms that a pin is written in. */
class KeyPinTest {
  private static final String BASE64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha256//" + BASE64,
        BASE64,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "E3:B0:C4:42:98:FC:1C:14:9A:FB:F4:C8:99:6F:B9:24:27:AE:41:E4:64:9B:93:4C:A4:95:99:1B:78:52:B8:55"
      })
  void areOneAndTheSame(String typed) {
    assertThat(KeyPin.parse(typed)).hasToString("[sha256//" + BASE64 + "]");
  }

  @Test
  void manyStandInOneWord() {
    List<KeyPin> pins = KeyPin.parse("sha256//" + BASE64 + "; sha256//" + BASE64.replace('4', '5'));

    assertThat(pins).hasSize(2).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256//", "abc", "sha1//" + BASE64, "e3b0c442", "/etc/key.pem"})
  void whatIsNoneSaysHowToWriteOne(String typed) {
    assertThatThrownBy(() -> KeyPin.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("--pin-sha256", typed, "sha256//BASE64");
  }
}
