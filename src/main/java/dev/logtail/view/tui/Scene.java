package dev.logtail.view.tui;

import java.time.Instant;
import java.util.List;

/** Everything outside the console's own state that it shows and acts on, at one moment. */
record Scene(LogView log, List<WorkerRow> workers, ConsoleFigures figures, Instant now) {}
