package dev.logtail.cli;

import dev.logtail.config.Problem;
import dev.logtail.config.ThemeSettings;
import dev.logtail.config.Word;
import dev.logtail.model.Spelling;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyleWords;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Themes;
import dev.logtail.view.style.Themes.Ground;
import dev.logtail.view.terminal.ColorDepth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The theme that was asked for: option before environment before configuration, the configuration's
 * own styles on top of each.
 *
 * @param name one of {@link Themes#NAMES}
 * @param own the configuration's styles, by their names in {@link Theme#PART_NAMES}
 * @param light whether the environment says that the terminal's background is light
 */
record ThemeChoice(String name, Map<String, Style> own, boolean light) {
  private static final Map<String, String> OTHER_NAMES =
      Map.of("WARN", "WARNING", "FATAL", "CRITICAL");

  /** What is wrong with a theme's words in the configuration. */
  static final class WrongWord extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final String what;

    private WrongWord(Word at, String what) {
      super(new Problem(at.line(), what).toString());
      this.line = at.line();
      this.what = what;
    }

    Problem problem() {
      return new Problem(line, what);
    }
  }

  static ThemeChoice of(Environment environment, Optional<String> option, ThemeSettings configured)
      throws WrongWord {
    String base = Themes.AUTO;
    if (configured.base().isPresent()) {
      base = checked(configured.base().get());
    }
    String name =
        option
            .map(typed -> named("--theme", typed))
            .or(
                () ->
                    EnvironmentVariable.LOGTAIL_THEME
                        .in(environment)
                        .map(v -> named("LOGTAIL_THEME", v)))
            .orElse(base);
    boolean light = environment.variable("COLORFGBG").map(ThemeChoice::isLight).orElse(false);
    return new ThemeChoice(name, styles(configured), light);
  }

  private static String checked(Word base) throws WrongWord {
    return known(base.text())
        .orElseThrow(
            () ->
                new WrongWord(
                    base,
                    "unknown theme '"
                        + base.text()
                        + "'"
                        + Spelling.hint(base.text(), Themes.NAMES)));
  }

  private static String named(String where, String typed) {
    return known(typed)
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.USAGE,
                    where
                        + ": unknown theme '"
                        + typed
                        + "'"
                        + Spelling.hint(typed, Themes.NAMES)));
  }

  private static Optional<String> known(String name) {
    return Optional.of(name.toLowerCase(Locale.ROOT)).filter(Themes.NAMES::contains);
  }

  private static Map<String, Style> styles(ThemeSettings configured) throws WrongWord {
    Map<String, Style> styles = new HashMap<>();
    for (ThemeSettings.Entry entry : configured.styles()) {
      String part = part(entry.key());
      try {
        styles.put(part, StyleWords.parse(entry.style()));
      } catch (IllegalArgumentException e) {
        throw new WrongWord(entry.key(), "theme: " + entry.key().text() + ": " + e.getMessage());
      }
    }
    return styles;
  }

  private static String part(Word key) throws WrongWord {
    String typed = key.text().replace('_', '-');
    String level = typed.toUpperCase(Locale.ROOT);
    String wanted = OTHER_NAMES.getOrDefault(level, typed);
    Optional<String> part =
        Theme.PART_NAMES.stream().filter(name -> name.equalsIgnoreCase(wanted)).findFirst();
    List<String> known = new ArrayList<>(Theme.PART_NAMES);
    known.add("base");
    return part.orElseThrow(
        () ->
            new WrongWord(
                key, "unknown key '" + key.text() + "' in theme" + Spelling.hint(typed, known)));
  }

  /** {@code FOREGROUND;BACKGROUND}, as some terminals tell it: 7 and the bright ones are light. */
  private static boolean isLight(String colors) {
    String background = colors.substring(colors.lastIndexOf(';') + 1);
    return background.matches("7|9|1[0-5]");
  }

  /** The themes to choose from with so many colours. */
  Themes themes(ColorDepth depth) {
    return new Themes(
        own,
        switch (depth) {
          case NONE -> Ground.COLORLESS;
          case BASIC -> Ground.BASIC;
          case INDEXED, TRUE_COLOR -> light ? Ground.LIGHT : Ground.DARK;
        });
  }

  Theme theme(ColorDepth depth) {
    return themes(depth).named(name);
  }
}
