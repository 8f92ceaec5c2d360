package dev.logtail.cli;

import dev.logtail.server.DemoSettings;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.OutputForm;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code logtail demo}: the program on an embedded farm of simulated workers. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Runs on an embedded farm of simulated workers.",
    description = {
      "",
      "On a terminal it opens the console; elsewhere it prints lines, for ten seconds "
          + "unless --for or --until says otherwise. The farm listens on this machine's loopback "
          + "address only.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail demo",
      "  logtail demo --workers 20 --rate 50",
      "  logtail demo --for 5s -l ERROR | cat",
      "  logtail demo --serve-only --port 5000   # then, elsewhere: logtail list"
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many workers. Default: ${DEFAULT-VALUE}.")
  private int workers = 5;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "5",
      description = "Records a second of each worker. Default: ${DEFAULT-VALUE}.")
  private double rate = 5;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Decides what the workers log. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "0",
      description = "Port of the REST API. Default: any that is free.")
  private int port;

  @Option(names = "--serve-only", description = "Print the API's URL and serve until Ctrl-C.")
  private boolean serveOnly;

  @Option(names = "--lines", description = "Print lines, also on a terminal.")
  private boolean lines;

  @Mixin private FormOptions form = new FormOptions();
  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private StopOptions stop = new StopOptions();
  @Mixin private AlertOptions alert = new AlertOptions();
  @Mixin private LookOptions look = new LookOptions();
  @Mixin private ConsoleOptions consoleOptions = new ConsoleOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  private final Environment environment;

  DemoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    Demo demo = new Demo(environment, settings());
    if (serveOnly) {
      return demo.serve().code();
    }
    boolean console = !lines && !form.isChosen() && environment.terminal().canShowConsole();
    OutputForm written = form.form(ExportFormat.TEXT, ZoneId.systemDefault());
    Defaults defaults = Defaults.load(environment, ConfigChoice.SERVERLESS);
    Look seen = look.look(environment, defaults, filter, written.format());
    return demo.show(
        new Demo.Show(
            Optional.of(consoleOptions.settings()).filter(settings -> console),
            filter.settings(environment, written.zone()),
            RunRules.of(
                stop.rule(), alert.settings(environment, defaults, written.zone(), Access.OPEN)),
            new Following(environment, seen, written)),
        talk);
  }

  private DemoSettings settings() {
    try {
      return new DemoSettings(workers, rate, seed, port, true);
    } catch (IllegalArgumentException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
