package dev.logtail.cli;

import dev.logtail.config.MaskedYaml;
import dev.logtail.config.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code logtail config show}: the file without its secrets. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    header = "Shows the configuration file without its secrets.",
    description = {
      "",
      "Comments are left out: a secret may stand in one. A file with a mistake in it is not shown; "
          + "'logtail config check' tells what is wrong.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail config show",
      "  logtail config show --config ./team.yaml",
      "  logtail config show | grep -A3 contexts"
    })
final class ConfigShowCommand implements Callable<Integer> {
  @Mixin private ConfigFileOptions file = new ConfigFileOptions();

  @ParentCommand private ConfigCommand parent;

  @Override
  public Integer call() throws IOException {
    return show(parent, file);
  }

  static int show(ConfigCommand config, ConfigFileOptions file) throws IOException {
    Path path = file.path(config.environment());
    if (file.isMissing(config.environment())) {
      return ExitCode.DONE.code();
    }
    try {
      List<String> lines = new ArrayList<>(List.of("# " + path));
      MaskedYaml.of(path).lines().forEach(lines::add);
      config.print(lines);
      return ExitCode.DONE.code();
    } catch (SettingsException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
