package dev.logtail.cli;

import dev.logtail.view.line.AnsiWriter;
import dev.logtail.view.stats.Snapshot;
import dev.logtail.view.stats.StatsJson;
import dev.logtail.view.stats.StatsText;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.terminal.ScreenSize;
import dev.logtail.view.terminal.WindowSize;
import dev.logtail.wire.JsonLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Shows snapshots on standard output: each one over the one before where that is a terminal, below
 * it elsewhere. One thread.
 */
final class StatsScreen {
  private static final int USUAL_COLUMNS = 80;
  private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final Environment environment;
  private final StatsSettings settings;
  private final StatsText text;
  private final AnsiWriter ansi;

  /** Lines of the snapshot that is shown, which the next one is written over. */
  private int shown;

  private boolean started;

  StatsScreen(Environment environment, StatsSettings settings, ColorOptions.Ink ink) {
    this.environment = environment;
    this.settings = settings;
    this.text =
        new StatsText(new StatsText.Settings(ink.theme(), settings.zone(), settings.most()));
    this.ansi = new AnsiWriter(ink.depth());
  }

  /** True where each snapshot takes the place of the one before. */
  boolean isRedrawn() {
    return settings.form() == StatsForm.TEXT
        && settings.every().isPresent()
        && environment.terminal().output()
        && !environment.terminal().dumb();
  }

  void show(Snapshot snapshot) throws IOException {
    StringBuilder out = new StringBuilder();
    if (settings.form() == StatsForm.TEXT) {
      text(out, snapshot);
    } else {
      String json = new StatsJson(settings.zone(), settings.most()).of(snapshot);
      boolean wide = settings.form() == StatsForm.JSON && settings.every().isEmpty();
      out.append(wide ? JsonLayout.of(json) : json).append('\n');
    }
    started = true;
    environment.out().write(out.toString().getBytes(StandardCharsets.UTF_8));
    environment.out().flush();
  }

  private void text(StringBuilder out, Snapshot snapshot) {
    if (isRedrawn()) {
      redraw(out, snapshot);
      return;
    }
    out.append(started ? "\n" : "");
    int columns = environment.terminal().output() ? size().columns() : USUAL_COLUMNS;
    for (StyledText line : text.lines(snapshot, columns)) {
      ansi.append(out, line);
      out.append('\n');
    }
  }

  private void redraw(StringBuilder out, Snapshot snapshot) {
    ScreenSize size = size();
    List<StyledText> lines = text.lines(snapshot, size.columns());
    int fitting = Math.min(lines.size(), Math.max(1, size.rows() - 1));
    out.append('\r');
    if (shown > 0) {
      out.append("\u001b[").append(shown).append('A');
    }
    for (StyledText line : lines.subList(0, fitting)) {
      ansi.append(out, line);
      out.append(CLEAR_TO_END_OF_LINE).append('\n');
    }
    out.append(CLEAR_BELOW);
    shown = fitting;
  }

  private ScreenSize size() {
    return WindowSize.ofOutput()
        .orElseGet(
            () -> new ScreenSize(environment.terminal().columns().orElse(USUAL_COLUMNS), 24));
  }
}
