package dev.logtail.view.tui;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything outside the console's own state that it shows and acts on, at one moment.
 *
 * @param zone of the times, unless another one was asked for
 */
record Scene(
    LogView log, List<WorkerRow> workers, ConsoleFigures figures, Instant now, ZoneId zone) {}
