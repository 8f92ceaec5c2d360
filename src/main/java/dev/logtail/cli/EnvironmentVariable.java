package dev.logtail.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that the program looks at: one table for what explains them and for
 * what decides by them. Where one stands for an option it goes before the configuration, and the
 * option goes before it.
 */
enum EnvironmentVariable {
  LOGTAIL_API("api", "Base URL of the REST API."),
  LOGTAIL_CONFIG("config", "The configuration file."),
  LOGTAIL_CONTEXT("context", "Which of the configuration's contexts holds."),
  LOGTAIL_TOKEN("token", "The bearer token itself."),
  LOGTAIL_TOKEN_FILE("token-file", "File with the bearer token."),
  LOGTAIL_THEME("theme", "The theme of the colours."),
  NO_COLOR("color", "Where set, nothing is coloured by itself."),
  CLICOLOR_FORCE("color", "Where set and not 0, pipes are coloured too."),
  COLORFGBG("", "Colours of the terminal; tells a light background."),
  COLORTERM("", "truecolor or 24bit: the terminal has all colours."),
  TERM("", "Kind of the terminal; dumb: neither colours nor the console."),
  HTTPS_PROXY("", "Proxy for https and wss, as for curl; https_proxy is the same."),
  ALL_PROXY("", "Proxy for all else, or all_proxy; http_proxy (small) for http and ws."),
  NO_PROXY("", "Hosts that are reached without proxy; no_proxy is the same."),
  NETRC("", "The file that --netrc reads. Default: ~/.netrc."),
  XDG_CONFIG_HOME("", "Where logtail/config.yaml is looked for. Default: ~/.config."),
  XDG_CACHE_HOME("", "Where completion keeps workers' keys for seconds. Default: ~/.cache."),
  XDG_STATE_HOME("", "Where debug keeps what was typed. Default: ~/.local/state."),
  HOME("", "The folder that ~ stands for."),
  TMPDIR("", "Where --spill puts its nameless file."),
  TZ("", "This machine's time zone."),
  JAVA_HOME("", "The Java runtime that runs the program."),
  LOGTAIL_JAVA_OPTS("", "Options for that, for example -Xmx1g.");

  private final String option;
  private final String meaning;

  EnvironmentVariable(String option, String meaning) {
    this.option = option;
    this.meaning = meaning;
  }

  /** The long option that the variable stands for, without its dashes. */
  Optional<String> option() {
    return Optional.of(option).filter(name -> !name.isEmpty());
  }

  /** The whole table, for people. */
  static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    for (EnvironmentVariable variable : values()) {
      String instead = variable.option().map(name -> " --" + name + " goes before it.").orElse("");
      table.put(variable.name(), variable.meaning + instead);
    }
    return table;
  }

  /** What it says, in a sentence. */
  String meaning() {
    return meaning;
  }

  /** Its value, where it is set and says something. */
  Optional<String> in(Environment environment) {
    return environment
        .variable(name())
        .filter(value -> this != CLICOLOR_FORCE || !value.equals("0"));
  }

  /** Those that stand for {@code option}, in the order in which they win. */
  static List<EnvironmentVariable> of(String option) {
    return List.of(values()).stream()
        .filter(variable -> variable.option.equals(option) && !option.isEmpty())
        .toList();
  }
}
