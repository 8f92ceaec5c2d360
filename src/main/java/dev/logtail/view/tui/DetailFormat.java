package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Evidence;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.RecordId;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.LevelLabel;
import dev.logtail.view.style.MarkSigns;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lays all about one entry out: what it says and brings along, what was made of it, and what came
 * over the network. What an entry costs is bounded, however large it is: of a very long text only
 * the beginning is laid out, and its end says so.
 *
 * <pre>
 *   order rejected
 *   ── fields ─────────────────────────────
 *   step: "paper_search"
 *   ── record ─────────────────────────────
 *   worker   user123_002050.SZ_hidden_dragon
 *   time     2026-02-01T14:30:25.123+08:00
 *   ── as received ────────────────────────
 *   {"timestamp":"2026-02-01 14:30:25,123", …
 * </pre>
 */
final class DetailFormat {
  /**
   * What the layout depends on.
   *
   * @param columns inside the frame
   * @param zone of the times
   * @param search what is highlighted
   */
  record Shape(int columns, Optional<ZoneId> zone, Optional<TextQuery> search) {
    static Shape of(ConsoleState state) {
      Display display = state.display();
      int columns = ConsoleLayout.of(display).detail().inside().columns();
      return new Shape(columns, display.writing().zone(), state.search());
    }
  }

  private static final int MOST_RAW_CHARS = 16 * 1024;

  private final ConsoleLook look;
  private final Theme theme;
  private final Shape shape;
  private final TimeText time;
  private final TimeText clock;
  private final ReadableText readable;

  DetailFormat(ConsoleLook look, Shape shape) {
    this.look = look;
    this.theme = look.theme();
    this.shape = shape;
    ZoneId zone = shape.zone().orElse(look.zone());
    this.time = new TimeText(TimeStyle.FULL, zone);
    this.clock = new TimeText(TimeStyle.SHORT, zone);
    this.readable = new ReadableText(look, DetailRows.MOST_ROWS);
  }

  DetailPage page(Entry entry) {
    DetailRows rows = new DetailRows(theme, shape);
    if (entry instanceof LogEvent event) {
      event(rows, event);
      Style style = theme.of(event.level().severity());
      return new DetailPage(title(event, LevelLabel.of(event.level()), style), rows.rows());
    }
    StreamNotice notice = (StreamNotice) entry;
    notice(rows, notice);
    Style style = theme.of(notice.kind().isTroubling() ? Part.TROUBLE : Part.NOTICE);
    return new DetailPage(title(notice, word(notice.kind()), style), rows.rows());
  }

  private StyledText title(Entry entry, String what, Style style) {
    Style ink = Style.PLAIN.foreground(look.palette().inkOf(entry.worker()));
    return new StyledText.Builder()
        .append(look.labels().labelOf(entry.worker()), ink)
        .append(what.isEmpty() ? "" : " " + what, style)
        .append(" " + clock.of(entry.at()), theme.of(Part.TIME))
        .build();
  }

  private StyledText worker(WorkerKey key) {
    Style ink = Style.PLAIN.foreground(look.palette().inkOf(key));
    return StyledText.of(look.safe(key.value()), ink);
  }

  private void event(DetailRows rows, LogEvent event) {
    rows.lines(readable.lines(event.message()));
    new DetailFields(look, readable).write(rows, event);
    rows.heading("record");
    rows.fact("worker", worker(event.worker()));
    times(rows, event.time());
    String level = look.safe(event.level().word());
    rows.fact("level", StyledText.of(level, theme.of(event.level().severity())));
    rows.fact("logger", look.safe(event.origin().logger()));
    rows.fact("source", look.safe(source(event.origin())));
    rows.fact("number", look.safe(number(event.receipt().id())));
    for (Mark mark : Mark.values()) {
      if (event.receipt().marks().contains(mark)) {
        String meaning = MarkSigns.of(mark) + " " + MarkSigns.meaning(mark);
        rows.fact("mark", StyledText.of(meaning, theme.of(Part.MARK)));
      }
    }
    rows.heading("as received");
    raw(rows, event.receipt().text());
  }

  private void times(DetailRows rows, EventTime stamp) {
    rows.fact("time", time.of(stamp.at()));
    rows.fact("sent as", look.safe(stamp.text()));
    String arrival = clock.of(stamp.arrival());
    rows.fact("arrived", stamp.isOwn() ? arrival + delay(stamp.at(), stamp.arrival()) : arrival);
  }

  /** For example {@code , 0.350 s after its time}. */
  private static String delay(Instant at, Instant arrival) {
    boolean after = !arrival.isBefore(at);
    Duration apart = after ? Duration.between(at, arrival) : Duration.between(arrival, at);
    String seconds =
        String.format(Locale.ROOT, "%,d.%03d", apart.toSeconds(), apart.toMillisPart());
    return ", " + seconds + " s " + (after ? "after" : "before") + " its time";
  }

  /** For example {@code strategy.on_bar:95}. */
  private static String source(Origin origin) {
    String dot = origin.module().isEmpty() || origin.function().isEmpty() ? "" : ".";
    String line = origin.line() == 0 ? "" : ":" + origin.line();
    return origin.module() + dot + origin.function() + line;
  }

  private static String number(RecordId id) {
    return id.isNumbered() ? id.seq() + " of boot " + id.boot() : id.id();
  }

  private void raw(DetailRows rows, String text) {
    String beginning = ReadableText.beginning(text, MOST_RAW_CHARS);
    rows.lines(new SafeText(AnsiPolicy.ESCAPE).lines(beginning, Style.PLAIN));
    if (beginning.length() < text.length()) {
      rows.remark(ReadableText.rest(text, beginning));
    }
  }

  private void notice(DetailRows rows, StreamNotice notice) {
    rows.lines(List.of(StyledText.of(look.safe(notice.text()), Style.PLAIN)));
    rows.heading("notice");
    rows.fact("worker", worker(notice.worker()));
    rows.fact("time", time.of(notice.at()));
    rows.fact("kind", word(notice.kind()));
    if (notice.kind().isAboutRecords()) {
      evidence(rows, notice.evidence());
    }
  }

  private void evidence(DetailRows rows, Evidence evidence) {
    OptionalLong lost = evidence.lost();
    rows.fact("lost", lost.isPresent() ? Figures.count(lost.getAsLong()) : "nobody can tell");
    evidence.from().ifPresent(from -> rows.fact("after", time.of(from)));
    evidence.to().ifPresent(to -> rows.fact("before", time.of(to)));
    rows.fact("proven", evidence.proven() ? "yes" : "no: it may be so");
  }

  private static String word(StreamNotice.Kind kind) {
    return kind.word().replace('_', ' ');
  }
}
