package dev.logtail.cli;

import dev.logtail.view.export.Destination;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.Exporter;
import dev.logtail.view.export.OutputException;
import dev.logtail.view.export.OutputForm;
import dev.logtail.view.line.EntryLines;
import dev.logtail.view.line.LineFormat;
import dev.logtail.view.line.LinePrinter;
import dev.logtail.view.line.LineSettings;
import dev.logtail.view.line.TemplateLines;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.terminal.ColorDepth;

/** Standard output as the output of a run: lines for people, or records in a machine's form. */
record StandardOutput(Environment environment, Look look, OutputForm form) {
  RunOutput open() {
    if (form.format() == ExportFormat.TEXT) {
      return new LineOutput(new LinePrinter(lines(lineSettings()), environment.out()));
    }
    Destination out = Destination.stream("standard output", environment.out());
    try {
      return new ExporterOutput(new Exporter(form.create(), out), false);
    } catch (OutputException e) {
      throw new UserError(ExitCode.OUTPUT, String.valueOf(e.getMessage()));
    }
  }

  private EntryLines lines(LineSettings settings) {
    return form.template().isPresent()
        ? new TemplateLines(form.template().get(), settings)
        : new LineFormat(settings);
  }

  private LineSettings lineSettings() {
    ColorDepth depth =
        look.coloured() ? atLeastBasic(environment.terminal().depth()) : ColorDepth.NONE;
    return new LineSettings(
        look.theme().theme(depth),
        depth,
        form.time().orElse(TimeStyle.SHORT),
        form.zone(),
        look.ansi(),
        look.fullMessage(),
        look.highlights());
  }

  /** Colour that was asked for comes even where the terminal promises none. */
  private static ColorDepth atLeastBasic(ColorDepth depth) {
    return depth == ColorDepth.NONE ? ColorDepth.BASIC : depth;
  }
}
