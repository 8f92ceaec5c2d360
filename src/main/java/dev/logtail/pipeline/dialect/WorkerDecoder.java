package dev.logtail.pipeline.dialect;

import dev.logtail.model.EventTime;
import dev.logtail.model.FramePart;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.RawFrame;
import dev.logtail.model.Receipt;
import dev.logtail.model.RecordId;
import dev.logtail.model.ResumeRule;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import dev.logtail.wire.JsonRecords;
import dev.logtail.wire.WireFormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the frames of one worker. An object of another shape is shown by what can be found in it
 * under the names that loggers commonly use; text that is no JSON is shown as it is.
 */
final class WorkerDecoder implements Dialect.Decoder {
  private final WorkerKey worker;
  private final Fields fields;
  private long frames;

  WorkerDecoder(WorkerKey worker, StampReader stamps) {
    this.worker = worker;
    this.fields = new Fields(stamps);
  }

  @Override
  public void decode(RawFrame frame, Sink<LogEvent> out) {
    String text = frame.text();
    if (!looksLikeJson(text)) {
      out.accept(textEvent(frame, Receipt.text(text)));
      return;
    }
    fields.start(frame.at());
    try {
      JsonRecords.read(text, fields);
    } catch (WireFormatException e) {
      out.accept(textEvent(frame, Receipt.text(text).with(Receipt.Mark.MALFORMED)));
      return;
    }
    if (fields.decoded.size() > 1) {
      handOnParts(frame, out);
    } else {
      fields.decoded.forEach(out::accept);
    }
  }

  private void handOnParts(RawFrame frame, Sink<LogEvent> out) {
    frames++;
    FramePart first = new FramePart(frame.at(), frames, frame.text());
    FramePart other = new FramePart(frame.at(), frames, "");
    out.accept(fields.decoded.get(0).as(first));
    fields.decoded.stream().skip(1).map(event -> event.as(other)).forEach(out::accept);
  }

  @Override
  public ResumeRule resumeRule() {
    return ResumeRule.REPLAYED_RECORDS;
  }

  private static boolean looksLikeJson(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        return c == '{' || c == '[';
      }
    }
    return false;
  }

  private LogEvent textEvent(RawFrame frame, Receipt receipt) {
    String text = frame.text();
    String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return new LogEvent(
        worker, EventTime.unstamped(frame.at()), Level.NONE, line, Origin.UNKNOWN, receipt);
  }

  /**
   * Gathers one object's fields; the names of the worker dialect win over those of other loggers.
   */
  private final class Fields implements JsonRecords.Visitor {
    private final StampReader stamps;
    private final List<LogEvent> decoded = new ArrayList<>();
    private Instant arrival = Instant.EPOCH;
    private Origin lastOrigin = Origin.UNKNOWN;
    private String stamp = "";
    private String level = "";
    private String message = "";
    private boolean hasMessage;
    private String logger = "";
    private String module = "";
    private String function = "";
    private int line;
    private String boot = "";
    private long seq;

    Fields(StampReader stamps) {
      this.stamps = stamps;
    }

    void start(Instant frameArrival) {
      decoded.clear();
      arrival = frameArrival;
    }

    @Override
    public void begin() {
      stamp = "";
      level = "";
      message = "";
      hasMessage = false;
      logger = "";
      module = "";
      function = "";
      line = 0;
      boot = "";
      seq = 0;
    }

    @Override
    public void text(String name, String value) {
      switch (name) {
        case "timestamp" -> stamp = value;
        case "level" -> level = value;
        case "message" -> message(value);
        case "logger_name" -> logger = value;
        case "module" -> module = value;
        case "func_name" -> function = value;
        default -> otherName(name, value);
      }
    }

    private void otherName(String name, String value) {
      switch (name) {
        case "time", "ts", "@timestamp", "asctime", "datetime", "created" ->
            stamp = or(stamp, value);
        case "levelname", "severity", "lvl", "log_level", "loglevel" -> level = or(level, value);
        case "msg", "text", "log", "event", "line" -> {
          if (!hasMessage) {
            message(value);
          }
        }
        case "logger", "name" -> logger = or(logger, value);
        case "funcName", "function", "func" -> function = or(function, value);
        case "line_no", "lineno" -> line = lineNumber(value);
        case "boot" -> boot = value;
        default -> {}
      }
    }

    private void message(String value) {
      message = value;
      hasMessage = true;
    }

    private static String or(String present, String value) {
      return present.isEmpty() ? value : present;
    }

    @Override
    public void literal(String name, String literal) {
      switch (name) {
        case "line_no", "lineno", "line" -> line = lineNumber(literal);
        case "seq" -> seq = sequenceNumber(literal);
        default -> {
          if (!literal.equals("null")) {
            text(name, literal);
          }
        }
      }
    }

    private static int lineNumber(String literal) {
      try {
        return Integer.parseInt(literal);
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    /** 0 for what is none. */
    private static long sequenceNumber(String literal) {
      try {
        return Math.max(0, Long.parseLong(literal));
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    private RecordId id() {
      return boot.isEmpty() || seq == 0 ? RecordId.NONE : RecordId.numbered(boot, seq);
    }

    @Override
    public void nested(String name, String json) {
      if (name.equals("message") || name.equals("msg")) {
        text(name, json);
      }
    }

    @Override
    public void end(String json) {
      decoded.add(
          new LogEvent(
              worker,
              time(),
              Level.of(level),
              hasMessage ? message : json,
              origin(),
              Receipt.object(json, id())));
    }

    /**
     * The last one where that is equal: a worker logs from few places, and many of its events wait.
     */
    private Origin origin() {
      Origin sent = new Origin(logger, module, function, line);
      if (!sent.equals(lastOrigin)) {
        lastOrigin = sent;
      }
      return lastOrigin;
    }

    private EventTime time() {
      return stamp.isEmpty()
          ? EventTime.unstamped(arrival)
          : stamps
              .read(stamp)
              .map(at -> new EventTime(at, arrival, stamp))
              .orElseGet(() -> new EventTime(arrival, arrival, stamp));
    }

    @Override
    public void stray(String json) {
      decoded.add(
          new LogEvent(
              worker,
              EventTime.unstamped(arrival),
              Level.NONE,
              json,
              Origin.UNKNOWN,
              Receipt.text(json)));
    }
  }
}
