package dev.logtail.view.tui;

import dev.logtail.model.WorkerStatus;

/**
 * One row of the worker pane.
 *
 * @param rate records a second, lately
 * @param unseen errors that came since the end of its log was last on the screen
 */
record WorkerRow(WorkerStatus status, double rate, long unseen) {}
