package dev.logtail.view.tui;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything outside the console's own state that it shows and acts on, at one moment.
 *
 * @param zone the zone of the times shown, unless the user has chosen another one
 */
record Scene(
    LogView log, List<WorkerRow> workers, ConsoleFigures figures, Instant now, ZoneId zone) {
  /** The zone that the user sees times in. */
  ZoneId zone(ConsoleState state) {
    return state.display().writing().zoneOr(zone);
  }
}
