package dev.logtail.view.export;

import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.TimeText;
import java.util.List;

/**
 * Lines for people, safe to print, without colours.
 *
 * <pre>
 *   2026-02-01T14:30:25.123+08:00 ERROR    user123_600132.SH_turtle  order rejected
 *       │ Traceback (most recent call last): …
 * </pre>
 *
 * Every record starts with its time, if times were asked for; nothing else does. Notices start with
 * {@value #RULE}.
 */
public final class TextFormat implements RecordFormat {
  private static final String CONTINUATION = "    │ ";
  private static final String RULE = "---";
  private static final String TORN = " torn: the line above was cut off";
  private static final String NO_LEVEL = "-";
  private static final int LEVEL_CELLS = 8;

  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);
  private final TimeText times;

  public TextFormat(OutputForm form) {
    this.times = new TimeText(form.time().orElse(TimeStyle.FULL), form.zone());
  }

  @Override
  public void record(StringBuilder out, LogEvent event) {
    int start = out.length();
    times.append(out, event.at());
    String level = event.level().word().isBlank() ? NO_LEVEL : safe.plain(event.level().word());
    out.append(out.length() > start ? " " : "").append(level);
    out.append(" ".repeat(Math.max(0, LEVEL_CELLS - CellWidth.of(level))));
    out.append(' ').append(safe.plain(event.worker().value())).append("  ");
    MarkNames.of(event).forEach(mark -> out.append('[').append(mark).append("] "));
    List<StyledText> lines = safe.lines(event.message(), Style.PLAIN);
    out.append(lines.get(0).plain()).append('\n');
    for (StyledText line : lines.subList(1, lines.size())) {
      out.append(CONTINUATION).append(line.plain()).append('\n');
    }
  }

  @Override
  public void notice(StringBuilder out, StreamNotice notice) {
    out.append(RULE).append(' ').append(times.of(notice.at()).strip());
    out.append(' ').append(safe.plain(notice.worker().value())).append("  ");
    out.append(safe.plain(notice.text())).append('\n');
  }

  @Override
  public String mended(String torn) {
    return torn + "\n" + RULE + TORN + "\n";
  }
}
