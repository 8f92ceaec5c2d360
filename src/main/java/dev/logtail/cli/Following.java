package dev.logtail.cli;

import dev.logtail.view.export.Destination;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.Exporter;
import dev.logtail.view.export.OutputException;
import dev.logtail.view.line.LineFormat;
import dev.logtail.view.line.LinePrinter;
import dev.logtail.view.line.LineSettings;
import dev.logtail.view.style.MessageText;
import dev.logtail.view.terminal.ColorDepth;
import dev.logtail.view.tui.ConsoleLook;

/** Follows workers into the view that was asked for. */
record Following(Environment environment, Look look) {
  /** Lines on standard output; returns the exit status. */
  int lines(
      FollowSettings settings, ExportFormat format, RunRules rules, Talk talk, boolean stats) {
    CollectRun run = new CollectRun(environment, output(format), rules, talk, settings);
    return run.run(settings, CollectRun.Extent.UNTIL_STOPPED, stats);
  }

  private RunOutput output(ExportFormat format) {
    if (format == ExportFormat.TEXT) {
      return new LineOutput(new LinePrinter(new LineFormat(lineSettings()), environment.out()));
    }
    Destination out = Destination.stream("standard output", environment.out());
    try {
      return new ExporterOutput(new Exporter(format.create(look.zone()), out), false);
    } catch (OutputException e) {
      throw new UserError(ExitCode.OUTPUT, String.valueOf(e.getMessage()));
    }
  }

  private LineSettings lineSettings() {
    ColorDepth depth =
        look.coloured() ? atLeastBasic(environment.terminal().depth()) : ColorDepth.NONE;
    return new LineSettings(
        look.theme().theme(depth),
        depth,
        look.time(),
        look.zone(),
        look.ansi(),
        look.fullMessage());
  }

  /** Colour that was asked for comes even where the terminal promises none. */
  private static ColorDepth atLeastBasic(ColorDepth depth) {
    return depth == ColorDepth.NONE ? ColorDepth.BASIC : depth;
  }

  /** The console, until the user leaves it or the rule ends it; returns the exit status. */
  int console(ConsoleStart start, RunRules rules, ConsoleOptions.Settings console)
      throws Exception {
    ColorDepth depth = look.coloured() ? environment.terminal().depth() : ColorDepth.NONE;
    ConsoleLook consoleLook =
        ConsoleLook.of(
            look.theme().themes(depth),
            look.theme().theme(depth),
            look.fullMessage() ? MessageText.whole() : MessageText.brief(),
            look.zone(),
            look.time(),
            look.ansi());
    ConsoleScreens screens = new ConsoleScreens(environment.variables(), depth, console);
    return new ConsoleRun(environment, start, rules, consoleLook, screens).run();
  }
}
