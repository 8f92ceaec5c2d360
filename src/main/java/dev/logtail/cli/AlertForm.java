package dev.logtail.cli;

import dev.logtail.cli.AlertSettings.Armed;
import dev.logtail.config.AlertSetting;
import dev.logtail.pipeline.alert.AlertParser;
import dev.logtail.pipeline.alert.AlertRule;
import dev.logtail.pipeline.filter.FilterSyntaxException;
import dev.logtail.view.alert.AlertAction;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.SafeText;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/**
 * Works out what a user wants to be told of and how. What is wrong with it is said before a socket
 * opens.
 */
final class AlertForm {
  private static final Place OPTION = what -> new UserError(ExitCode.USAGE, "--alert: " + what);

  /** Where an alert was written: makes the error that says what is wrong there. */
  @FunctionalInterface
  private interface Place {
    UserError wrong(String what);
  }

  /** The parts of an alert; several ways to cut its text may make sense. */
  private record Parts(String condition, String action) {}

  private final Environment environment;
  private final AlertParser parser;
  private final AlertActions actions;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);
  private final Map<String, Armed> alerts = new LinkedHashMap<>();

  /**
   * @param zone what times in conditions that name no zone are in
   * @param access how web addresses are reached
   */
  AlertForm(Environment environment, ZoneId zone, Access access) {
    this.environment = environment;
    this.actions = new AlertActions(environment, access);
    this.parser = new AlertParser(zone, environment.clock().now(), AlertForm::duration);
  }

  private static Duration duration(String text) {
    try {
      return new DurationConverter().convert(text);
    } catch (TypeConversionException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Adds {@code COND=ACTION}. */
  void add(String text) {
    List<Parts> ways = ways(text);
    if (ways.isEmpty()) {
      String last = text.substring(text.lastIndexOf('=') + 1).strip();
      throw OPTION.wrong(
          text.contains("=") && !last.isEmpty()
              ? "'" + last + "' is no action" + AlertActions.hint(last)
              : "write COND=ACTION, like 'level>=ERROR=bell'");
    }
    for (Parts way : ways) {
      if (isCondition(way.condition())) {
        arm(OPTION, way.condition(), way.action());
        return;
      }
    }
    Parts longest = ways.get(ways.size() - 1);
    arm(OPTION, longest.condition(), longest.action());
  }

  /** An action follows an equals sign; both may stand in conditions, commands and URLs too. */
  private static List<Parts> ways(String text) {
    List<Parts> ways = new ArrayList<>();
    for (int at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
      String rest = text.substring(at + 1).strip();
      if (AlertActions.isAction(rest)) {
        ways.add(new Parts(text.substring(0, at), rest));
      }
    }
    return ways;
  }

  private boolean isCondition(String text) {
    try {
      parser.parse(text);
      return true;
    } catch (FilterSyntaxException e) {
      return false;
    }
  }

  /** Adds what the configuration says. */
  void add(AlertSetting setting, Defaults defaults) {
    Place place = what -> defaults.wrong(setting.line(), what);
    for (String written : setting.actions()) {
      String action = written.strip();
      if (!AlertActions.isAction(action)) {
        throw place.wrong("'" + action + "' is no action" + AlertActions.hint(action));
      }
      arm(place, setting.when(), action);
    }
  }

  private void arm(Place where, String condition, String action) {
    AlertRule rule = rule(where, condition);
    Armed before = alerts.getOrDefault(rule.text(), new Armed(rule, false, List.of()));
    if (action.equals(AlertActions.BELL)) {
      alerts.put(rule.text(), new Armed(rule, true, before.actions()));
      return;
    }
    try {
      List<AlertAction> more = new ArrayList<>(before.actions());
      more.add(actions.of(action));
      alerts.put(rule.text(), new Armed(rule, before.bell(), more));
    } catch (IllegalArgumentException e) {
      throw where.wrong(String.valueOf(e.getMessage()));
    }
  }

  private AlertRule rule(Place where, String condition) {
    try {
      AlertRule rule = parser.parse(condition);
      rule.hints().stream()
          .map(hint -> String.valueOf(where.wrong(hint).getMessage()))
          .forEach(hint -> environment.err().println("logtail: " + safe.plain(hint)));
      return rule;
    } catch (FilterSyntaxException e) {
      UserError error = where.wrong(e.getMessage() + " (column " + e.column() + ")");
      throw new UserError(
          error.exitCode(),
          String.valueOf(error.getMessage()),
          e.picture(safe::plain, CellWidth::of));
    }
  }

  AlertSettings settings(Duration every) {
    return new AlertSettings(List.copyOf(alerts.values()), every);
  }
}
