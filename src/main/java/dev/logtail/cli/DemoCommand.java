package dev.logtail.cli;

import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.OutputForm;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private DemoOptions farm = new DemoOptions();
  @Mixin private FormOptions form = new FormOptions();
  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private StopOptions stop = new StopOptions();
  @Mixin private AlertOptions alert = new AlertOptions();
  @Mixin private LookOptions look = new LookOptions();
  @Mixin private ConsoleOptions console = new ConsoleOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  private final Environment environment;

  DemoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    Demo demo = new Demo(environment, farm.settings());
    if (farm.serveOnly()) {
      return demo.serve(talk.talk(environment, Talk.Loudness.NORMAL)).code();
    }
    OutputForm written = form.form(ExportFormat.TEXT, ZoneId.systemDefault());
    Defaults defaults = Defaults.load(environment, ConfigChoice.SERVERLESS);
    AlertSettings alerts = alert.settings(environment, defaults, written.zone(), Access.OPEN);
    Look seen = look.look(environment, defaults, filter, written.format());
    return demo.show(
        new Demo.Show(
            console.settings(environment, form),
            filter.settings(environment, written.zone()),
            RunRules.of(stop.rule(), alerts),
            new Following(environment, seen, written)),
        talk);
  }
}
