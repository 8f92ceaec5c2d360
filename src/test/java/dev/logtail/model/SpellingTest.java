package dev.logtail.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> KNOWN = List.of("dark", "light", "current-match");

  @Test
  void slips_are_forgiven() {
    assertThat(Spelling.nearest("drak", KNOWN)).hasValue("dark");
    assertThat(Spelling.nearest("LIGHTS", KNOWN)).hasValue("light");
    assertThat(Spelling.nearest("curent match", KNOWN)).hasValue("current-match");
    assertThat(Spelling.nearest("solarized", KNOWN)).isEmpty();
    assertThat(Spelling.hint("x", KNOWN)).isEqualTo("; known are dark, light, current-match");
  }

  @Test
  void edits_are_counted_one_by_one() {
    assertThat(Spelling.edits("", "abc")).isEqualTo(3);
    assertThat(Spelling.edits("abc", "abd")).isEqualTo(1);
    assertThat(Spelling.edits("abc", "acb")).isEqualTo(1);
    assertThat(Spelling.edits("kitten", "sitting")).isEqualTo(3);
  }
}
