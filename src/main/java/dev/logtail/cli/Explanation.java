package dev.logtail.cli;

import dev.logtail.config.AlertSetting;
import dev.logtail.config.ContextSettings;
import dev.logtail.config.HighlightSetting;
import dev.logtail.config.Masked;
import dev.logtail.config.OptionSetting;
import dev.logtail.config.ThemeSettings;
import dev.logtail.config.Word;
import dev.logtail.view.style.Themes;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which value each setting has, and where it comes from. No row holds a secret.
 *
 * @param choice which context was asked for
 * @param typed what was typed, by long names without dashes
 * @param root the model of the whole program
 */
record Explanation(
    Environment environment,
    Defaults defaults,
    ConfigChoice choice,
    Map<String, String> typed,
    CommandSpec root) {
  /** Where a value can come from, in the order in which one goes before the other. */
  enum Source {
    OPTION,
    ENVIRONMENT,
    CONTEXT,
    DEFAULTS,
    FILE,
    BUILT_IN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A setting.
   *
   * @param where the place in words
   */
  record Row(String name, String value, Source source, String where) {
    private Row unused(String because) {
      return new Row(name, value, source, where + "; not used, " + because + " goes before it");
    }
  }

  private static final String NOTHING = "-";

  /** All settings: first those that somebody has set. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    names().forEach(name -> rows.add(row(name)));
    rows.addAll(sections());
    settleTokens(rows);
    rows.sort(Comparator.comparing(row -> row.source() == Source.BUILT_IN));
    rows.addAll(0, List.of(file(), context()));
    return rows;
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(ContextSettings.KEYS);
    names.add("theme");
    PresetNames.commands(root)
        .flatMap(command -> command.options().stream())
        .flatMap(option -> PresetNames.of(option).stream())
        .sorted()
        .forEach(names::add);
    return names;
  }

  private Row file() {
    Row row = row("config");
    String path = defaults.file().map(Path::toString).orElse(NOTHING);
    return row.source() == Source.BUILT_IN
        ? new Row(row.name(), path, Source.BUILT_IN, "the usual place")
        : row;
  }

  private Row context() {
    Optional<Word> current = defaults.settings().current();
    return choice.asked(environment).isEmpty() && current.isPresent()
        ? new Row("context", current.get().text(), Source.FILE, at(current.get().line()))
        : row("context");
  }

  private Row row(String name) {
    return ofOption(name)
        .or(() -> ofEnvironment(name))
        .or(() -> ofContext(name))
        .or(() -> ofDefaults(name))
        .or(() -> name.equals("theme") ? ofTheme() : Optional.empty())
        .orElseGet(() -> new Row(name, builtIn(name), Source.BUILT_IN, "built-in"));
  }

  private Optional<Row> ofOption(String name) {
    return Optional.ofNullable(typed.get(name))
        .map(value -> new Row(name, Masked.text(value), Source.OPTION, "--" + name));
  }

  private Optional<Row> ofEnvironment(String name) {
    return EnvironmentVariable.of(name).stream()
        .flatMap(
            variable ->
                variable
                    .in(environment)
                    .map(
                        v -> new Row(name, shown(variable, v), Source.ENVIRONMENT, variable.name()))
                    .stream())
        .findFirst();
  }

  private static String shown(EnvironmentVariable variable, String value) {
    return switch (variable) {
      case LOGTAIL_TOKEN -> Masked.HIDDEN;
      case NO_COLOR -> ColorOptions.Color.NEVER.toString();
      case CLICOLOR_FORCE -> ColorOptions.Color.ALWAYS.toString();
      default -> Masked.text(value);
    };
  }

  private Optional<Row> ofContext(String name) {
    Optional<ContextSettings> context = defaults.context();
    return context
        .flatMap(there -> Optional.ofNullable(there.keys().get(name)))
        .map(
            word ->
                new Row(
                    name,
                    word.text(),
                    Source.CONTEXT,
                    "context " + context.get().name().text() + " (" + at(word.line()) + ")"));
  }

  private Optional<Row> ofDefaults(String name) {
    return defaults.settings().defaults().stream()
        .filter(setting -> setting.name().equals(name))
        .map(this::ofDefaults)
        .findFirst();
  }

  private Row ofDefaults(OptionSetting setting) {
    String value = setting.values().stream().map(Masked::text).collect(Collectors.joining(", "));
    return new Row(setting.name(), value, Source.DEFAULTS, "defaults (" + at(setting.line()) + ")");
  }

  private Optional<Row> ofTheme() {
    return defaults
        .settings()
        .theme()
        .base()
        .map(base -> new Row("theme", base.text(), Source.FILE, at(base.line())));
  }

  /** What stands in sections of their own. */
  private List<Row> sections() {
    List<Row> rows = new ArrayList<>();
    for (ThemeSettings.Entry style : defaults.settings().theme().styles()) {
      rows.add(inFile("theme " + style.key().text(), style.style(), style.key().line()));
    }
    for (HighlightSetting highlight : defaults.highlights()) {
      String style = highlight.style().map(words -> " in " + words).orElse("");
      rows.add(inFile("highlight", Masked.text(highlight.match()) + style, highlight.line()));
    }
    for (AlertSetting alert : defaults.alerts()) {
      String does = alert.actions().stream().map(Masked::text).collect(Collectors.joining(", "));
      rows.add(inFile("alert", alert.when() + ": " + does, alert.line()));
    }
    return rows;
  }

  private Row inFile(String name, String value, int line) {
    return new Row(name, value, Source.FILE, at(line));
  }

  private String at(int line) {
    return defaults.file().map(Path::toString).orElse(NOTHING) + ":" + line;
  }

  /** A token can come from two settings, and one of them goes before the other. */
  private static void settleTokens(List<Row> rows) {
    Map<String, Row> set = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.source() != Source.BUILT_IN)
        .forEach(row -> set.putIfAbsent(row.name(), row));
    Optional<Row> token = Optional.ofNullable(set.get("token"));
    Optional<Row> file = Optional.ofNullable(set.get("token-file"));
    if (token.isPresent() && file.isPresent()) {
      boolean tokenWins = token.get().source() == Source.ENVIRONMENT;
      Row unused = tokenWins ? file.get() : token.get();
      Row used = tokenWins ? token.get() : file.get();
      rows.replaceAll(row -> row.equals(unused) ? row.unused(used.where()) : row);
    }
  }

  private String builtIn(String name) {
    return switch (name) {
      case "api" -> Defaults.LOCAL_API;
      case "server-tz", "tz" -> ZoneId.systemDefault().toString();
      case "theme" -> Themes.AUTO;
      default -> ofOptions(name);
    };
  }

  /** One value, or one a command where they differ. */
  private String ofOptions(String name) {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    PresetNames.commands(root)
        .forEach(
            command ->
                options(command, name)
                    .forEach(
                        option ->
                            commands
                                .computeIfAbsent(standard(option), unused -> new ArrayList<>())
                                .add(command.name())));
    return commands.size() == 1
        ? commands.keySet().iterator().next()
        : commands.isEmpty()
            ? NOTHING
            : commands.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
  }

  private static Stream<OptionSpec> options(CommandSpec command, String name) {
    return command.options().stream()
        .filter(option -> PresetNames.of(option).filter(name::equals).isPresent());
  }

  private static String standard(OptionSpec option) {
    boolean isFlag = option.type() == boolean.class;
    return Optional.ofNullable(option.defaultValue()).orElse(isFlag ? "false" : NOTHING);
  }
}
