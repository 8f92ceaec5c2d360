package dev.logtail.view.line;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.Highlights;
import dev.logtail.view.style.MessageText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.terminal.ColorDepth;
import java.time.ZoneId;

/**
 * What lines look like.
 *
 * @param ansi what becomes of colours in messages
 * @param wholeMessage true to keep a prefix that only repeats the record
 */
public record LineSettings(
    Theme theme,
    ColorDepth depth,
    TimeStyle time,
    ZoneId zone,
    AnsiPolicy ansi,
    boolean wholeMessage,
    Highlights highlights) {

  /** Without colours, as for a pipe. */
  public static LineSettings plain(ZoneId zone) {
    return new LineSettings(
        Theme.monochrome(),
        ColorDepth.NONE,
        TimeStyle.SHORT,
        zone,
        AnsiPolicy.STRIP,
        false,
        Highlights.NONE);
  }

  public LineSettings time(TimeStyle style) {
    return new LineSettings(theme, depth, style, zone, ansi, wholeMessage, highlights);
  }

  MessageText messages() {
    return wholeMessage ? MessageText.whole() : MessageText.brief();
  }
}
