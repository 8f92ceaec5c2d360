package dev.logtail.pipeline;

import dev.logtail.model.ArchivedRecord;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import java.util.List;

/** What workers keep of their records beside their streams: their log files. */
@FunctionalInterface
public interface RecordArchive {
  /** Where no worker keeps anything. */
  RecordArchive NONE = (worker, most, told) -> told.accept(new Answer.None());

  /** What came of a question. */
  sealed interface Answer {
    /** The newest records, oldest first. */
    record Records(List<ArchivedRecord> records) implements Answer {
      public Records {
        records = List.copyOf(records);
      }
    }

    /** This worker keeps none. */
    record None() implements Answer {}

    /** It can't be asked now. */
    record Failed() implements Answer {}
  }

  /**
   * Asks for the newest {@code lines} lines of a worker's log file, and returns at once.
   *
   * @param told gets the answer, once, by any thread
   */
  void newest(WorkerKey worker, int lines, Sink<Answer> told);
}
