package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.StreamNotice;
import java.time.Duration;
import java.time.Instant;

/**
 * Says what is to be inserted at its place in time. That is what came late, unless it is so old
 * that nobody would see it there: a worker whose clock is an hour behind is seen live. Guarded by
 * the store.
 *
 * <p>How old something is is told by the least of the newest stamps, so that one worker whose clock
 * is ahead does not make everybody else's records old.
 */
final class LateReach {
  private static final Duration REACH = Duration.ofMinutes(5);
  private static final int NEWEST = 32;

  private final Instant[] newest = new Instant[NEWEST];
  private int count;

  /** An entry has come in order. */
  void inOrder(Entry entry) {
    newest[count % NEWEST] = entry.at();
    count = count + 1 == 2 * NEWEST ? NEWEST : count + 1;
  }

  /**
   * True of what may belong further up than at the end. A notice about records has its place
   * between two of them and bears no mark.
   */
  static boolean isOutOfOrder(Entry entry) {
    if (entry instanceof LogEvent event) {
      return event.receipt().marks().contains(Mark.LATE);
    }
    return ((StreamNotice) entry).kind().isAboutRecords();
  }

  /** True when an entry is too old to be looked for further up. */
  boolean isOld(Entry entry) {
    Instant least = Instant.MAX;
    for (int i = 0; i < Math.min(count, NEWEST); i++) {
      least = newest[i].isBefore(least) ? newest[i] : least;
    }
    return count > 0 && Duration.between(entry.at(), least).compareTo(REACH) > 0;
  }
}
