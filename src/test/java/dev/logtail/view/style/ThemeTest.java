package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Level;
import dev.logtail.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThemeTest {
  @Test
  void every_theme_tells_trouble_from_the_rest() {
    for (Theme theme : List.of(Theme.dark(), Theme.light(), Theme.basic(), Theme.monochrome())) {
      Style plain = theme.of(Severity.INFO);
      assertThat(theme.of(Severity.ERROR)).isNotEqualTo(plain);
      assertThat(theme.of(Severity.CRITICAL)).isNotEqualTo(theme.of(Severity.ERROR));
      assertThat(theme.of(Theme.Part.MATCH)).isNotEqualTo(theme.of(Theme.Part.CURRENT_MATCH));
      assertThat(theme.of(Severity.NONE)).isEqualTo(Style.PLAIN);
      assertThat(theme.workers()).doesNotHaveDuplicates();
    }
  }

  @Test
  void monochrome_knows_no_colour() {
    Theme theme = Theme.monochrome();
    assertThat(theme.workers()).isEmpty();
    assertThat(theme.levels().values()).allMatch(ThemeTest::isColourless);
    assertThat(theme.parts().values()).allMatch(ThemeTest::isColourless);
  }

  @Test
  void levels_fit_their_column() {
    assertThat(LevelLabel.padded(Level.of("WARNING"))).isEqualTo("WARN ");
    assertThat(LevelLabel.padded(Level.of("CRITICAL"))).isEqualTo("CRIT ");
    assertThat(LevelLabel.padded(Level.of("INFO"))).isEqualTo("INFO ");
    assertThat(LevelLabel.padded(Level.of("ERROR"))).isEqualTo("ERROR");
    assertThat(LevelLabel.padded(Level.of("warn"))).isEqualTo("warn ");
    assertThat(LevelLabel.padded(Level.of("INFORMATION"))).isEqualTo("INFORMAT");
    assertThat(LevelLabel.padded(Level.of("x\u001b[2J"))).isEqualTo("x␛[2J");
    assertThat(LevelLabel.padded(Level.NONE)).isEqualTo("     ");
  }

  private static boolean isColourless(Style style) {
    return style.foreground().equals(Ink.DEFAULT) && style.background().equals(Ink.DEFAULT);
  }
}
