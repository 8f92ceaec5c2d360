package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Level;
import dev.logtail.model.Severity;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.style.Themes.Ground;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThemeTest {
  @Test
  void every_theme_tells_trouble_from_the_rest() {
    for (Theme theme : List.of(Theme.dark(), Theme.light(), Theme.basic(), Theme.monochrome())) {
      Style plain = theme.of(Severity.INFO);
      assertThat(theme.of(Severity.ERROR)).isNotEqualTo(plain);
      assertThat(theme.of(Severity.CRITICAL)).isNotEqualTo(theme.of(Severity.ERROR));
      assertThat(theme.of(Part.MATCH)).isNotEqualTo(theme.of(Part.CURRENT_MATCH));
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
  void every_level_differs_from_every_other_without_colour() {
    Theme theme = Theme.monochrome();
    Set<String> looks = new HashSet<>();
    for (Severity severity : EnumSet.range(Severity.TRACE, Severity.CRITICAL)) {
      String word = LevelLabel.padded(Level.of(severity.name()));
      assertThat(looks.add(word + theme.of(severity))).as(word).isTrue();
    }
    assertThat(
            Set.of(
                theme.of(Severity.DEBUG),
                theme.of(Severity.INFO),
                theme.of(Severity.WARNING),
                theme.of(Severity.ERROR),
                theme.of(Severity.CRITICAL)))
        .as("weights alone")
        .hasSize(5);
  }

  @Test
  void inks_are_readable_on_their_background() {
    expectReadable(Theme.dark(), 0x000000);
    expectReadable(Theme.light(), 0xFFFFFF);
  }

  private static void expectReadable(Theme theme, int background) {
    List<Ink> inks = new ArrayList<>(theme.workers());
    theme.levels().values().forEach(style -> inks.add(style.foreground()));
    for (Part part : List.of(Part.TROUBLE, Part.MARK, Part.FOCUS, Part.TITLE)) {
      inks.add(theme.of(part).foreground());
    }
    for (Ink ink : inks) {
      assertThat(ink).isInstanceOf(Ink.Indexed.class);
      int index = ((Ink.Indexed) ink).index();
      assertThat(index).as("looks the same on every terminal").isGreaterThanOrEqualTo(16);
      assertThat(contrast(ColorTable.rgbOf(index), background)).as("%d", index).isGreaterThan(3);
    }
    for (Part part : List.of(Part.MATCH, Part.CURRENT_MATCH)) {
      Style style = theme.of(part);
      int letters = ColorTable.rgbOf(((Ink.Indexed) style.foreground()).index());
      int behind = ColorTable.rgbOf(((Ink.Indexed) style.background()).index());
      assertThat(contrast(letters, behind)).as("%s", part).isGreaterThan(4.5);
    }
  }

  /** The ratio of WCAG 2. */
  private static double contrast(int one, int other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xFF)
        + 0.7152 * linear(rgb >> 8 & 0xFF)
        + 0.0722 * linear(rgb & 0xFF);
  }

  private static double linear(int channel) {
    double part = channel / 255.0;
    return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  @Test
  void levels_and_parts_can_be_restyled_by_name() {
    Style style = StyleWords.parse("italic #102030");
    for (String name : Theme.PART_NAMES) {
      Theme changed = Theme.dark().with(name, style);
      long levels = changed.levels().values().stream().filter(style::equals).count();
      long parts = changed.parts().values().stream().filter(style::equals).count();
      assertThat(levels + parts).as(name).isEqualTo(1);
    }
    assertThat(Theme.PART_NAMES).doesNotHaveDuplicates().contains("ERROR", "current-match");
    assertThat(Theme.PART_NAMES.stream().map(String::toLowerCase)).doesNotHaveDuplicates();
  }

  @Test
  void themes_are_found_by_name() {
    Themes themes = new Themes(Map.of("ERROR", StyleWords.parse("blue")), Ground.LIGHT);
    assertThat(themes.named("auto").workers()).isEqualTo(Theme.light().workers());
    assertThat(themes.named("Dark").of(Severity.INFO)).isEqualTo(Theme.dark().of(Severity.INFO));
    for (String name : Themes.NAMES) {
      assertThat(themes.named(name).of(Severity.ERROR)).isEqualTo(StyleWords.parse("blue"));
    }
    assertThat(Themes.plain(Ground.BASIC).named("auto")).isEqualTo(Theme.basic());
    assertThat(Themes.plain(Ground.DARK).named("mono")).isEqualTo(Theme.monochrome());
    assertThatThrownBy(() -> themes.named("drak"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown theme 'drak'; did you mean dark?");
  }

  @Test
  void without_colours_every_theme_is_one_of_weights() {
    Map<String, Style> own =
        Map.of("ERROR", StyleWords.parse("blue"), "INFO", StyleWords.parse("italic green"));
    Themes themes = new Themes(own, Ground.COLORLESS);
    for (String name : Themes.NAMES) {
      Theme theme = themes.named(name);
      assertThat(theme.of(Severity.ERROR)).isEqualTo(Theme.monochrome().of(Severity.ERROR));
      assertThat(theme.of(Severity.INFO).attributes()).containsExactly(Style.Attribute.ITALIC);
    }
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
