package dev.logtail.cli;

import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.OutputForm;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code logtail follow}: the console on a terminal, lines elsewhere. */
@Command(
    name = "follow",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Follows workers: the console on a terminal, else lines.",
    description = {
      "",
      "TARGET is a worker's key, a unique part of one, a glob ('*turtle*'), a /regex/ "
          + "or a stream's own ws:// URL. Without a TARGET every worker is followed, those "
          + "that appear later too, up to --max-workers. Records go to standard output, "
          + "everything else to standard error.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail follow",
      "  logtail follow 002050 -l WARNING",
      "  logtail follow '*turtle*' --lines -e heartbeat | tee turtle.log",
      "  logtail follow -o ndjson --for 10m > records.ndjson",
      "  logtail follow ws://localhost:54321 --limit 100"
    })
final class FollowCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "TARGET", description = "What to follow. Default: all.")
  private List<String> targets = List.of();

  @Mixin private StateOptions state = new StateOptions();
  @Mixin private FormOptions form = new FormOptions();
  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private StopOptions stop = new StopOptions();
  @Mixin private FailOptions fail = new FailOptions();
  @Mixin private AlertOptions alert = new AlertOptions();
  @Mixin private OrderedStreamOptions streams = new OrderedStreamOptions();
  @Mixin private LookOptions look = new LookOptions();
  @Mixin private ConsoleOptions console = new ConsoleOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private StreamAccessOptions access = new StreamAccessOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  private final Environment environment;

  FollowCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    Defaults defaults = Defaults.load(environment, api.config());
    OutputForm seen = form.form(ExportFormat.TEXT, ZoneId.systemDefault());
    FollowSettings settings =
        new FollowForm(environment, api, access, streams)
            .settings(defaults, targets, filter, Optional.of(seen.zone()));
    Look how = look.look(environment, defaults, filter, seen.format());
    Following view = new Following(environment, how, seen);
    AlertSettings alerts = alert.settings(environment, defaults, seen.zone(), settings.access());
    RunRules rules = new RunRules(stop.rule(), fail.rule(), alerts);
    Optional<ConsoleOptions.Settings> screen = console.settings(environment, form);
    if (screen.isPresent()) {
      state.refuse("the console keeps none; add --lines or -o FORM");
      streams.refuseForConsole();
      ConsoleTalk beside = talk.consoleTalk(environment, Optional.of(defaults));
      return view.console(ConsoleStart.of(settings), rules, screen.get(), beside);
    }
    Talk voice = talk.talk(environment, Talk.Loudness.NORMAL).goingBy(defaults);
    return view.lines(settings, rules, voice, talk.stats(), state);
  }
}
