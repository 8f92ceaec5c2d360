package dev.logtail.view.line;

import dev.logtail.model.Entry;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Highlights;
import dev.logtail.view.style.LevelLabel;
import dev.logtail.view.style.MarkSigns;
import dev.logtail.view.style.MessageText;
import dev.logtail.view.style.Palette;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.TimeText;
import dev.logtail.view.style.WorkerLabels;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Writes entries as lines for people.
 *
 * <pre>
 *   14:30:25.123 WARN  002050·dragon  Bar late by 350 ms
 *   14:30:25.123 ERROR 600132·turtle! order rejected
 *                                   │ Traceback (most recent call last): …
 *   ── 000002·yang  gap: at least 1 record lost between 14:30:11 and 14:30:19 ──
 * </pre>
 *
 * Nothing foreign starts a line: what a message adds hangs behind a bar under its record. Marks
 * stand before a message as {@link MarkSigns}. Does no I/O; remembers which worker has which name
 * and colour. One per output; its thread only.
 */
public final class LineFormat implements EntryLines {
  private static final String BAR = "│ ";
  private static final String RULE = "──";
  private static final int GAP = 2;
  private static final int MAX_REMEMBERED = 1024;

  /** A piece of a line that comes again and again. */
  private record Piece(String text, int cells) {}

  private final Theme theme;
  private final AnsiWriter ansi;
  private final SafeText safe;
  private final SafeText safeNames = new SafeText(AnsiPolicy.STRIP);
  private final MessageText messages;
  private final Highlights highlights;
  private final TimeText times;
  private final WorkerLabels labels = new WorkerLabels();
  private final Palette palette;
  private final Map<WorkerKey, Piece> workers = new HashMap<>();
  private final Map<Level, Piece> levels = new HashMap<>();
  private final String timeOpening;
  private final String timeClosing;

  public LineFormat(LineSettings settings) {
    this.theme = settings.theme();
    this.ansi = new AnsiWriter(settings.depth());
    this.safe = new SafeText(settings.ansi());
    this.messages = settings.messages();
    this.highlights = settings.highlights();
    this.times = new TimeText(settings.time(), settings.zone());
    this.palette = new Palette(theme.workers());
    this.timeOpening = ansi.opening(theme.of(Theme.Part.TIME));
    this.timeClosing = timeOpening.isEmpty() ? "" : AnsiWriter.RESET;
  }

  @Override
  public void append(StringBuilder out, Entry entry) {
    if (entry instanceof LogEvent event) {
      event(out, event);
    } else if (entry instanceof StreamNotice notice) {
      notice(out, notice);
    }
  }

  private void notice(StringBuilder out, StreamNotice notice) {
    String label = labels.labelOf(notice.worker());
    String text = safeNames.plain(notice.text());
    Theme.Part part = notice.kind().isTroubling() ? Theme.Part.TROUBLE : Theme.Part.NOTICE;
    ansi.append(out, RULE + " " + label + "  " + text + " " + RULE, theme.of(part));
    out.append('\n');
  }

  private void event(StringBuilder out, LogEvent event) {
    int column = time(out, event);
    Piece level = level(event.level());
    Piece worker = worker(event.worker());
    out.append(level.text()).append(' ').append(worker.text());
    pad(out, labels.width() - worker.cells());
    int marks = marks(out, event.receipt().marks());
    column += level.cells() + 1 + labels.width() + marks;
    message(out, messages.of(event), column);
  }

  /** Appends the time and a space; returns their cells. */
  private int time(StringBuilder out, LogEvent event) {
    out.append(timeOpening);
    int start = out.length();
    times.append(out, event.at());
    int cells = out.length() - start;
    if (cells == 0) {
      out.setLength(start - timeOpening.length());
      return 0;
    }
    out.append(timeClosing).append(' ');
    return cells + 1;
  }

  private Piece level(Level level) {
    Piece piece = levels.get(level);
    if (piece == null) {
      if (levels.size() >= MAX_REMEMBERED) {
        levels.clear();
      }
      piece = piece(LevelLabel.padded(level), theme.of(level.severity()));
      levels.put(level, piece);
    }
    return piece;
  }

  private Piece worker(WorkerKey key) {
    Piece piece = workers.get(key);
    if (piece == null) {
      piece = piece(labels.labelOf(key), Style.PLAIN.foreground(palette.inkOf(key)));
      workers.put(key, piece);
    }
    return piece;
  }

  private Piece piece(String text, Style style) {
    StringBuilder written = new StringBuilder();
    ansi.append(written, text, style);
    return new Piece(written.toString(), CellWidth.of(text));
  }

  /** Appends the gap before the message with the marks in it; returns its cells. */
  private int marks(StringBuilder out, Set<Receipt.Mark> marks) {
    if (marks.isEmpty()) {
      pad(out, GAP);
      return GAP;
    }
    String signs = MarkSigns.of(marks);
    ansi.append(out, signs, theme.of(Theme.Part.MARK));
    int spaces = Math.max(1, GAP - signs.length());
    pad(out, spaces);
    return signs.length() + spaces;
  }

  private void message(StringBuilder out, String message, int column) {
    if (highlights.isEmpty() && SafeText.isInert(message)) {
      out.append(message).append('\n');
      return;
    }
    Iterator<StyledText> lines = safe.lines(message, Style.PLAIN).iterator();
    ansi.append(out, highlights.on(lines.next(), theme));
    out.append('\n');
    while (lines.hasNext()) {
      pad(out, column - BAR.length());
      ansi.append(out, BAR, theme.of(Theme.Part.CONTINUATION));
      ansi.append(out, highlights.on(lines.next(), theme));
      out.append('\n');
    }
  }

  private static void pad(StringBuilder out, int cells) {
    for (int i = 0; i < cells; i++) {
      out.append(' ');
    }
  }
}
