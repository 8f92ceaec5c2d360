package dev.logtail.pipeline.dialect;

import dev.logtail.model.ArchivedRecord;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.RawFrame;
import dev.logtail.model.Receipt;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import dev.logtail.wire.JsonText;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the lines of one log file together to records, as they come. What stands before the first
 * record is the rest of one that was cut off, or, in a whole file, lines without a time; where no
 * record begins at all, every line is one without a time. A record that grows beyond {@value
 * #MOST_CHARS} characters goes on in another one of the same head. One thread.
 */
public final class LogFileLines {
  static final int MOST_CHARS = 8 << 20;

  /** So many lines are kept in case that none begins a record. */
  private static final int MOST_LEADING = 10_000;

  private static final int DATE = "2026-02-01".length();

  /** Where a file begins that is read. */
  public enum Beginning {
    FILE,
    /** Perhaps in the middle of a record. */
    CUT_OFF
  }

  private final WorkerKey worker;
  private final LineReader reader;
  private final Dialect.Decoder objects;
  private final Instant arrival;
  private final Sink<ArchivedRecord> out;

  /** Lines before the first record, as long as it may be that they are the rest of one. */
  private final ArrayDeque<String> leading = new ArrayDeque<>();

  private boolean cutOff;
  private final StringBuilder whole = new StringBuilder();
  private Optional<LineReader.Reading> head = Optional.empty();
  private int headLength;

  LogFileLines(
      WorkerKey worker,
      LogFileReader.Parts parts,
      Instant arrival,
      Beginning beginning,
      Sink<ArchivedRecord> out) {
    this.worker = worker;
    this.reader = parts.lines();
    this.objects = new WorkerDecoder(worker, parts.stamps());
    this.arrival = arrival;
    this.cutOff = beginning == Beginning.CUT_OFF;
    this.out = out;
  }

  /** The next line, without its end. */
  public void add(String line) {
    List<LogEvent> object = line.startsWith("{") ? object(line) : List.of();
    if (!object.isEmpty()) {
      begin();
      object.forEach(event -> out.accept(new ArchivedRecord(event, event)));
      return;
    }
    Optional<LineReader.Reading> reading =
        reader.read(line, arrival).filter(first -> first.time().isStamped());
    if (reading.isPresent()) {
      begin();
      head = reading;
      headLength = line.length() - reading.get().text().length();
      whole.append(line);
    } else if (head.isPresent()) {
      continued(line);
    } else {
      untimed(line);
    }
  }

  /** What the line is as a record of its own; empty for the middle of another. */
  private List<LogEvent> object(String line) {
    List<LogEvent> found = new ArrayList<>();
    objects.decode(new RawFrame(arrival, line), found::add);
    return found.stream().allMatch(event -> event.time().isOwn()) ? found : List.of();
  }

  private void begin() {
    close();
    cutOff = false;
    leading.clear();
  }

  private void continued(String line) {
    if (whole.length() + line.length() > MOST_CHARS) {
      Optional<LineReader.Reading> same = head;
      close();
      head = same;
      headLength = 0;
      whole.append(line);
    } else {
      whole.append('\n').append(line);
    }
  }

  private void untimed(String line) {
    if (!cutOff) {
      alone(line);
    } else if (leading.size() < MOST_LEADING) {
      leading.add(line);
    }
  }

  private void alone(String line) {
    if (!line.isBlank()) {
      LineReader.Reading reading =
          reader
              .read(line, arrival)
              .orElseGet(
                  () ->
                      new LineReader.Reading(
                          EventTime.unstamped(arrival), Level.NONE, Origin.UNKNOWN, line));
      out.accept(new ArchivedRecord(event(reading, line), event(reading, reading.text())));
    }
  }

  /** There are no more lines. */
  public void end() {
    close();
    leading.forEach(this::alone);
    leading.clear();
  }

  private void close() {
    if (head.isPresent()) {
      String lines = whole.toString();
      String text = lines.substring(headLength);
      out.accept(new ArchivedRecord(event(head.get(), lines), event(head.get(), text)));
    }
    head = Optional.empty();
    whole.setLength(0);
  }

  private LogEvent event(LineReader.Reading reading, String message) {
    return new LogEvent(
        worker,
        reading.time(),
        reading.level(),
        message,
        reading.origin(),
        Receipt.object(json(reading, message)));
  }

  private static String json(LineReader.Reading reading, String message) {
    StringBuilder json = new StringBuilder(message.length() + 128);
    field(json, "timestamp", isoOf(reading.time().text()));
    field(json, "level", reading.level().word());
    json.append(json.isEmpty() ? '{' : ',').append("\"message\":");
    JsonText.quote(json, message);
    field(json, "logger_name", reading.origin().logger());
    return json.append('}').toString();
  }

  private static void field(StringBuilder json, String name, String value) {
    if (!value.isEmpty()) {
      json.append(json.isEmpty() ? '{' : ',').append('"').append(name).append("\":");
      JsonText.quote(json, value);
    }
  }

  /** {@code 2026-02-01 14:30:25,123} as a stream would have it. */
  private static String isoOf(String stamp) {
    boolean plain = stamp.length() > DATE && stamp.charAt(DATE) == ' ';
    return plain ? stamp.replaceFirst(" ", "T").replace(',', '.') : stamp;
  }
}
