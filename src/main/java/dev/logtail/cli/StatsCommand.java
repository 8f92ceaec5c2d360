package dev.logtail.cli;

import dev.logtail.pipeline.filter.FilterSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code logtail stats}: how many records there are, of whom and of which kind. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Counts records by worker, level, logger and step.",
    description = {
      "",
      "Without --watch, --for, --limit or --idle: what the servers replay. With "
          + "--history: what is in the workers' log files. A rate is that of the records' own "
          + "times, from the first to the last; NOW is that since the counts shown before. "
          + "TARGET is as for 'logtail follow'.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail stats",
      "  logtail stats --watch --by worker,level",
      "  logtail stats --history --since today -l ERROR --by logger --top 5",
      "  logtail stats --for 1m -o json | jq '.by.worker[] | select(.errors > 0)'"
    })
final class StatsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description = "Whose records to count. Default: those of all workers.")
  private List<String> targets = List.of();

  @Mixin private StatsOptions stats = new StatsOptions();
  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private StopOptions stop = new StopOptions();
  @Mixin private FailOptions fail = new FailOptions();
  @Mixin private AlertOptions alert = new AlertOptions();
  @Mixin private StreamOptions streams = new StreamOptions();
  @Mixin private ColorOptions colors = new ColorOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private StreamAccessOptions access = new StreamAccessOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  private final Environment environment;

  StatsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Defaults defaults = Defaults.load(environment, api.config());
    StatsSettings shown = stats.settings();
    StatsRun run = new StatsRun(environment, shown, colors.ink(environment, defaults), talk);
    if (stats.history()) {
      FilterSettings wanted = filter.settings(environment, shown.zone());
      return run.kept(
          new HistoryForm(environment, api, access)
              .settings(defaults, targets, wanted, streams.kept()));
    }
    FollowSettings follow =
        new FollowForm(environment, api, access, streams)
            .settings(defaults, targets, filter, Optional.of(shown.zone()));
    AlertSettings alerts =
        shown.every().isEmpty() && stop.rule().isNever()
            ? alert.none("add --watch, --for, --limit or --idle")
            : alert.settings(environment, defaults, shown.zone(), follow.access());
    return run.followed(follow, new RunRules(stop.rule(), fail.rule(), alerts));
  }
}
