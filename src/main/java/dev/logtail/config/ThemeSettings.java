package dev.logtail.config;

import java.util.List;
import java.util.Optional;

/**
 * What the configuration says about colours, as written: what the words mean is for the views.
 *
 * @param base the name of a theme
 * @param styles what is to look otherwise
 */
public record ThemeSettings(Optional<Word> base, List<Entry> styles) {
  public static final ThemeSettings NONE = new ThemeSettings(Optional.empty(), List.of());

  /** A style for a level or a part. */
  public record Entry(Word key, String style) {}

  public ThemeSettings {
    styles = List.copyOf(styles);
  }
}
