package dev.logtail.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logtail export}: what the servers replay, and what comes, into a file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Collects records into a file.",
    description = {
      "",
      "Without --follow, --for, --limit or --idle: what the servers replay. TARGET is "
          + "as for 'logtail follow'. The file appears whole or not at all; with --append it "
          + "grows.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail export -O today.ndjson",
      "  logtail export 002050 --for 1h -O 002050.csv.gz",
      "  logtail export -l ERROR | jq .message",
      "  logtail export --follow --append --rotate 100m --keep 9 -O all.ndjson",
      "  logtail export --append -O all.ndjson --state all.state",
      "  mkdir -p logs && logtail export --split-by worker -O logs/"
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "TARGET", description = "Whose records. Default: all.")
  private List<String> targets = List.of();

  @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
  private boolean follow;

  @Mixin private FileOptions file = new FileOptions();
  @Mixin private StateOptions state = new StateOptions();
  @Mixin private FormOptions form = new FormOptions();
  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private StopOptions stop = new StopOptions();
  @Mixin private FailOptions fail = new FailOptions();
  @Mixin private AlertOptions alert = new AlertOptions();
  @Mixin private OrderedStreamOptions streams = new OrderedStreamOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private StreamAccessOptions access = new StreamAccessOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  private final Environment environment;

  ExportCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Defaults defaults = Defaults.load(environment, api.config());
    FollowSettings settings =
        new FollowForm(environment, api, access, streams)
            .settings(defaults, targets, filter, form.zone());
    ExportFile target = file.file(form.form(file.format(), settings.serverZone()));
    boolean replayOnly = !follow && stop.rule().isNever();
    AlertSettings alerts =
        replayOnly
            ? alert.none("add --follow, --for, --limit or --idle")
            : alert.settings(environment, defaults, target.form().zone(), settings.access());
    RunRules rules = new RunRules(stop.rule(), fail.rule(), alerts);
    state.refuseSame(target.name());
    return new Exporting(environment, settings, target)
        .run(
            rules,
            replayOnly,
            talk.talk(environment, Talk.Loudness.NORMAL).goingBy(defaults),
            talk.stats(),
            state);
  }
}
