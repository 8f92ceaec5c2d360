package dev.logtail.view.tui;

import dev.logtail.model.Severity;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.TimeText;
import dev.logtail.view.tui.Mode.Travelling;
import java.time.ZoneId;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How much happened when, above a clock; each row of bars is as high as its largest.
 *
 * <pre>
 *   ▂▂▁▃▅▇█▅▃▂▁▁▂▁
 *        ▁  █
 *   ╵14:30     ▲╵14:31     records and errors per 10 s
 * </pre>
 */
final class TimelinePane {
  private static final String BARS = " ▁▂▃▄▅▆▇█";
  private static final String HERE = "▲";
  private static final int LEAST_FOR_WORDS = 72;

  private final ConsoleLook look;

  TimelinePane(ConsoleLook look) {
    this.look = look;
  }

  /** How many bars there is room for. */
  static int columns(Area area) {
    return Math.max(0, area.columns() - LogPane.GUTTER);
  }

  void draw(Canvas canvas, Area area, ConsoleState state, LogView log) {
    Timeline timeline = log.timeline();
    Area inside = new Area(area.top(), area.left() + LogPane.GUTTER, area.rows(), columns(area));
    boolean focus = state.mode() instanceof Travelling;
    Style frame = look.theme().of(focus ? Part.FOCUS : Part.FRAME);
    if (timeline.columns() == 0) {
      canvas.pen(inside, 2, 0).text("nothing to count yet", frame);
      return;
    }
    int here = new Travel(state, log).column();
    Style errors = look.theme().of(Severity.ERROR);
    bars(canvas.pen(inside, 0, 0), timeline, timeline::records, Style.PLAIN);
    bars(canvas.pen(inside, 1, 0), timeline, timeline::errors, errors);
    String whole = words(timeline, inside.columns());
    boolean covered = here >= inside.columns() - CellWidth.of(whole) - 2;
    String words = covered ? words(timeline, 0) : whole;
    int wordsAt = inside.columns() - CellWidth.of(words) - 1;
    Area axis = new Area(inside.top(), inside.left(), inside.rows(), wordsAt - 1);
    ZoneId zone = state.display().writing().zoneOr(look.zone());
    clock(canvas, axis, timeline.axis(), here, new Clock(zone, frame));
    canvas.pen(inside, 2, wordsAt).text(words, frame);
    if (here >= 0 && here < timeline.columns()) {
      canvas.pen(inside, 2, here).text(HERE, look.theme().of(Part.TITLE));
    }
  }

  private static void bars(Canvas.Pen pen, Timeline timeline, IntUnaryOperator of, Style style) {
    int columns = timeline.columns();
    long most = Math.max(1, IntStream.range(0, columns).map(of).max().orElse(1));
    int highest = BARS.length() - 1;
    for (int column = 0; column < columns; column++) {
      int height = (int) ((of.applyAsInt(column) * (long) highest + most - 1) / most);
      pen.text(BARS.substring(height, height + 1), style);
    }
  }

  private static String words(Timeline timeline, int columns) {
    String length = "per " + timeline.axis().lengthText();
    String outside =
        timeline.outside() == 0 ? "" : Figures.count(timeline.outside()) + " far off · ";
    return outside + (columns >= LEAST_FOR_WORDS ? "records and errors " : "") + length;
  }

  /** How times are written below the bars. */
  private record Clock(ZoneId zone, Style style) {
    /** As much of a time as is needed to tell it from one that is {@code step} later. */
    String text(long tenths, long step) {
      String full = new TimeText(TimeStyle.FULL, zone).of(TimeBuckets.instant(tenths));
      int time = full.indexOf('T') + 1;
      if (step >= TimeBuckets.DAY) {
        return full.substring(0, time - 1);
      }
      boolean minutes = step >= TimeBuckets.MINUTE;
      return full.substring(
          time,
          time
              + (minutes ? "00:00" : step < TimeBuckets.SECOND ? "00:00:00.0" : "00:00:00")
                  .length());
    }
  }

  /** Labels at round times, and where there is room for none, one at the beginning. */
  private static void clock(Canvas canvas, Area area, TimeAxis axis, int here, Clock clock) {
    long step = step(axis, clock);
    boolean none = true;
    for (int column = 0; column < axis.columns(); column++) {
      String label = "╵" + clock.text(axis.begin(column), step);
      boolean round = Math.floorMod(axis.first() + column, step / axis.length()) == 0;
      boolean fits = column + label.length() <= area.columns();
      boolean free = here < column || here >= column + label.length();
      if (round && fits) {
        none = false;
        if (free) {
          canvas.pen(area, 2, column).text(label, clock.style());
        }
      }
    }
    if (none) {
      canvas.pen(area, 2, 0).text("╵" + clock.text(axis.begin(0), axis.length()), clock.style());
    }
  }

  /** The round time after which there is room for the next label. */
  private static long step(TimeAxis axis, Clock clock) {
    for (long step : TimeAxis.ROUND) {
      long columns = step / axis.length();
      if (step % axis.length() == 0
          && columns >= clock.text(axis.begin(0), step).length() + "╵ ".length()) {
        return step;
      }
    }
    return axis.length();
  }
}
