package dev.logtail.view.template;

import dev.logtail.model.LogEvent;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Highlights;
import dev.logtail.view.style.MessageText;
import dev.logtail.view.style.Palette;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.TimeText;
import dev.logtail.view.style.WorkerLabels;
import dev.logtail.wire.JsonLookup;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Fills a template with one record after the other. A message's further lines hang behind a bar
 * below the template's line that the message is in, unless the template gives the message a width:
 * then it stays on one line. One per output; its thread only.
 *
 * <pre>
 *   {level} {message}     ERROR order rejected
 *                             │ Traceback (most recent call last): …
 * </pre>
 */
public final class TemplateText {
  /**
   * What the text looks like.
   *
   * @param time how times look that the template says nothing about
   */
  public record Look(
      Theme theme,
      TimeStyle time,
      ZoneId zone,
      MessageText messages,
      AnsiPolicy ansi,
      Highlights highlights) {
    /** Everything as it is, without colours, for a file. */
    public static Look plain(TimeStyle time, ZoneId zone) {
      return new Look(
          Theme.monochrome(), time, zone, MessageText.whole(), AnsiPolicy.STRIP, Highlights.NONE);
    }
  }

  private static final String BAR = "│ ";
  private static final String MISSING = "-";

  private final Template template;
  private final Look look;
  private final ZoneId zone;
  private final SafeText safe;
  private final Palette palette;
  private final WorkerLabels labels = new WorkerLabels();
  private final Map<TimeStyle, TimeText> times = new EnumMap<>(TimeStyle.class);

  public TemplateText(Template template, Look look) {
    this.template = template;
    this.look = look;
    this.zone = look.time() == TimeStyle.UTC ? ZoneOffset.UTC : look.zone();
    this.safe = new SafeText(look.ansi());
    this.palette = new Palette(look.theme().workers());
  }

  /** The record in whole lines, at least one. */
  public List<StyledText> lines(LogEvent event) {
    Page page = new Page(look.theme().of(Theme.Part.CONTINUATION));
    for (Part part : template.parts()) {
      page.open = !(part instanceof Part.LineEnd);
      if (part instanceof Part.Text text) {
        page.line.append(text.text(), Style.PLAIN);
      } else if (part instanceof Part.Value value) {
        value(page, value, event);
      } else {
        page.endLine();
      }
    }
    page.endIfOpen();
    return page.done;
  }

  private void value(Page page, Part.Value value, LogEvent event) {
    if (isMessage(value.source()) && value.room().equals(Room.ANY)) {
      page.message(
          safe.lines(look.messages().of(event), Style.PLAIN).stream()
              .map(this::highlighted)
              .toList());
    } else {
      room(page.line, value.room(), oneLine(value, event));
    }
  }

  private StyledText highlighted(StyledText line) {
    return look.highlights().on(line, look.theme());
  }

  private static boolean isMessage(Part.Source source) {
    return source instanceof Part.Known known && known.field() == KnownField.MESSAGE;
  }

  private static void room(StyledText.Builder line, Room room, StyledText text) {
    String blanks = room.blanks(text);
    line.append(room.left() ? "" : blanks, Style.PLAIN);
    line.append(text).append(room.left() ? blanks : "", Style.PLAIN);
  }

  private StyledText oneLine(Part.Value value, LogEvent event) {
    String text = safe.plain(textOf(value.source(), event));
    String shown = text.isEmpty() && !mayBeEmpty(value.source()) ? MISSING : text;
    StyledText cut = StyledText.of(value.room().cut(shown), styleOf(value.source(), event));
    return isMessage(value.source()) ? highlighted(cut) : cut;
  }

  private static boolean mayBeEmpty(Part.Source source) {
    return source instanceof Part.Time
        || (source instanceof Part.Known known && known.field().mayBeEmpty());
  }

  private String textOf(Part.Source source, LogEvent event) {
    if (source instanceof Part.Time time) {
      return times(time.style().orElse(look.time())).of(event.at());
    }
    if (source instanceof Part.Pattern pattern) {
      return patterned(pattern, event.at());
    }
    if (source instanceof Part.Path path) {
      return event.receipt().json()
          ? JsonLookup.find(event.receipt().text(), path.names()).orElse("")
          : "";
    }
    KnownField field = ((Part.Known) source).field();
    return switch (field) {
      case LABEL -> labels.labelOf(event.worker());
      case MESSAGE -> look.messages().of(event);
      default -> field.of(event);
    };
  }

  private TimeText times(TimeStyle style) {
    return times.computeIfAbsent(style, wanted -> new TimeText(wanted, look.zone()));
  }

  /**
   * A pattern may be unable to write some times: those too far away, and where a pad is too small.
   */
  private String patterned(Part.Pattern pattern, Instant at) {
    try {
      return pattern.format().format(at.atZone(zone));
    } catch (DateTimeException e) {
      return times(TimeStyle.FULL).of(at);
    }
  }

  private Style styleOf(Part.Source source, LogEvent event) {
    if (source instanceof Part.Known known) {
      return switch (known.field()) {
        case LEVEL -> look.theme().of(event.level().severity());
        case WORKER, LABEL -> Style.PLAIN.foreground(palette.inkOf(event.worker()));
        case MARKS -> look.theme().of(Theme.Part.MARK);
        default -> Style.PLAIN;
      };
    }
    return source instanceof Part.Path ? Style.PLAIN : look.theme().of(Theme.Part.TIME);
  }

  /** One record on its way into lines. */
  private static final class Page {
    private final List<StyledText> done = new ArrayList<>();
    private final List<StyledText> hanging = new ArrayList<>();
    private final Style bar;
    private StyledText.Builder line = new StyledText.Builder();
    private boolean open;

    Page(Style bar) {
      this.bar = bar;
    }

    void message(List<StyledText> lines) {
      String before = lines.size() > 1 ? line.build().plain() : "";
      String blanks = " ".repeat(Math.max(0, CellWidth.of(before) - BAR.length()));
      line.append(lines.get(0));
      for (StyledText more : lines.subList(1, lines.size())) {
        StyledText.Builder below = new StyledText.Builder().append(blanks, Style.PLAIN);
        hanging.add(below.append(BAR, bar).append(more).build());
      }
    }

    void endLine() {
      done.add(line.build());
      done.addAll(hanging);
      hanging.clear();
      line = new StyledText.Builder();
    }

    /** A line's end at the template's end is no line of its own. */
    void endIfOpen() {
      if (open) {
        endLine();
      }
    }
  }
}
