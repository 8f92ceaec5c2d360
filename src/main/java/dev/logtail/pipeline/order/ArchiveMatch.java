package dev.logtail.pipeline.order;

import dev.logtail.model.ArchivedRecord;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what lies between two runs of streamed records in the worker's log file.
 *
 * <pre>
 *   delivered before the break      … A B C
 *   log file                    … x A B C d e F G h …      d e are missing, and nothing else is
 *   delivered after it                        F G
 * </pre>
 *
 * A streamed record and one of the file are the same when level and text agree and their stamps do
 * to a few milliseconds: files have coarser ones. Nothing is taken for missing but what lies behind
 * the last known record and before the first one of the new connection.
 *
 * @param missing in the file's order
 * @param reachesBack whether the file shows the last record that was known, so that nothing else is
 *     missing
 * @param found false when the file does not show where the new connection begins: then it tells
 *     nothing
 */
record ArchiveMatch(List<LogEvent> missing, boolean reachesBack, boolean found) {
  private static final Duration COARSENESS = Duration.ofMillis(5);
  private static final ArchiveMatch NOTHING = new ArchiveMatch(List.of(), false, false);

  /** Streamed records that the file's are compared with; each can be found once. */
  private static final class Known {
    private final Map<String, Deque<LogEvent>> byText = new HashMap<>();

    /** Whether the stream's messages lack what the file's lines begin with. */
    private boolean isBare;

    Known(List<LogEvent> events) {
      for (LogEvent event : events) {
        byText.computeIfAbsent(event.message(), text -> new ArrayDeque<>()).add(event);
      }
    }

    boolean take(ArchivedRecord filed) {
      if (take(filed.whole())) {
        return true;
      }
      boolean bare = take(filed.bare());
      isBare |= bare;
      return bare;
    }

    private boolean take(LogEvent filed) {
      Deque<LogEvent> same = byText.get(filed.message());
      return same != null && same.removeIf(new Once(filed)::isSame);
    }
  }

  /** Is the same as one record only. */
  private static final class Once {
    private final LogEvent filed;
    private boolean met;

    Once(LogEvent filed) {
      this.filed = filed;
    }

    boolean isSame(LogEvent streamed) {
      Duration apart = Duration.between(filed.at(), streamed.at()).abs();
      boolean same =
          !met
              && filed.level().severity() == streamed.level().severity()
              && apart.compareTo(COARSENESS) <= 0;
      met |= same;
      return same;
    }
  }

  /**
   * Compares.
   *
   * @param before the newest records that were known before the break
   * @param after the oldest ones of the new connection
   */
  static ArchiveMatch of(List<ArchivedRecord> file, List<LogEvent> before, List<LogEvent> after) {
    Known left = new Known(before);
    Known right = new Known(after);
    int begin = 0;
    boolean reachesBack = false;
    int end = -1;
    for (int i = 0; i < file.size() && end < 0; i++) {
      if (left.take(file.get(i))) {
        begin = i + 1;
        reachesBack = true;
      } else if (right.take(file.get(i))) {
        end = i;
      }
    }
    if (end < 0 || (!reachesBack && !isAllAfter(file, before))) {
      return NOTHING;
    }
    boolean bare = left.isBare || right.isBare;
    return new ArchiveMatch(events(file.subList(begin, end), bare), reachesBack, true);
  }

  /** True when the file begins after all that was known, so that it can repeat none of it. */
  private static boolean isAllAfter(List<ArchivedRecord> file, List<LogEvent> before) {
    LogEvent oldest = file.get(0).whole();
    return before.stream().allMatch(known -> known.at().plus(COARSENESS).isBefore(oldest.at()));
  }

  private static List<LogEvent> events(List<ArchivedRecord> missing, boolean bare) {
    return missing.stream()
        .map(filed -> bare ? filed.bare() : filed.whole())
        .map(event -> event.with(Mark.RECOVERED))
        .toList();
  }
}
