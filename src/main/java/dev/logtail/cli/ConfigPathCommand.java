package dev.logtail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code logtail config path}: where the file is, or would be. */
@Command(
    name = "path",
    mixinStandardHelpOptions = true,
    header = "Prints where the configuration file is, or would be.",
    description = {"", "Standard error says so when there is no such file yet.", ""},
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail config path",
      "  $EDITOR \"$(logtail config path)\"",
      "  chmod 600 \"$(logtail config path)\""
    })
final class ConfigPathCommand implements Callable<Integer> {
  @Mixin private ConfigFileOptions file = new ConfigFileOptions();

  @ParentCommand private ConfigCommand parent;

  @Override
  public Integer call() throws IOException {
    Path path = file.path(parent.environment());
    parent.print(List.of(path.toString()));
    if (!Files.exists(path)) {
      parent.environment().err().println("logtail: there is no such file yet");
    }
    return ExitCode.DONE.code();
  }
}
