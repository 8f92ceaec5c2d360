package dev.logtail.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code logtail check}: why does it not work? */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Finds out why it does not work, a step at a time.",
    description = {
      "",
      "From the name of the API's host to the records of each stream: what was measured at each "
          + "step, ok, warn or FAIL, and what to do. TARGET is as for 'logtail follow', or the "
          + "http:// URL of an API. Nothing but pings is sent to a stream.",
      "",
      "Exit status: 0 if all is well, 9 if there are only warnings, else that of the first failure.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail check",
      "  logtail check 002050 -v",
      "  logtail check http://localhost:5000 -q",
      "  logtail check ws://localhost:54321 --timeout 3s",
      "  logtail check -o json | jq -r '.targets[] | select(.verdict != \"ok\").target'"
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description = "Workers, stream URLs or an API's URL. Default: the API and all its workers.")
  private List<String> targets = List.of();

  @Mixin private CheckOptions check = new CheckOptions();
  @Mixin private ColorOptions colors = new ColorOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private StreamAccessOptions access = new StreamAccessOptions();

  private final Environment environment;

  CheckCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    Defaults defaults = Defaults.load(environment, api.config());
    CheckSettings settings =
        new CheckForm(environment, api, access, check).settings(defaults, targets);
    CheckOutput output =
        new CheckOutput(
            environment, check.form(), check.detail(), colors.ink(environment, defaults));
    return new CheckRun(environment, settings).run(output).code();
  }
}
