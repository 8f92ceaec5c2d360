package dev.logtail.cli;

import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.OutputForm;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code logtail history}: what workers keep in their log files. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Shows the records that the server keeps.",
    description = {
      "",
      "Reads each worker's log file from the API, makes records of its lines (a "
          + "traceback belongs to the record before it) and prints those of all workers in "
          + "the order of their times. TARGET is as for 'logtail follow', but for streams' "
          + "URLs. A worker without a log file is named and left out.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail history 002050 -n 50",
      "  logtail history --since 14:30 --until 15:00 -l WARNING",
      "  logtail history '*turtle*' --since yesterday -o ndjson | jq .message",
      "  logtail history 002050 -o raw > 002050.log"
    })
final class HistoryCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description = "Whose records. Default: those of all workers.")
  private List<String> targets = List.of();

  @Mixin private KeptOptions kept = new KeptOptions();
  @Mixin private FormOptions form = new FormOptions();
  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private LookOptions look = new LookOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private AccessOptions access = new AccessOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  private final Environment environment;

  HistoryCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Defaults defaults = Defaults.load(environment, api.config());
    OutputForm written = form.form(ExportFormat.TEXT, ZoneId.systemDefault());
    Look seen = look.lookOfKept(environment, defaults, filter, written.format());
    HistorySettings settings =
        new HistoryForm(environment, api, access)
            .settings(
                defaults, targets, filter.settings(environment, written.zone()), kept.extent())
            .shaped(shape(written, seen));
    RunOutput output = new StandardOutput(environment, seen, written).open();
    Talk voice = talk.talk(environment, Talk.Loudness.NORMAL).goingBy(defaults);
    return new HistoryRun(environment, settings, voice).run(output, talk.stats());
  }

  private static HistorySettings.Shape shape(OutputForm written, Look seen) {
    if (written.format() == ExportFormat.RAW) {
      return HistorySettings.Shape.LINES;
    }
    return seen.fullMessage() ? HistorySettings.Shape.WHOLE : HistorySettings.Shape.BARE;
  }
}
