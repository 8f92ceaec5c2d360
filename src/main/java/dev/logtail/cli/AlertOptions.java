package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the user wants to be told of while a run goes on. */
@Under(Heading.ALERTS)
final class AlertOptions {
  @Option(
      names = "--alert",
      paramLabel = "COND=ACTION",
      description =
          "When COND is met, do ACTION: bell, notify (on the desktop), 'exec:CMD ARG…' (the record "
              + "as JSON on its standard input) or webhook:URL. COND is a filter as for --where, "
              + "stale>60s or disconnected. Repeatable.")
  private List<String> alerts = List.of();

  @Option(
      names = "--alert-every",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description =
          "One alert a COND and worker in that time (0: no limit); the next one tells how many were "
              + "held back. Default: ${DEFAULT-VALUE}.")
  private Duration every = Duration.ofSeconds(10);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * What was asked for here and in the configuration; a {@link UserError} where it can't be done.
   *
   * @param zone what times in conditions that name no zone are in
   * @param access how web addresses are reached
   */
  AlertSettings settings(Environment environment, Defaults defaults, ZoneId zone, Access access) {
    AlertForm form = new AlertForm(environment, zone, access);
    if (alerts.isEmpty() && defaults.alerts().isEmpty()) {
      NeedlessOptions.refuse(command, "--alert-every", "is how often --alert tells; add --alert");
    }
    alerts.forEach(form::add);
    defaults.alerts().forEach(setting -> form.add(setting, defaults));
    return form.settings(every);
  }

  /** Nothing, where nothing new is waited for: who asks for alerts there needs {@code advice}. */
  AlertSettings none(String advice) {
    if (!alerts.isEmpty()) {
      throw new UserError(ExitCode.USAGE, "--alert is about records that are new; " + advice);
    }
    NeedlessOptions.refuse(command, "--alert-every", "is how often --alert tells; " + advice);
    return AlertSettings.NONE;
  }
}
