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

  /** True when a record may hold line ends between double quotes. */
  default boolean quotesLineEnds() {
    return false;
  }

  /**
   * What stands in a file instead of {@code torn}, the beginning of a record that was cut off there
   * when its writer was killed: at least as long, and told apart from a record where the format has
   * a way to.
   */
  default String mended(String torn) {
    return torn + "\n";
  }

  /** True when records can be added to a file that this format has completed before. */
  default boolean canContinue() {
    return true;
  }
}
