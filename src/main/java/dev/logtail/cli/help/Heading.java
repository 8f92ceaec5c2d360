package dev.logtail.cli.help;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What options are grouped by, in the order in which people look for them. */
public enum Heading {
  /** A command's own, and those that nobody put elsewhere. */
  OPTIONS("Options"),
  FILTER("Filter"),
  OUTPUT("Output"),
  END("End of the run"),
  ALERTS("Alerts"),
  STREAMS("Streams"),
  LIMITS("Limits"),
  API("API and configuration"),
  CREDENTIALS("Credentials"),
  TLS("TLS"),
  GENERAL("General");

  private final String title;

  Heading(String title) {
    this.title = title;
  }

  /** What stands above the options. */
  public String title() {
    return title;
  }

  /** The options that people are shown, in order; no heading is empty. */
  public static Map<Heading, List<OptionSpec>> of(CommandSpec command) {
    Map<Heading, List<OptionSpec>> options = new EnumMap<>(Heading.class);
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        options.computeIfAbsent(of(option), heading -> new ArrayList<>()).add(option);
      }
    }
    return options;
  }

  private static Heading of(OptionSpec option) {
    if (option.usageHelp() || option.versionHelp()) {
      return GENERAL;
    }
    if (!(option.userObject() instanceof Field field)) {
      return OPTIONS;
    }
    Under own = field.getAnnotation(Under.class);
    Under all = field.getDeclaringClass().getAnnotation(Under.class);
    return own != null ? own.value() : all != null ? all.value() : OPTIONS;
  }
}
