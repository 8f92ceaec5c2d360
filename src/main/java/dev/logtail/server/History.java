package dev.logtail.server;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The newest records of a stream, which a new client is sent first: a ring bounded in records and
 * in bytes. Not safe for use by several threads; its owner holds a lock.
 */
final class History {
  private final int mostRecords;
  private final int mostBytes;
  private final ArrayDeque<byte[]> records = new ArrayDeque<>();
  private long bytes;

  History(int mostRecords, int mostBytes) {
    this.mostRecords = mostRecords;
    this.mostBytes = mostBytes;
  }

  /** Adds the newest record; what no longer fits is forgotten, oldest first. */
  void add(byte[] record) {
    records.add(record);
    bytes += record.length;
    while (records.size() > mostRecords || bytes > mostBytes) {
      bytes -= records.remove().length;
    }
  }

  /** Hands over every record, oldest first. */
  void forEach(Consumer<byte[]> action) {
    records.forEach(action);
  }
}
