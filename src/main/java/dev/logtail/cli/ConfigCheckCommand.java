package dev.logtail.cli;

import dev.logtail.config.Problem;
import dev.logtail.config.Settings;
import dev.logtail.config.SettingsException;
import dev.logtail.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code logtail config check}: every mistake, a line each. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    header = "Finds every mistake in the configuration.",
    description = {
      "",
      "Looks at all contexts, defaults, themes, highlights and alerts and at the files that they "
          + "name; asks no server. Prints FILE:LINE: what is wrong, and ends with 2 when anything "
          + "is.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail config check",
      "  logtail config check --config ./team.yaml",
      "  logtail config check | wc -l"
    })
final class ConfigCheckCommand implements Callable<Integer> {
  @Mixin private ConfigFileOptions file = new ConfigFileOptions();

  @ParentCommand private ConfigCommand parent;

  @Override
  public Integer call() throws IOException {
    Environment environment = parent.environment();
    Path path = file.path(environment);
    if (file.isMissing(environment)) {
      return ExitCode.DONE.code();
    }
    try {
      List<Problem> problems = ConfigurationCheck.of(environment, Logtail.model(environment), path);
      parent.print(
          problems.stream().map(found -> path + ":" + found.line() + ": " + found.text()).toList());
      environment.err().println("logtail: " + path + ": " + summary(problems, path));
      return (problems.isEmpty() ? ExitCode.DONE : ExitCode.USAGE).code();
    } catch (SettingsException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static String summary(List<Problem> problems, Path path) throws SettingsException {
    if (!problems.isEmpty()) {
      return Talk.count(problems.size(), "mistake");
    }
    Settings settings = SettingsLoader.load(path);
    return "no mistakes in "
        + Talk.count(settings.contexts().size(), "context")
        + ", "
        + Talk.count(settings.defaults().size(), "default")
        + ", "
        + Talk.count(settings.highlights().size(), "highlight")
        + " and "
        + Talk.count(settings.alerts().size(), "alert");
  }
}
