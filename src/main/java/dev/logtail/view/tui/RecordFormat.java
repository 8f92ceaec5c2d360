package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.pipeline.filter.TextPattern;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.LevelLabel;
import dev.logtail.view.style.MarkSigns;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.style.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lays entries out for a log pane of one shape. What an entry costs is bounded, however large it
 * is: of a very long message only the beginning is laid out, and its end says so.
 *
 * <pre>
 *   14:30:25.123 ERROR 600132·turtle order rejected
 *                                   │Traceback (most recent call last):
 *   14:30:24.801 INFO  002050·dragon ! what came late stands at its place and is marked
 *   14:30:26.000 ── 000002·yang  gap: at least 1 record lost ──
 * </pre>
 */
final class RecordFormat {
  /**
   * What the layout depends on.
   *
   * @param columns for a record
   * @param labelColumns for the worker's label
   * @param search what is highlighted
   */
  record Shape(int columns, Writing writing, int labelColumns, Optional<TextQuery> search) {}

  private static final int MOST_CHARS = 64 * 1024;
  private static final int MOST_ROWS = 2000;
  private static final int NARROW = 72;
  private static final int CLOCK_COLUMNS = 8;
  private static final int DATE_AND_CLOCK_COLUMNS = 19;
  private static final int LEAST_MESSAGE = 10;

  private final ConsoleLook look;
  private final Theme theme;
  private final Shape shape;
  private final SafeText safe;
  private final TimeText time;

  RecordFormat(ConsoleLook look, Shape shape) {
    this.look = look;
    this.theme = look.theme();
    this.shape = shape;
    this.safe = new SafeText(look.ansi());
    this.time = new TimeText(shape.writing().time(), shape.writing().zone().orElse(look.zone()));
  }

  RecordLayout layout(Entry entry) {
    return entry instanceof LogEvent event ? event(event) : notice((StreamNotice) entry);
  }

  private RecordLayout event(LogEvent event) {
    StyledText.Builder prefix = time(event);
    prefix.append(LevelLabel.padded(event.level()), theme.of(event.level().severity()));
    prefix.append(" ", Style.PLAIN).append(label(event));
    StyledText built = prefix.build();
    int indent =
        Math.min(CellWidth.of(built.plain()), Math.max(0, shape.columns() - LEAST_MESSAGE));
    return new RecordLayout(built, indent, rows(message(event), indent));
  }

  private StyledText label(Entry entry) {
    if (shape.labelColumns() == 0) {
      return StyledText.EMPTY;
    }
    String label = look.labels().labelOf(entry.worker());
    String cut = CellWidth.cut(label, shape.labelColumns());
    String padded = cut + " ".repeat(Math.max(0, shape.labelColumns() - CellWidth.of(cut)));
    Style style = Style.PLAIN.foreground(look.palette().inkOf(entry.worker()));
    return new StyledText.Builder()
        .append(highlighted(StyledText.of(padded, style)))
        .append(" ", Style.PLAIN)
        .build();
  }

  private StyledText.Builder time(Entry entry) {
    String text = time.of(entry.at());
    String shown = shape.columns() < NARROW ? text.substring(0, narrowColumns(text)) : text;
    return new StyledText.Builder()
        .append(shown, theme.of(Part.TIME))
        .append(shown.isEmpty() ? "" : " ", Style.PLAIN);
  }

  /** Where there is little room, a time ends with its seconds. */
  private int narrowColumns(String text) {
    return switch (shape.writing().time()) {
      case SHORT -> CLOCK_COLUMNS;
      case FULL, UTC -> Math.min(DATE_AND_CLOCK_COLUMNS, text.length());
      case EPOCH, NONE -> text.length();
    };
  }

  private List<StyledText> message(LogEvent event) {
    String text = look.messages().of(event);
    List<StyledText> lines = new ArrayList<>(safe.lines(beginning(text), Style.PLAIN));
    if (text.length() > MOST_CHARS) {
      String rest = "… (" + (text.length() - MOST_CHARS) + " more characters)";
      lines.add(StyledText.of(rest, theme.of(Part.NOTICE)));
    }
    String marks = MarkSigns.of(event.receipt().marks());
    if (!marks.isEmpty()) {
      StyledText.Builder first = new StyledText.Builder().append(marks, theme.of(Part.MARK));
      lines.set(0, first.append(" ", Style.PLAIN).append(lines.get(0)).build());
    }
    return lines;
  }

  private static String beginning(String text) {
    if (text.length() <= MOST_CHARS) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
    return text.substring(0, end);
  }

  private List<StyledText> rows(List<StyledText> lines, int indent) {
    List<StyledText> rows = new ArrayList<>();
    for (StyledText line : lines) {
      StyledText marked = highlighted(line);
      if (shape.writing().wrap()) {
        rows.addAll(StyledRows.wrap(marked, shape.columns() - indent));
      } else {
        rows.add(marked);
      }
      if (rows.size() > MOST_ROWS) {
        rows.subList(MOST_ROWS - 1, rows.size()).clear();
        rows.add(StyledText.of("… (more lines)", theme.of(Part.NOTICE)));
        break;
      }
    }
    return rows;
  }

  private StyledText highlighted(StyledText text) {
    if (shape.search().isEmpty()) {
      return text;
    }
    TextPattern pattern = shape.search().get().pattern();
    return StyledRows.mark(text, pattern.spans(text.plain()), theme.of(Part.MATCH));
  }

  private RecordLayout notice(StreamNotice notice) {
    Style style = theme.of(notice.kind().isTroubling() ? Part.TROUBLE : Part.NOTICE);
    StyledText prefix = time(notice).build();
    String label = shape.labelColumns() == 0 ? "" : look.labels().labelOf(notice.worker());
    StyledText text =
        new StyledText.Builder()
            .append("── ", style)
            .append(label, style.foreground(look.palette().inkOf(notice.worker())))
            .append((label.isEmpty() ? "" : "  ") + look.safe(notice.text()) + " ──", style)
            .build();
    int indent = CellWidth.of(prefix.plain());
    return new RecordLayout(prefix, indent, rows(List.of(text), indent));
  }
}
