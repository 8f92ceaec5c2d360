package dev.logtail.view.export;

import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.wire.JsonRecords;
import dev.logtail.wire.JsonText;
import dev.logtail.wire.WireFormatException;

/**
 * Writes those fields of a received object that say something else than the record's known fields
 * do. A field under one of the names that loggers use for a known one is left out where it says the
 * same.
 */
final class OtherFields implements JsonRecords.Visitor {
  private final LogEvent event;
  private final LogfmtPairs pairs;

  private OtherFields(LogEvent event, LogfmtPairs pairs) {
    this.event = event;
    this.pairs = pairs;
  }

  static void write(LogEvent event, LogfmtPairs pairs) {
    try {
      JsonRecords.read(event.receipt().text(), new OtherFields(event, pairs));
    } catch (WireFormatException e) {
      throw new IllegalArgumentException("a receipt of an object must hold one", e);
    }
  }

  private boolean isTold(String name, String value) {
    Origin origin = event.origin();
    return switch (name) {
      case "timestamp", "time", "ts", "@timestamp", "asctime", "datetime", "created" ->
          event.time().isOwn() && value.equals(event.time().text());
      case "level", "levelname", "severity", "lvl", "log_level", "loglevel" ->
          value.equals(event.level().word());
      case "message", "msg", "text", "log", "event" -> value.equals(event.message());
      case "logger_name", "logger", "name" -> value.equals(origin.logger());
      case "module" -> value.equals(origin.module());
      case "func_name", "funcName", "function", "func" -> value.equals(origin.function());
      case "line_no", "lineno" -> value.equals(Integer.toString(origin.line()));
      case "line" -> value.equals(event.message()) || value.equals(Integer.toString(origin.line()));
      default -> false;
    };
  }

  @Override
  public void text(String name, String value) {
    if (!isTold(name, value)) {
      pairs.text(name, value);
    }
  }

  @Override
  public void literal(String name, String literal) {
    if (!isTold(name, literal)) {
      pairs.literal(name, literal);
    }
  }

  @Override
  public void nested(String name, String json) {
    if (!isTold(name, json)) {
      StringBuilder line = new StringBuilder();
      JsonText.inert(line, json);
      pairs.text(name, line.toString());
    }
  }

  @Override
  public void begin() {}

  @Override
  public void end(String json) {}

  @Override
  public void stray(String json) {}
}
