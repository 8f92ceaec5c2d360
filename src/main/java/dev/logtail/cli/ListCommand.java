package dev.logtail.cli;

import dev.logtail.pipeline.discovery.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code logtail list}: the workers of the REST API. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Shows the workers of the REST API.",
    description = {
      "",
      "Prints key, alive, symbol, strategy, state, position and stream URL of each "
          + "worker. A worker without a stream URL is listed, but can't be followed.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail list",
      "  logtail list '*turtle*' -o wide",
      "  logtail list -o json | jq '.workers | keys'",
      "  logtail list --api http://localhost:5000 --watch"
    })
final class ListCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATTERN",
      description = "Keys, unique parts of keys, globs or /regexes/. Default: all.")
  private List<String> patterns = List.of();

  @Mixin private ListOptions list = new ListOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private AccessOptions access = new AccessOptions();
  @Mixin private VerbosityOptions verbosity = new VerbosityOptions();

  private final Environment environment;

  ListCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    Defaults defaults = Defaults.load(environment, api.config());
    Selection selection = Targets.parse(patterns);
    Optional<Duration> every = list.every();
    Access how =
        AccessForm.read(environment, access, defaults, new AccessForm.Typed(api.api(), selection));
    Talk talk = verbosity.talk(environment, Talk.Loudness.NORMAL).goingBy(defaults);
    ListRun.Source source = new ListRun.Source(defaults.api(api.api()), how, talk);
    return new ListRun(environment, source, selection, list.form()).run(every).code();
  }
}
