package dev.logtail.pipeline.order;

import dev.logtail.model.LogEvent;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.util.List;

/** A server that can be asked what a worker logged. Knows the server's pages, limits and order. */
@FunctionalInterface
public interface RecordHistory {
  /** What came of a question. */
  sealed interface Answer {
    /** The records asked for, in the server's order, oldest first. */
    record Records(List<LogEvent> oldestFirst) implements Answer {
      public Records {
        oldestFirst = List.copyOf(oldestFirst);
      }
    }

    /** There is none; {@code why} is part of a sentence and may quote foreign text. */
    record Failed(String why) implements Answer {}
  }

  /** Where nobody can be asked. */
  RecordHistory NONE =
      (worker, since, most, then) -> then.accept(new Answer.Failed("the server keeps none"));

  /**
   * Asks for what {@code worker} logged at {@code since} and later; returns at once.
   *
   * @param most the newest so many are enough
   * @param then told the answer, once, on any thread
   */
  void ask(WorkerKey worker, Instant since, int most, Sink<Answer> then);
}
