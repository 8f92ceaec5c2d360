package dev.logtail.view.alert;

import dev.logtail.model.Alert;
import dev.logtail.model.DurationText;
import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.view.export.NdjsonFormat;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.MessageText;
import dev.logtail.view.style.SafeText;
import java.util.Locale;

/** An alert in words. All of it is made safe: whatever a record holds, nothing in it acts. Pure. */
public final class AlertText {
  private static final int MOST_CHARS = 300;
  private static final MessageText BRIEF = MessageText.brief();
  private static final SafeText SAFE = new SafeText(AnsiPolicy.STRIP);

  private AlertText() {}

  /** {@code user123_turtle: ERROR order rejected … and 36 more in 10s}. */
  public static String line(Alert alert) {
    return SAFE.plain(alert.entry().worker().value()) + ": " + body(alert);
  }

  /** The same without whose it is. */
  static String body(Alert alert) {
    return what(alert.entry()) + more(alert);
  }

  private static String what(Entry entry) {
    if (entry instanceof LogEvent event) {
      String first = BRIEF.of(event).stripLeading().split("\n", 2)[0].stripTrailing();
      return (SAFE.plain(event.level().word()) + " " + cut(SAFE.plain(first))).strip();
    }
    return cut(SAFE.plain(((StreamNotice) entry).text()));
  }

  private static String cut(String text) {
    if (text.length() <= MOST_CHARS) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
    return text.substring(0, end) + "…";
  }

  /** {@code … and 36 more in 10s}, or nothing. */
  private static String more(Alert alert) {
    return alert.more() == 0
        ? ""
        : String.format(
            Locale.ROOT, " … and %,d more in %s", alert.more(), DurationText.of(alert.during()));
  }

  /** The alert's entry as NDJSON exports write it, with the end of the line. */
  static String json(Alert alert) {
    StringBuilder out = new StringBuilder();
    NdjsonFormat format = new NdjsonFormat();
    if (alert.entry() instanceof LogEvent event) {
      format.record(out, event);
    } else {
      format.notice(out, (StreamNotice) alert.entry());
    }
    return out.toString();
  }
}
