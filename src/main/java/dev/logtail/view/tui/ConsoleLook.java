package dev.logtail.view.tui;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.Highlights;
import dev.logtail.view.style.MessageText;
import dev.logtail.view.style.Palette;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Themes;
import dev.logtail.view.style.TimeOrigin;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.WorkerLabels;
import java.time.ZoneId;

/**
 * How everything in the console looks. The palette, the labels and the origin of times remember
 * what they were asked: only the console's thread may use them.
 *
 * @param themes what can be chosen from
 * @param zone the zone that times are shown in
 * @param origin what relative times count from
 * @param time how times are written to begin with
 * @param ansi what becomes of colours inside messages
 * @param highlights what is marked besides what is searched for
 */
public record ConsoleLook(
    Themes themes,
    Theme theme,
    Palette palette,
    WorkerLabels labels,
    MessageText messages,
    ZoneId zone,
    TimeOrigin origin,
    TimeStyle time,
    AnsiPolicy ansi,
    Highlights highlights) {

  /** The usual look with this theme. */
  public static ConsoleLook of(Theme theme, ZoneId zone) {
    Themes themes = Themes.plain(Themes.Ground.DARK);
    return of(themes, theme, MessageText.brief(), zone, TimeStyle.SHORT, AnsiPolicy.COLOR);
  }

  /** The look of a console that has shown nothing yet. */
  public static ConsoleLook of(
      Themes themes,
      Theme theme,
      MessageText messages,
      ZoneId zone,
      TimeStyle time,
      AnsiPolicy ansi) {
    Palette palette = new Palette(theme.workers());
    return new ConsoleLook(
        themes,
        theme,
        palette,
        new WorkerLabels(),
        messages,
        zone,
        new TimeOrigin(),
        time,
        ansi,
        Highlights.NONE);
  }

  /** The same with these marks. */
  public ConsoleLook with(Highlights marks) {
    return new ConsoleLook(
        themes, theme, palette, labels, messages, zone, origin, time, ansi, marks);
  }

  /**
   * The same in the theme of that name. Each worker keeps its place among the colours where the
   * theme has as many, and gets it back on the way back; its label stays.
   *
   * @throws IllegalArgumentException when there is no such theme; the message names the nearest
   */
  public ConsoleLook inTheme(String name) {
    Theme other = themes.named(name);
    return new ConsoleLook(
        themes,
        other,
        palette.with(other.workers()),
        labels,
        messages,
        zone,
        origin,
        time,
        ansi,
        highlights);
  }

  /** Foreign text for one line, without colours. */
  String safe(String foreign) {
    return new SafeText(AnsiPolicy.STRIP).plain(foreign);
  }
}
