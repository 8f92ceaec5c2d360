package dev.logtail.view.tui;

import dev.logtail.model.WorkerStatus;

/**
 * One row of the worker pane.
 *
 * @param rate records a second, lately
 */
record WorkerRow(WorkerStatus status, double rate) {}
