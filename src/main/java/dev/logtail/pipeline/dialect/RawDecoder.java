package dev.logtail.pipeline.dialect;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.RawFrame;
import dev.logtail.model.Receipt;
import dev.logtail.model.ResumeRule;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes lines. A line that goes on with the record before it is put to it where both came in one
 * frame; where it comes in a frame of its own it is an event of its own, with the time, the level
 * and the logger of that record, so that nothing waits for what may not come.
 */
final class RawDecoder implements Dialect.Decoder {
  private final WorkerKey worker;
  private final LineReader lines;
  private final WorkerDecoder objects;
  private final Continuation continuation = new Continuation();
  private final List<LogEvent> decoded = new ArrayList<>();
  private Optional<LogEvent> head = Optional.empty();

  RawDecoder(WorkerKey worker, ZoneId serverZone) {
    this.worker = worker;
    this.lines = new LineReader(serverZone);
    this.objects = new WorkerDecoder(worker, new StampReader(serverZone));
  }

  @Override
  public ResumeRule resumeRule() {
    return ResumeRule.OVERLAPPING_TEXT;
  }

  @Override
  public void decode(RawFrame frame, Sink<LogEvent> out) {
    String text = frame.text();
    int length = text.endsWith("\n") ? text.length() - 1 : text.length();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0 && end < length; end = text.indexOf('\n', start)) {
      take(text.substring(start, end), frame.at());
      start = end + 1;
    }
    take(text.substring(start, length), frame.at());
    decoded.forEach(out::accept);
    decoded.clear();
  }

  private void take(String line, Instant arrival) {
    if (line.startsWith("{") && takeObject(line, arrival)) {
      return;
    }
    Optional<LineReader.Reading> reading = lines.read(line, arrival);
    if (reading.isPresent()) {
      continuation.begin(arrival);
      begin(event(reading.get(), line));
    } else if (head.isPresent() && continuation.goesOn(line, arrival)) {
      goOn(head.get(), line, arrival);
    } else {
      head = Optional.empty();
      continuation.end();
      decoded.add(
          event(
              new LineReader.Reading(
                  EventTime.unstamped(arrival), Level.NONE, Origin.UNKNOWN, line),
              line));
    }
  }

  /** False for a line that only begins like an object. */
  private boolean takeObject(String line, Instant arrival) {
    List<LogEvent> found = new ArrayList<>();
    objects.decode(new RawFrame(arrival, line), found::add);
    if (found.stream().anyMatch(event -> !event.receipt().json())) {
      return false;
    }
    continuation.begin(arrival);
    found.forEach(this::begin);
    return true;
  }

  private void begin(LogEvent event) {
    head = Optional.of(event);
    decoded.add(event);
  }

  private LogEvent event(LineReader.Reading reading, String line) {
    return new LogEvent(
        worker,
        reading.time(),
        reading.level(),
        reading.text(),
        reading.origin(),
        Receipt.text(line));
  }

  private void goOn(LogEvent first, String line, Instant arrival) {
    int newest = decoded.size() - 1;
    if (newest >= 0 && !first.receipt().json()) {
      LogEvent longer =
          new LogEvent(
              worker,
              first.time(),
              first.level(),
              first.message() + '\n' + line,
              first.origin(),
              Receipt.text(first.receipt().text() + '\n' + line));
      decoded.set(newest, longer);
      head = Optional.of(longer);
    } else {
      EventTime time = new EventTime(first.at(), arrival, "");
      decoded.add(
          new LogEvent(worker, time, first.level(), line, first.origin(), Receipt.text(line)));
    }
  }
}
