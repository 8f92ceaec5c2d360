package dev.logtail.view.tui;

/**
 * One line of the log as it is laid out.
 *
 * @param entry the number of an entry
 * @param line which of the entry's lines, from 0
 */
record LogLine(long entry, int line) {
  boolean isAfter(LogLine other) {
    return entry > other.entry || (entry == other.entry && line > other.line);
  }
}
