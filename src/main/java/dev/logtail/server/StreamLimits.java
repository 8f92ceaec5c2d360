package dev.logtail.server;

/**
 * The bounds of one log server.
 *
 * @param ringRecords how many records a new client is sent first
 * @param ringBytes how many bytes of them at most
 * @param clients how many may listen at once
 * @param queueBytes what may wait for one slow client before its oldest records are dropped
 */
record StreamLimits(int ringRecords, int ringBytes, int clients, int queueBytes) {
  /** What servers in the field do: 100 records, ten clients. */
  static final StreamLimits FIELD = new StreamLimits(100, 512 << 10, 10, 1 << 20);

  public StreamLimits {
    if (ringRecords < 0 || ringBytes < 0 || clients < 1 || queueBytes < 1) {
      throw new IllegalArgumentException("a log server needs room for a client and a record");
    }
  }
}
