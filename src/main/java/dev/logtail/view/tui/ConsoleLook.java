package dev.logtail.view.tui;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.MessageText;
import dev.logtail.view.style.Palette;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.WorkerLabels;
import java.time.ZoneId;

/**
 * How everything in the console looks. The palette and the labels remember what they gave to whom:
 * only the console's thread may use them.
 *
 * @param zone the zone that times are shown in
 * @param ansi what becomes of colours inside messages
 */
public record ConsoleLook(
    Theme theme,
    Palette palette,
    WorkerLabels labels,
    MessageText messages,
    ZoneId zone,
    AnsiPolicy ansi) {

  /** The usual look with this theme. */
  public static ConsoleLook of(Theme theme, ZoneId zone) {
    return of(theme, MessageText.brief(), zone, AnsiPolicy.COLOR);
  }

  /** The look of a console that has shown nothing yet. */
  public static ConsoleLook of(Theme theme, MessageText messages, ZoneId zone, AnsiPolicy ansi) {
    Palette palette = new Palette(theme.workers());
    return new ConsoleLook(theme, palette, new WorkerLabels(), messages, zone, ansi);
  }

  /**
   * The same in another theme. Each worker keeps its place among the colours where the theme has as
   * many, and gets it back on the way back; its label stays.
   */
  public ConsoleLook with(Theme other) {
    return new ConsoleLook(other, palette.with(other.workers()), labels, messages, zone, ansi);
  }

  /** Foreign text for one line, without colours. */
  String safe(String foreign) {
    return new SafeText(AnsiPolicy.STRIP).plain(foreign);
  }
}
