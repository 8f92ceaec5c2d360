package dev.logtail.view.export;

import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;

/**
 * How records are written to a file or a pipe. Appends text; does no I/O. One per output, its
 * thread only.
 */
public interface RecordFormat {
  /** What stands before the first record of a file that starts here. */
  default void header(StringBuilder out) {}

  void record(StringBuilder out, LogEvent event);

  /**
   * What is said between the records about their continuity, told apart from each record; formats
   * that hold nothing but what was received leave it out.
   */
  void notice(StringBuilder out, StreamNotice notice);

  /** What makes the file complete, however few records it holds. */
  default void footer(StringBuilder out) {}

  /** True when records can be added to a file that this format has completed before. */
  default boolean canContinue() {
    return true;
  }
}
