package dev.logtail.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code logtail config explain}: what holds, and why. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Tells each setting's value and where it comes from.",
    description = {
      "",
      "First what somebody has set, then what is built in. No secret is shown.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail config explain",
      "  logtail config explain api token level --context prod",
      "  logtail config explain -o json | jq '.[] | select(.source == \"defaults\")'"
    })
final class ConfigExplainCommand implements Callable<Integer> {
  /** The forms that an explanation can be printed in. */
  enum Form {
    TEXT,
    JSON;

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these settings.")
  private List<String> names = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Form form = Form.TEXT;

  @Mixin private ApiOptions api = new ApiOptions();

  @ParentCommand private ConfigCommand parent;

  @Override
  public Integer call() throws IOException {
    Environment environment = parent.environment();
    ConfigChoice choice = api.config();
    Map<String, String> typed = new HashMap<>();
    api.api().ifPresent(value -> typed.put("api", value));
    choice.file().ifPresent(value -> typed.put("config", value));
    choice.context().ifPresent(value -> typed.put("context", value));
    Explanation explanation =
        new Explanation(
            environment,
            Defaults.load(environment, choice),
            choice,
            typed,
            Logtail.model(environment));
    ExplanationText text = ExplanationText.of(explanation.rows(), names);
    parent.print(form == Form.JSON ? text.json() : text.columns());
    return ExitCode.DONE.code();
  }
}
