package dev.logtail.pipeline.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how often each of a worker's newest records was delivered, and how often the present
 * connection has brought it: the maps {@code D} and {@code seen} of the replay rule in one. Forgets
 * the longest untouched record first.
 */
final class Delivered {
  /** Counts of one record. */
  static final class Tally {
    private Instant at = Instant.MIN;
    private int delivered;

    /** From here on: of the present connection, valid only when {@code connection} names it. */
    private long connection;

    private int deliveredBefore;
    private int seen;
    private Seam.@Nullable Copies copies;

    int delivered() {
      return delivered;
    }

    /** How often it had been delivered when the present connection began. */
    int deliveredBefore() {
      return deliveredBefore;
    }

    /** What the seam of this connection knows about it. */
    Seam.Copies copies() {
      if (copies == null) {
        copies = new Seam.Copies();
      }
      return copies;
    }

    /**
     * Counts one more of it on this connection; true when these are more than were ever delivered,
     * so that this one is new.
     */
    boolean countIsNew() {
      seen++;
      boolean isNew = seen > delivered;
      delivered = Math.max(delivered, seen);
      return isNew;
    }
  }

  private final Map<Fingerprint, Tally> tallies = new Recent();
  private int capacity;
  private long connection;
  private Instant forgotten = Instant.MIN;
  private Instant forgottenHere = Instant.MIN;

  Delivered(int capacity) {
    this.capacity = capacity;
  }

  /** What an earlier run delivered. To be called before the first connection. */
  void recall(Remembered.Records before) {
    forgotten = before.forgotten();
    for (Remembered.Count count : before.counts()) {
      Tally tally = new Tally();
      tally.at = count.at();
      tally.delivered = count.times();
      tallies.put(count.key(), tally);
    }
  }

  /** All that is remembered and settled, the longest untouched first. */
  List<Remembered.Count> counts(Pending pending) {
    List<Remembered.Count> counts = new ArrayList<>(tallies.size());
    tallies.forEach(
        (key, tally) -> {
          int times = tally.delivered - pending.counted(key);
          if (times > 0) {
            counts.add(new Remembered.Count(key, tally.at, times));
          }
        });
    return counts;
  }

  /** Stamp of the newest record that later connections must take for forgotten. */
  Instant forgotten() {
    return forgottenHere.equals(Instant.MIN) ? forgotten : forgottenHere;
  }

  /** Starts counting anew what a connection brings. */
  void newConnection() {
    connection++;
    forgotten = forgotten();
    forgottenHere = Instant.MIN;
  }

  int capacity() {
    return capacity;
  }

  /** Changes how many records are remembered, and forgets what is too many. */
  void capacity(int records) {
    capacity = records;
    Iterator<Tally> eldest = tallies.values().iterator();
    for (int surplus = tallies.size() - capacity; surplus > 0; surplus--) {
      forget(eldest.next());
      eldest.remove();
    }
  }

  /** What this connection brought and is forgotten concerns only later ones. */
  private void forget(Tally tally) {
    if (tally.at.equals(Instant.MIN)) {
      return;
    }
    if (tally.connection == connection) {
      forgottenHere = tally.at;
    } else {
      forgotten = tally.at;
    }
  }

  boolean isKnown(Fingerprint key) {
    return tallies.containsKey(key);
  }

  /** True for a record that was delivered, and not more than once. */
  boolean isKnownOnce(Fingerprint key) {
    Tally tally = tallies.get(key);
    return tally != null && tally.delivered == 1;
  }

  /** Forgets every record that can't come again. */
  void forgetAllBut(Collection<Fingerprint> keys) {
    tallies.keySet().retainAll(Set.copyOf(keys));
  }

  /** True for a record so old that it may have been delivered and forgotten. */
  boolean mayBeForgotten(Instant at) {
    return !at.isAfter(forgotten);
  }

  /**
   * The counts of a record, which is thereby the last to be forgotten.
   *
   * @param at its stamp, MIN for none
   */
  Tally tally(Fingerprint key, Instant at) {
    Tally tally = tallies.computeIfAbsent(key, unknown -> new Tally());
    tally.at = at;
    if (tally.connection != connection) {
      tally.connection = connection;
      tally.deliveredBefore = tally.delivered;
      tally.seen = 0;
      tally.copies = null;
    }
    return tally;
  }

  /** In the order of the last touch. */
  private final class Recent extends LinkedHashMap<Fingerprint, Tally> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Fingerprint, Tally> eldest) {
      boolean surplus = size() > capacity;
      if (surplus) {
        forget(eldest.getValue());
      }
      return surplus;
    }
  }
}
