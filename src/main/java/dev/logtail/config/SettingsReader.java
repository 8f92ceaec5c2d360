package dev.logtail.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes settings of a configuration's text, and collects everything that is wrong with it. */
final class SettingsReader {
  private static final List<String> KEYS =
      List.of("current", "contexts", "defaults", "theme", "highlights", "alerts");
  private static final String BASE = "base";

  private final Section file;
  private final List<Problem> problems;

  private SettingsReader(Section file) {
    this.file = file;
    this.problems = file.problems();
  }

  static Settings read(YamlNode root, List<Problem> problems) {
    return new SettingsReader(Section.of(root, "the file", problems).allow(KEYS)).settings();
  }

  private Settings settings() {
    List<ContextSettings> contexts = contexts();
    return new Settings(current(contexts), contexts, defaults(), theme(), highlights(), alerts());
  }

  private Optional<Word> current(List<ContextSettings> contexts) {
    Optional<Word> current = file.word("current");
    List<String> names = contexts.stream().map(context -> context.name().text()).toList();
    if (current.isPresent() && !names.contains(current.get().text())) {
      problems.add(
          new Problem(
              current.get().line(),
              "current names the context '"
                  + current.get().text()
                  + "', which is not among the contexts"
                  + (names.isEmpty() ? "" : "; there are " + String.join(", ", names))));
      return Optional.empty();
    }
    return current;
  }

  private List<ContextSettings> contexts() {
    Optional<YamlNode> node = file.at("contexts");
    if (node.isEmpty()) {
      return List.of();
    }
    if (!node.get().isMapping()) {
      file.problem(node.get().line(), "contexts should be a list of 'name: {api: URL}' lines");
      return List.of();
    }
    Section.of(node.get(), "contexts", problems);
    return node.get().pairs().stream()
        .filter(pair -> !pair.key().text().isEmpty())
        .map(
            pair ->
                ContextReader.read(
                    new Word(pair.key().text(), pair.key().line()), pair.value(), problems))
        .toList();
  }

  private List<OptionSetting> defaults() {
    return file.at("defaults")
        .map(node -> Section.of(node, "defaults", problems))
        .map(
            section ->
                section.names().stream()
                    .filter(key -> section.at(key.text()).isPresent())
                    .map(
                        key -> new OptionSetting(key.text(), section.texts(key.text()), key.line()))
                    .toList())
        .orElse(List.of());
  }

  /** A name, or styles with the name of the theme that they change. */
  private ThemeSettings theme() {
    Optional<YamlNode> node = file.at("theme");
    if (node.isEmpty()) {
      return ThemeSettings.NONE;
    }
    if (node.get().isText()) {
      return new ThemeSettings(file.word("theme"), List.of());
    }
    if (!node.get().isMapping()) {
      file.problem(node.get().line(), "theme should be a name or a list of 'LEVEL: style' lines");
      return ThemeSettings.NONE;
    }
    Section theme = Section.of(node.get(), "theme", problems);
    List<ThemeSettings.Entry> styles = new ArrayList<>();
    for (Word key : theme.names()) {
      if (!key.text().equals(BASE)) {
        styles.add(new ThemeSettings.Entry(key, theme.text(key.text()).orElse("")));
      }
    }
    return new ThemeSettings(theme.word(BASE), styles);
  }

  private List<HighlightSetting> highlights() {
    List<HighlightSetting> highlights = new ArrayList<>();
    for (YamlNode node : elements("highlights", "{match: \"RE\", style: \"bold green\"}")) {
      Section highlight =
          Section.of(node, "an element of highlights", problems).allow(List.of("match", "style"));
      required(highlight, "match")
          .ifPresent(
              match ->
                  highlights.add(
                      new HighlightSetting(match.text(), highlight.text("style"), match.line())));
    }
    return highlights;
  }

  private List<AlertSetting> alerts() {
    List<AlertSetting> alerts = new ArrayList<>();
    for (YamlNode node : elements("alerts", "{when: \"level >= ERROR\", do: bell}")) {
      Section alert =
          Section.of(node, "an element of alerts", problems).allow(List.of("when", "do"));
      Optional<Word> when = required(alert, "when");
      int told = problems.size();
      List<String> actions = alert.texts("do");
      if (actions.isEmpty()) {
        missing(alert, "do", told);
      }
      if (when.isPresent() && !actions.isEmpty()) {
        alerts.add(new AlertSetting(when.get().text(), actions, when.get().line()));
      }
    }
    return alerts;
  }

  /**
   * The elements of a list.
   *
   * @param form what one looks like
   */
  private List<YamlNode> elements(String key, String form) {
    Optional<YamlNode> node = file.at(key);
    if (node.isPresent() && !node.get().isList()) {
      file.problem(node.get().line(), key + " should be a list like [" + form + "]");
    }
    return node.map(YamlNode::items).orElse(List.of());
  }

  private Optional<Word> required(Section section, String key) {
    int told = problems.size();
    Optional<Word> word = section.word(key);
    if (word.isEmpty()) {
      missing(section, key, told);
    }
    return word;
  }

  /**
   * Tells that a key is missing, unless it has been told what is wrong with it.
   *
   * @param told how many problems there were before it was looked at
   */
  private void missing(Section section, String key, int told) {
    if (section.node().isMapping() && problems.size() == told) {
      section.problem(section.node().line(), "'" + key + "' is missing in " + section.where());
    }
  }
}
