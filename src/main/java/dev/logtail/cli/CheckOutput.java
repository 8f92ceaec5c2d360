package dev.logtail.cli;

import dev.logtail.tool.probe.Detail;
import dev.logtail.tool.probe.Report;
import dev.logtail.tool.probe.ReportJson;
import dev.logtail.tool.probe.ReportText;
import dev.logtail.tool.probe.TargetReport;
import dev.logtail.view.line.AnsiWriter;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.terminal.WindowSize;
import dev.logtail.wire.JsonLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Prints a report on standard output: text as it becomes known, JSON when it is complete. */
final class CheckOutput {
  private static final int USUAL_COLUMNS = 80;

  private final Environment environment;
  private final CheckOptions.Form form;
  private final Detail detail;
  private final ReportText text;
  private final AnsiWriter ansi;

  CheckOutput(
      Environment environment, CheckOptions.Form form, Detail detail, ColorOptions.Ink ink) {
    this.environment = environment;
    this.form = form;
    this.detail = detail;
    this.text = new ReportText(ink.theme(), detail, columns(environment));
    this.ansi = new AnsiWriter(ink.depth());
  }

  /** In a pipe a step is one line. */
  private static int columns(Environment environment) {
    return environment.terminal().output()
        ? WindowSize.ofOutput()
            .map(size -> size.columns())
            .orElseGet(() -> environment.terminal().columns().orElse(USUAL_COLUMNS))
        : Integer.MAX_VALUE;
  }

  /**
   * One part is known.
   *
   * @param shown takes the secrets of this run out
   */
  void ready(TargetReport report, UnaryOperator<String> shown) {
    if (form == CheckOptions.Form.TEXT) {
      try {
        print(lines(text.lines(report)), shown);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** All is known. */
  void finish(Report report, UnaryOperator<String> shown) throws IOException {
    print(
        form == CheckOptions.Form.JSON
            ? JsonLayout.of(ReportJson.of(report, detail)) + "\n"
            : lines(text.closing(report)),
        shown);
  }

  private String lines(List<StyledText> lines) {
    StringBuilder out = new StringBuilder();
    for (StyledText line : lines) {
      ansi.append(out, line);
      out.append('\n');
    }
    return out.toString();
  }

  private void print(String words, UnaryOperator<String> shown) throws IOException {
    environment.out().write(shown.apply(words).getBytes(StandardCharsets.UTF_8));
    environment.out().flush();
  }
}
