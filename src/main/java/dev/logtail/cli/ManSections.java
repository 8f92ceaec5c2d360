package dev.logtail.cli;

import dev.logtail.cli.help.ManPage.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What manual pages tell behind the options: the topics of the help, where they matter. */
final class ManSections {
  private static final Map<String, String> NONE = Map.of();

  private ManSections() {}

  /** All of them, in the order in which they stand. */
  static List<Section> all() {
    return List.of(
        topic("TARGETS", "--api", HelpTopic.TARGETS),
        topic("FILTER LANGUAGE", "--where", HelpTopic.FILTER),
        topic("TIMES", "--since", HelpTopic.TIMES),
        topic("FORMATS", "--csv-raw", HelpTopic.FORMATS),
        topic("TEMPLATES", "--template", HelpTopic.TEMPLATES),
        topic("ALERTS", "--alert", HelpTopic.ALERTS),
        topic("CONSOLE", "--mouse", HelpTopic.KEYS),
        topic("COMMANDS OF THE PROMPT", "--slash", HelpTopic.DEBUG_COMMANDS),
        new Section("EXIT STATUS", "", ExitCode.table(), List.of()),
        new Section("ENVIRONMENT", "--api", EnvironmentVariable.table(), List.of()),
        new Section("FILES", "--api", files(), List.of()));
  }

  /** For the commands that have {@code option}. */
  private static Section topic(String title, String option, HelpTopic topic) {
    return new Section(title, option, NONE, topic.page());
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "~/.config/logtail/config.yaml",
        "The configuration, unless --config, LOGTAIL_CONFIG or XDG_CONFIG_HOME name another one.");
    files.put("~/.cache/logtail/", "What completion in shells keeps for seconds.");
    files.put("~/.netrc", "Users and passwords, with --netrc.");
    return files;
  }
}
