package dev.logtail.model;

import java.time.Instant;

/**
 * One record that a worker logged. All its strings are foreign text. The message may hold several
 * lines.
 */
public record LogEvent(
    WorkerKey worker, EventTime time, Level level, String message, Origin origin, Receipt receipt)
    implements Entry {

  private static final int FIXED_BYTES = 320;

  @Override
  public Instant at() {
    return time.at();
  }

  @Override
  public Severity countsAs() {
    return level.severity().countsAs();
  }

  @Override
  public int weight() {
    int frame = receipt.part().text().length();
    return FIXED_BYTES + message.length() + receipt.text().length() + frame;
  }

  /** The same event as a part of a frame. */
  public LogEvent as(FramePart part) {
    return receipt.part().equals(part)
        ? this
        : new LogEvent(worker, time, level, message, origin, receipt.as(part));
  }

  /** The same event with one mark more. */
  public LogEvent with(Receipt.Mark mark) {
    return new LogEvent(worker, time, level, message, origin, receipt.with(mark));
  }
}
