package dev.logtail.config;

import java.util.List;
import java.util.Optional;

/**
 * What the configuration file says, checked as far as its shape goes. Empty where it says nothing.
 *
 * @param current which context holds where none is asked for; one of {@code contexts}
 * @param defaults what holds where neither option, environment nor context says anything
 */
public record Settings(
    Optional<Word> current,
    List<ContextSettings> contexts,
    List<OptionSetting> defaults,
    ThemeSettings theme,
    List<HighlightSetting> highlights,
    List<AlertSetting> alerts) {
  public static final Settings NONE =
      new Settings(
          Optional.empty(), List.of(), List.of(), ThemeSettings.NONE, List.of(), List.of());

  public Settings {
    contexts = List.copyOf(contexts);
    defaults = List.copyOf(defaults);
    highlights = List.copyOf(highlights);
    alerts = List.copyOf(alerts);
  }

  /** The context of that name; empty when there is none. */
  public Optional<ContextSettings> context(String name) {
    return contexts.stream().filter(context -> context.name().text().equals(name)).findFirst();
  }

  /** The names of all contexts, as they stand in the file. */
  public List<String> contextNames() {
    return contexts.stream().map(context -> context.name().text()).toList();
  }
}
