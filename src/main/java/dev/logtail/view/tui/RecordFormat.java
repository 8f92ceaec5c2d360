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

  private static final int MOST_ROWS = 2000;
  private static final int NARROW = 72;
  private static final int CLOCK_COLUMNS = 8;
  private static final int DATE_AND_CLOCK_COLUMNS = 19;
  private static final int LEAST_MESSAGE = 10;
  private static final int MOST_NAME = 60;

  private final ConsoleLook look;
  private final Theme theme;
  private final Shape shape;
  private final SafeText safe;
  private final ReadableText readable;
  private final WorkerColumn workers;
  private final TimeText time;

  RecordFormat(ConsoleLook look, Shape shape) {
    this.look = look;
    this.theme = look.theme();
    this.shape = shape;
    this.safe = new SafeText(look.ansi());
    this.readable = new ReadableText(look, MOST_ROWS);
    this.workers = new WorkerColumn(look, shape.writing().label());
    Writing writing = shape.writing();
    this.time = new TimeText(writing.time(), writing.zoneOr(look.zone()), look.origin());
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
    int columns = shape.labelColumns();
    if (columns == 0) {
      return StyledText.EMPTY;
    }
    String name = workers.name(entry.worker(), columns);
    String padded = name + " ".repeat(Math.max(0, columns - CellWidth.of(name)));
    Style style = Style.PLAIN.foreground(look.palette().inkOf(entry.worker()));
    StyledText.Builder column = new StyledText.Builder();
    return column
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
      case RELATIVE, EPOCH, NONE -> text.length();
    };
  }

  private List<StyledText> message(LogEvent event) {
    String text = look.messages().of(event);
    List<StyledText> lines =
        new ArrayList<>(shape.writing().pretty() ? readable.lines(text) : plain(text));
    lines.replaceAll(this::marked);
    String marks = MarkSigns.of(event.receipt().marks());
    if (!marks.isEmpty()) {
      StyledText.Builder first = new StyledText.Builder().append(marks, theme.of(Part.MARK));
      lines.set(0, first.append(" ", Style.PLAIN).append(lines.get(0)).build());
    }
    return lines;
  }

  private StyledText marked(StyledText line) {
    return look.highlights().on(line, theme);
  }

  private List<StyledText> plain(String text) {
    String beginning = ReadableText.beginning(text);
    List<StyledText> lines = new ArrayList<>(safe.lines(beginning, Style.PLAIN));
    if (beginning.length() < text.length()) {
      lines.add(StyledText.of(ReadableText.rest(text, beginning), theme.of(Part.NOTICE)));
    }
    return lines;
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
    String name = workers.name(notice.worker(), MOST_NAME);
    StyledText text =
        new StyledText.Builder()
            .append("── ", style)
            .append(name, style.foreground(look.palette().inkOf(notice.worker())))
            .append((name.isEmpty() ? "" : "  ") + look.safe(notice.text()) + " ──", style)
            .build();
    int indent = CellWidth.of(prefix.plain());
    return new RecordLayout(prefix, indent, rows(List.of(text), indent));
  }
}
