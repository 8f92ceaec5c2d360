package dev.logtail.cli;

import dev.logtail.view.export.Destination;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.OutputForm;
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
          + "as for 'logtail follow'. The file appears whole or not at all.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail export -O today.ndjson",
      "  logtail export 002050 --for 1h -o csv -O 002050.csv",
      "  logtail export -l ERROR -O - | jq .message",
      "  logtail export --follow --append -O all.ndjson"
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "TARGET", description = "Whose records. Default: all.")
  private List<String> targets = List.of();

  @Option(
      names = {"-O", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "Where to; - for standard output.")
  private String file = "-";

  @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--force", description = "Replace FILE if it exists.")
  private boolean force;

  @Option(names = "--append", description = "Add to FILE if it exists.")
  private boolean append;

  @Mixin private FormOptions form = new FormOptions();
  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private StopOptions stop = new StopOptions();
  @Mixin private FailOptions fail = new FailOptions();
  @Mixin private AlertOptions alert = new AlertOptions();
  @Mixin private StreamOptions streams = new StreamOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private AccessOptions access = new AccessOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  private final Environment environment;

  ExportCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (force && append) {
      throw new UserError(ExitCode.USAGE, "--force and --append exclude each other");
    }
    FollowSettings settings =
        new FollowForm(environment, api, access, streams)
            .settings(Defaults.load(environment, api.config()), targets, filter, form.zone());
    OutputForm written = form.form(ExportFormat.NDJSON, settings.serverZone());
    ExportFile target = new ExportFile(file, written, ifExists());
    AlertSettings alerts = alert.settings(environment, written.zone(), settings.access().trust());
    RunRules rules = new RunRules(stop.rule(), fail.rule(), alerts);
    boolean replayOnly = !follow && rules.stop().isNever();
    if (replayOnly) {
      alert.refuse("add --follow, --for, --limit or --idle");
    }
    return new Exporting(environment, settings, target)
        .run(rules, replayOnly, talk.talk(environment, Talk.Loudness.NORMAL), talk.stats());
  }

  private Destination.IfExists ifExists() {
    if (append) {
      return Destination.IfExists.APPEND;
    }
    return force ? Destination.IfExists.REPLACE : Destination.IfExists.REFUSE;
  }
}
