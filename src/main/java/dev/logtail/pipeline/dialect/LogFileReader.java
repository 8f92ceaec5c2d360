package dev.logtail.pipeline.dialect;

import dev.logtail.model.ArchivedRecord;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the records of a worker's log file, so that what a stream did not bring can be taken from
 * there.
 *
 * <pre>
 *   2026-02-01 14:30:25,123 ERROR engine: order refused     ┐
 *   Traceback (most recent call last):                      │ one record of four lines
 *     File "engine.py", line 95, in run                     │
 *   ValueError: no price                                    ┘
 *   2026-02-01 14:30:25,124 INFO engine: Bar processed
 * </pre>
 *
 * A record begins with a line that begins with a time, or is a JSON object of its own; every other
 * line belongs to the record before it.
 */
public final class LogFileReader {
  /** What tells times and shapes of lines. */
  record Parts(LineReader lines, StampReader stamps) {}

  private final Parts parts;

  /**
   * @param serverZone the zone of times that name none
   */
  public LogFileReader(ZoneId serverZone) {
    this.parts = new Parts(new LineReader(serverZone), new StampReader(serverZone));
  }

  /**
   * The records in {@code file}, in its order, without what is cut off or has no time. Exported,
   * they have the fields of a streamed one, as far as the file tells them.
   *
   * @param arrival when the file was fetched
   */
  public List<ArchivedRecord> read(WorkerKey worker, String file, Instant arrival) {
    List<ArchivedRecord> records = new ArrayList<>();
    LogFileLines lines =
        lines(
            worker,
            arrival,
            LogFileLines.Beginning.CUT_OFF,
            record -> {
              if (record.whole().time().isStamped()) {
                records.add(record);
              }
            });
    int start = 0;
    while (start < file.length()) {
      int newline = file.indexOf('\n', start);
      int end = newline < 0 ? file.length() : newline;
      lines.add(withoutReturn(file.substring(start, end)));
      start = end + 1;
    }
    lines.end();
    return records;
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /**
   * The same for a file that comes line by line.
   *
   * @param out gets each record as soon as the next one begins
   */
  public LogFileLines lines(
      WorkerKey worker,
      Instant arrival,
      LogFileLines.Beginning beginning,
      Sink<ArchivedRecord> out) {
    return new LogFileLines(worker, parts, arrival, beginning, out);
  }
}
