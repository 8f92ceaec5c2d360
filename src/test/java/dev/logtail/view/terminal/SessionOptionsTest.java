package dev.logtail.view.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SessionOptionsTest {
  @Test
  void every_mode_that_is_switched_on_is_switched_off() {
    for (boolean mouse : List.of(true, false)) {
      SessionOptions options = SessionOptions.of(Map.of(), mouse);
      assertThat(modes(options.leave(), true))
          .containsExactlyInAnyOrderElementsOf(modes(options.enter(), false));
      assertThat(modes(options.leave(), false))
          .containsExactlyInAnyOrderElementsOf(modes(options.enter(), true));
    }
  }

  @Test
  void the_mouse_is_left_alone_unless_asked_for() {
    assertThat(SessionOptions.of(Map.of(), false).enter()).doesNotContain("?100");
    assertThat(SessionOptions.of(Map.of(), true).enter()).contains("?1000h", "?1006h");
  }

  private static List<String> modes(String sequences, boolean on) {
    return Pattern.compile("\\[\\?(\\d+)" + (on ? "h" : "l"))
        .matcher(sequences)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
