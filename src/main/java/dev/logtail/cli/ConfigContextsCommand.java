package dev.logtail.cli;

import dev.logtail.config.ContextSettings;
import dev.logtail.config.Word;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code logtail config contexts}: which servers there are. */
@Command(
    name = "contexts",
    aliases = "get-contexts",
    mixinStandardHelpOptions = true,
    header = "Lists the contexts and marks the current one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail config contexts",
      "  logtail config contexts -o name",
      "  logtail config contexts -o name | xargs -n1 logtail list --context"
    })
final class ConfigContextsCommand implements Callable<Integer> {
  /** The forms that the list can be printed in. */
  enum Form {
    TABLE,
    NAME;

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Form form = Form.TABLE;

  @Mixin private ConfigFileOptions file = new ConfigFileOptions();

  @ParentCommand private ConfigCommand parent;

  @Override
  public Integer call() throws IOException {
    Environment environment = parent.environment();
    Defaults defaults = Defaults.load(environment, file.choice());
    Optional<String> current =
        EnvironmentVariable.LOGTAIL_CONTEXT
            .in(environment)
            .or(() -> defaults.settings().current().map(Word::text));
    List<ContextSettings> contexts = defaults.settings().contexts();
    if (contexts.isEmpty()) {
      environment.err().println("logtail: no contexts in " + file.path(environment));
    } else if (form == Form.NAME) {
      parent.print(defaults.settings().contextNames());
    } else {
      parent.print(new ContextTable(contexts, current).lines());
    }
    return ExitCode.DONE.code();
  }
}
