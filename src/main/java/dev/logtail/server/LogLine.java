package dev.logtail.server;

import java.time.LocalDateTime;
import java.time.temporal.ChronoField;

/**
 * What a worker logs, before it has a place in a stream.
 *
 * @param time the worker's own local time, to the microsecond
 * @param text what was logged, without prefix; may hold newlines
 */
record LogLine(LocalDateTime time, String level, String logger, CodePlace place, String text) {
  /** Where in the worker's code the line was logged. */
  record CodePlace(String module, String function, int line) {}

  /**
   * The whole message as Python's logging formats it: {@code 2026-02-01 14:30:25,123 INFO
   * VnpyWorker[002050.SZ]: Bar processed: #1234}.
   */
  String message() {
    StringBuilder out = new StringBuilder(48 + text.length());
    appendSeconds(out, ' ');
    out.append(',');
    appendPadded(out, time.get(ChronoField.MILLI_OF_SECOND), 3);
    return out.append(' ')
        .append(level)
        .append(' ')
        .append(logger)
        .append(": ")
        .append(text)
        .toString();
  }

  /**
   * The time as Python's {@code isoformat()}: no zone, six digits of fraction or, when it is zero,
   * none.
   */
  String timestamp() {
    StringBuilder out = new StringBuilder(26);
    appendSeconds(out, 'T');
    int micros = time.get(ChronoField.MICRO_OF_SECOND);
    if (micros != 0) {
      out.append('.');
      appendPadded(out, micros, 6);
    }
    return out.toString();
  }

  private void appendSeconds(StringBuilder out, char separator) {
    appendPadded(out, time.getYear(), 4);
    appendPadded(out.append('-'), time.getMonthValue(), 2);
    appendPadded(out.append('-'), time.getDayOfMonth(), 2);
    appendPadded(out.append(separator), time.getHour(), 2);
    appendPadded(out.append(':'), time.getMinute(), 2);
    appendPadded(out.append(':'), time.getSecond(), 2);
  }

  private static void appendPadded(StringBuilder out, int number, int digits) {
    String text = Integer.toString(number);
    out.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
  }
}
