package dev.logtail.view.stats;

import dev.logtail.model.Level;
import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Palette;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.TimeText;
import dev.logtail.view.style.WorkerLabels;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A snapshot as lines for people: the sums, then a table for each dimension, with bars.
 *
 * <pre>
 *   300 records in 2m 5s, 2.4/s · 12 errors · 1 gap
 *   2026-02-01T14:30:25.123+08:00 to 2026-02-01T14:32:30.123+08:00
 *
 *   WORKER         RECORDS  SHARE   RATE  ERRORS
 *   002050·dragon      200    67%  1.6/s      12  ████████████████
 *   600132·turtle      100    33%  0.8/s       -  ████████
 * </pre>
 *
 * Remembers which worker has which name and colour. One per output; its thread only.
 */
public final class StatsText {
  private static final Comparator<NameTable.Row> WORST_FIRST =
      Comparator.comparing((NameTable.Row row) -> Level.of(row.name()).severity())
          .reversed()
          .thenComparing(NameTable.MOST_FIRST);

  /** How it looks. */
  public record Settings(Theme theme, ZoneId zone, int most) {}

  private final Settings settings;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);
  private final WorkerLabels labels = new WorkerLabels();
  private final Palette palette;
  private final TimeText times;

  public StatsText(Settings settings) {
    this.settings = settings;
    this.palette = new Palette(settings.theme().workers());
    this.times = new TimeText(TimeStyle.FULL, settings.zone());
  }

  /** The lines, none of them wider than {@code columns}. */
  public List<StyledText> lines(Snapshot snapshot, int columns) {
    List<StyledText> lines = new ArrayList<>();
    lines.add(plain(Figures.sums(snapshot), columns, style(Theme.Part.TITLE)));
    snapshot
        .span()
        .ifPresent(
            span ->
                lines.add(
                    plain(
                        times.of(span.from()) + " to " + times.of(span.to()),
                        columns,
                        style(Theme.Part.TIME))));
    snapshot.tables().forEach((dimension, table) -> table(lines, snapshot, dimension, columns));
    return lines;
  }

  private static StyledText plain(String text, int columns, Style style) {
    return StyledText.of(CellWidth.cut(text, columns), style);
  }

  private void table(List<StyledText> lines, Snapshot snapshot, Dimension dimension, int columns) {
    NameTable table = snapshot.tables().getOrDefault(dimension, NameTable.EMPTY);
    if (table.rows().isEmpty()) {
      return;
    }
    NameTable top = table.top(settings.most());
    NameTable shown = dimension == Dimension.LEVEL ? byLevel(top) : top;
    StatsTable layout = new StatsTable(snapshot, dimension, columns, settings.theme());
    lines.add(StyledText.EMPTY);
    lines.addAll(layout.lines(shown, row -> name(dimension, row)));
  }

  private static NameTable byLevel(NameTable table) {
    return new NameTable(table.rows().stream().sorted(WORST_FIRST).toList(), table.others());
  }

  private StyledText name(Dimension dimension, String name) {
    return switch (dimension) {
      case WORKER -> worker(new WorkerKey(name));
      case LEVEL -> StyledText.of(safe.plain(name), level(name));
      case LOGGER, STEP -> StyledText.of(safe.plain(name), Style.PLAIN);
    };
  }

  private StyledText worker(WorkerKey key) {
    return StyledText.of(labels.labelOf(key), Style.PLAIN.foreground(palette.inkOf(key)));
  }

  private Style level(String name) {
    Severity severity = Level.of(name.toLowerCase(Locale.ROOT)).severity();
    return settings.theme().of(severity);
  }

  private Style style(Theme.Part part) {
    return settings.theme().of(part);
  }
}
