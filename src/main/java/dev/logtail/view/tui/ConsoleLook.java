package dev.logtail.view.tui;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.MessageText;
import dev.logtail.view.style.Palette;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.TimeOrigin;
import dev.logtail.view.style.WorkerLabels;
import java.time.ZoneId;

/**
 * How everything in the console looks. The palette, the labels and the origin of times remember
 * what they were asked: only the console's thread may use them.
 *
 * @param zone the zone that times are shown in
 * @param origin what relative times count from
 * @param ansi what becomes of colours inside messages
 */
public record ConsoleLook(
    Theme theme,
    Palette palette,
    WorkerLabels labels,
    MessageText messages,
    ZoneId zone,
    TimeOrigin origin,
    AnsiPolicy ansi) {

  /** The usual look with this theme. */
  public static ConsoleLook of(Theme theme, ZoneId zone) {
    return new ConsoleLook(
        theme,
        new Palette(theme.workers()),
        new WorkerLabels(),
        MessageText.brief(),
        zone,
        new TimeOrigin(),
        AnsiPolicy.COLOR);
  }

  /** Foreign text for one line, without colours. */
  String safe(String foreign) {
    return new SafeText(AnsiPolicy.STRIP).plain(foreign);
  }
}
