package dev.logtail.cli;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code logtail config}: what the configuration says, where it says it, and what is wrong. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    header = "Shows, explains and checks the configuration.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {
      ConfigShowCommand.class,
      ConfigPathCommand.class,
      ConfigExplainCommand.class,
      ConfigCheckCommand.class,
      ConfigContextsCommand.class,
      ConfigUseContextCommand.class,
      ConfigInitCommand.class
    },
    description = {
      "",
      "Without a COMMAND it shows the file. An option goes before the environment, that before the "
          + "file's context, that before its defaults.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail config init                write an example to start from",
      "  logtail config explain api level   which value holds, and why",
      "  logtail config use-context prod    from now on, ask that server"
    })
final class ConfigCommand implements Callable<Integer> {
  @Mixin private ConfigFileOptions file = new ConfigFileOptions();

  private final Environment environment;

  ConfigCommand(Environment environment) {
    this.environment = environment;
  }

  Environment environment() {
    return environment;
  }

  /** Prints lines that may hold anything. */
  void print(List<String> lines) throws IOException {
    SafeText safe = new SafeText(AnsiPolicy.STRIP);
    String text = lines.stream().map(line -> safe.plain(line) + "\n").collect(Collectors.joining());
    environment.out().write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Integer call() throws IOException {
    return ConfigShowCommand.show(this, file);
  }
}
