package dev.logtail.server;

import java.time.Duration;

/**
 * The bounds of one log server.
 *
 * @param ringRecords how many records a new client is sent first
 * @param ringBytes how many bytes of them at most
 * @param clients how many may listen at once
 * @param queueBytes what may wait for one slow client before its oldest records are dropped
 * @param stall how long a client may take nothing at all before it is cut off
 */
record StreamLimits(int ringRecords, int ringBytes, int clients, int queueBytes, Duration stall) {
  /** As servers in the field have it: 100 records, ten clients, cut off when silent for long. */
  static final StreamLimits FIELD =
      new StreamLimits(100, 512 << 10, 10, 1 << 20, Duration.ofSeconds(15));

  public StreamLimits {
    if (ringRecords < 0 || ringBytes < 0 || clients < 1 || queueBytes < 1 || stall.isNegative()) {
      throw new IllegalArgumentException("a log server needs room for a client and a record");
    }
  }
}
