package dev.logtail.view.style;

import dev.logtail.model.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The themes that can be had by name on this terminal: those that are built in, with the user's own
 * styles on top. Where there are no colours every name stands for {@link Theme#monochrome()}, so
 * that levels still differ by their weight.
 *
 * @param own the user's styles by the names of {@link Theme#PART_NAMES}
 * @param ground what is known of the terminal, which decides what {@code auto} means
 */
public record Themes(Map<String, Style> own, Ground ground) {
  /** What a theme is drawn on. */
  public enum Ground {
    /** No colours. */
    COLORLESS,
    /** The terminal's own sixteen, whatever is behind them. */
    BASIC,
    DARK,
    LIGHT
  }

  public static final String AUTO = "auto";
  public static final List<String> NAMES = List.of(AUTO, "dark", "light", "basic", "mono");

  public Themes {
    own = Map.copyOf(own);
  }

  /** Nothing of the user's own. */
  public static Themes plain(Ground ground) {
    return new Themes(Map.of(), ground);
  }

  /**
   * The theme of that name.
   *
   * @throws IllegalArgumentException when there is none; the message names the nearest
   */
  public Theme named(String name) {
    Theme theme = builtIn(name.toLowerCase(Locale.ROOT));
    if (ground == Ground.COLORLESS) {
      theme = Theme.monochrome();
    }
    for (Map.Entry<String, Style> style : own.entrySet()) {
      theme = with(theme, style.getKey(), style.getValue());
    }
    return theme;
  }

  private Theme builtIn(String name) {
    return switch (name) {
      case AUTO -> automatic();
      case "dark" -> Theme.dark();
      case "light" -> Theme.light();
      case "basic" -> Theme.basic();
      case "mono" -> Theme.monochrome();
      default ->
          throw new IllegalArgumentException(
              "unknown theme '" + name + "'" + Spelling.hint(name, NAMES));
    };
  }

  private Theme automatic() {
    return switch (ground) {
      case COLORLESS -> Theme.monochrome();
      case BASIC -> Theme.basic();
      case DARK -> Theme.dark();
      case LIGHT -> Theme.light();
    };
  }

  /** Without colours a style of colours alone would hide what it is meant to show. */
  private Theme with(Theme theme, String part, Style style) {
    return ground == Ground.COLORLESS && style.attributes().isEmpty()
        ? theme
        : theme.with(part, style);
  }
}
