package dev.logtail.pipeline.filter;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.time.ZoneId;

/** Entries to try filters on. */
final class FilterEntries {
  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /** 14:30:25.123 in Shanghai. */
  static final Instant AT = Instant.parse("2026-02-01T06:30:25.123Z");

  /** A quarter of an hour later. */
  static final Instant NOW = Instant.parse("2026-02-01T06:45:00Z");

  static final String JSON =
      """
      {"timestamp":"2026-02-01T14:30:25.123","level":"WARNING","message":"Bar late by 350 ms: 资金不足",\
      "logger_name":"VnpyWorker[002050.SZ]","module":"vnpy_adapter","func_name":"run","line_no":95,\
      "details":{"step":"paper_search","odd name":"x y","tags":["a","B"]},"step":"search",\
      "duration_ms":350,"price":"17.40","code":"002050","ok":true,"none":null,"empty":"",\
      "worker":"its own","level.x":1,"big":12345678901234567891}""";

  private FilterEntries() {}

  static LogEvent event() {
    return new LogEvent(
        new WorkerKey("user123_002050.SZ_Dragon"),
        new EventTime(AT, AT, "2026-02-01T14:30:25.123"),
        Level.of("WARNING"),
        "Bar late by 350 ms: 资金不足",
        new Origin("VnpyWorker[002050.SZ]", "vnpy_adapter", "run", 95),
        Receipt.object(JSON));
  }

  static LogEvent line(String level, String message) {
    return new LogEvent(
        new WorkerKey("plain"),
        EventTime.unstamped(AT),
        Level.of(level),
        message,
        Origin.UNKNOWN,
        Receipt.text(message));
  }

  static Entry notice(StreamNotice.Kind kind, String text) {
    return new StreamNotice(new WorkerKey("plain"), AT, kind, text);
  }

  static EntryFilter filter(String text) throws FilterSyntaxException {
    return new FilterParser(SHANGHAI, NOW).parse(text).condition();
  }
}
