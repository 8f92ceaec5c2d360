package dev.logtail.pipeline.order;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers how often each of a worker's newest records was delivered, and how often the present
 * connection has brought it: the maps {@code D} and {@code seen} of the replay rule in one. Forgets
 * the longest untouched record first.
 */
final class Delivered {
  /** Counts of one record; {@code seen} is valid for {@code connection} only. */
  private static final class Tally {
    private int delivered;
    private int seen;
    private long connection;
  }

  private final Map<Fingerprint, Tally> tallies = new LinkedHashMap<>();
  private int capacity;
  private long connection;

  Delivered(int capacity) {
    this.capacity = capacity;
  }

  /** Starts counting anew what a connection brings. */
  void newConnection() {
    connection++;
  }

  int capacity() {
    return capacity;
  }

  void capacity(int records) {
    capacity = records;
  }

  boolean isKnown(Fingerprint key) {
    Tally tally = tallies.get(key);
    return tally != null && tally.delivered > 0;
  }

  /** True when the present connection has brought that record before. */
  boolean seenBefore(Fingerprint key) {
    Tally tally = tallies.get(key);
    return tally != null && tally.connection == connection && tally.seen > 0;
  }

  /**
   * Counts one more of {@code key} on this connection; true when it is more than were ever
   * delivered, so that it is new.
   */
  boolean countIsNew(Fingerprint key) {
    Tally tally = tallies.remove(key);
    if (tally == null) {
      tally = new Tally();
    }
    if (tally.connection != connection) {
      tally.connection = connection;
      tally.seen = 0;
    }
    tally.seen++;
    boolean isNew = tally.seen > tally.delivered;
    if (isNew) {
      tally.delivered = tally.seen;
    }
    tallies.put(key, tally);
    forgetSurplus();
    return isNew;
  }

  private void forgetSurplus() {
    Iterator<Tally> oldest = tallies.values().iterator();
    while (tallies.size() > capacity) {
      oldest.next();
      oldest.remove();
    }
  }
}
