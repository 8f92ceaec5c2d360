package dev.logtail.pipeline.order;

import dev.logtail.model.LogEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Merges records that lie ready, a sequence a worker, into one order of record time. Inside a
 * sequence nothing changes places: a record that is older than the one before it stands behind it
 * all the same. Reads one record of each sequence ahead. One thread.
 */
public final class FileMerge implements Iterator<LogEvent> {
  /** A sequence with its next record; {@code key} never decreases. */
  private record Lane(int number, Iterator<LogEvent> rest, LogEvent head, Instant key) {}

  private final PriorityQueue<Lane> lanes =
      new PriorityQueue<>(Comparator.comparing(Lane::key).thenComparingInt(Lane::number));

  /** Of records of the same time, those of an earlier sequence come first. */
  public FileMerge(List<Iterator<LogEvent>> sequences) {
    for (int i = 0; i < sequences.size(); i++) {
      enter(i, sequences.get(i), Instant.MIN);
    }
  }

  private void enter(int number, Iterator<LogEvent> rest, Instant before) {
    if (rest.hasNext()) {
      LogEvent head = rest.next();
      Instant key = head.at().isAfter(before) ? head.at() : before;
      lanes.add(new Lane(number, rest, head, key));
    }
  }

  @Override
  public boolean hasNext() {
    return !lanes.isEmpty();
  }

  @Override
  public LogEvent next() {
    Lane first = lanes.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    enter(first.number(), first.rest(), first.key());
    return first.head();
  }
}
