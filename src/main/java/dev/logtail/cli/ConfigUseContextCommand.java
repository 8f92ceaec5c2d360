package dev.logtail.cli;

import dev.logtail.config.ContextSwitch;
import dev.logtail.config.Settings;
import dev.logtail.config.SettingsException;
import dev.logtail.config.SettingsLoader;
import dev.logtail.config.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code logtail config use-context}: another server from now on. */
@Command(
    name = "use-context",
    mixinStandardHelpOptions = true,
    header = "Makes another context the current one.",
    description = {
      "",
      "Changes 'current' in the file and not a byte beside it. For one run, --context NAME is "
          + "enough.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail config use-context prod",
      "  logtail config contexts            which there are",
      "  logtail follow --context prod      for one run"
    })
final class ConfigUseContextCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "One of the file's contexts.")
  private String name = "";

  @Mixin private ConfigFileOptions file = new ConfigFileOptions();

  @ParentCommand private ConfigCommand parent;

  @Override
  public Integer call() throws IOException {
    Path path = file.path(parent.environment());
    try {
      Settings settings = SettingsLoader.examine(path).settings();
      new ContextChoice(settings, Optional.of(path)).named("use-context", name);
      ContextSwitch.use(path, name);
      Optional<String> before = settings.current().map(Word::text);
      parent.print(
          List.of(
              "current context: "
                  + name
                  + before
                      .filter(was -> !was.equals(name))
                      .map(was -> " (was " + was + ")")
                      .orElse("")));
      warnOfVariable();
      return ExitCode.DONE.code();
    } catch (SettingsException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UserError(ExitCode.OUTPUT, path + " can't be changed: " + e);
    }
  }

  private void warnOfVariable() {
    EnvironmentVariable.LOGTAIL_CONTEXT
        .in(parent.environment())
        .filter(other -> !other.equals(name))
        .ifPresent(
            other ->
                parent
                    .environment()
                    .err()
                    .println(
                        "logtail: LOGTAIL_CONTEXT is set and goes before the file's 'current'"));
  }
}
