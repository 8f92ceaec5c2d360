package dev.logtail.pipeline.dialect;

import dev.logtail.model.ArchivedRecord;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.RawFrame;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import dev.logtail.wire.JsonText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
 * line belongs to the record before it. Lines before the first record, the rest of one that was cut
 * off, are left out.
 */
public final class LogFileReader {
  private final LineReader lines;
  private final ZoneId serverZone;

  /**
   * @param serverZone the zone of times that name none
   */
  public LogFileReader(ZoneId serverZone) {
    this.lines = new LineReader(serverZone);
    this.serverZone = serverZone;
  }

  /**
   * The records in {@code file}, in its order. Exported, they have the fields of a streamed one, as
   * far as the file tells them.
   *
   * @param arrival when the file was fetched
   */
  public List<ArchivedRecord> read(WorkerKey worker, String file, Instant arrival) {
    Dialect.Decoder objects = new WorkerDecoder(worker, new StampReader(serverZone));
    Gathering gathering = new Gathering(worker);
    int start = 0;
    while (start < file.length()) {
      int newline = file.indexOf('\n', start);
      int end = newline < 0 ? file.length() : newline;
      String line = withoutReturn(file.substring(start, end));
      List<LogEvent> object = line.startsWith("{") ? object(objects, line, arrival) : List.of();
      if (object.isEmpty()) {
        gathering.add(line, lines.read(line, arrival).filter(head -> head.time().isStamped()));
      } else {
        gathering.close();
        object.forEach(event -> gathering.records.add(new ArchivedRecord(event, event)));
      }
      start = end + 1;
    }
    gathering.close();
    return gathering.records;
  }

  /** What the line is as a record of its own; empty for the middle of another. */
  private static List<LogEvent> object(Dialect.Decoder objects, String line, Instant arrival) {
    List<LogEvent> found = new ArrayList<>();
    objects.decode(new RawFrame(arrival, line), found::add);
    return found.stream().allMatch(event -> event.time().isOwn()) ? found : List.of();
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** Puts lines together until the next record begins. */
  private static final class Gathering {
    private static final int DATE = "2026-02-01".length();

    private final WorkerKey worker;
    private final List<ArchivedRecord> records = new ArrayList<>();
    private final StringBuilder whole = new StringBuilder();
    private Optional<LineReader.Reading> head = Optional.empty();
    private int headLength;

    Gathering(WorkerKey worker) {
      this.worker = worker;
    }

    void add(String line, Optional<LineReader.Reading> reading) {
      if (reading.isPresent()) {
        close();
        head = reading;
        whole.append(line);
        headLength = line.length() - reading.get().text().length();
      } else if (head.isPresent()) {
        whole.append('\n').append(line);
      }
    }

    void close() {
      if (head.isPresent()) {
        String message = whole.toString();
        String text = message.substring(headLength);
        records.add(new ArchivedRecord(event(head.get(), message), event(head.get(), text)));
      }
      head = Optional.empty();
      whole.setLength(0);
    }

    private LogEvent event(LineReader.Reading reading, String message) {
      EventTime time = reading.time();
      Level level = reading.level();
      Origin origin = reading.origin();
      Receipt receipt = Receipt.object(json(reading, message));
      return new LogEvent(worker, time, level, message, origin, receipt);
    }

    private static String json(LineReader.Reading reading, String message) {
      StringBuilder json = new StringBuilder(message.length() + 128);
      field(json, '{', "timestamp", isoOf(reading.time().text()));
      field(json, ',', "level", reading.level().word());
      field(json, ',', "message", message);
      field(json, ',', "logger_name", reading.origin().logger());
      return json.append('}').toString();
    }

    private static void field(StringBuilder json, char before, String name, String value) {
      json.append(before).append('"').append(name).append("\":");
      JsonText.quote(json, value);
    }

    /** {@code 2026-02-01 14:30:25,123} as a stream would have it. */
    private static String isoOf(String stamp) {
      boolean plain = stamp.length() > DATE && stamp.charAt(DATE) == ' ';
      return plain ? stamp.replaceFirst(" ", "T").replace(',', '.') : stamp;
    }
  }
}
