package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Evidence;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.RecordId;
import dev.logtail.model.StreamNotice;
import dev.logtail.wire.JsonText;
import java.time.Instant;

/** Entries by name, with all that a record can bring along. */
final class FakeRecords {
  private static final Instant AT = FakeFarm.START.plusSeconds(5);
  private static final String STAMP = "2026-02-01 14:30:30,123";

  private FakeRecords() {}

  static Entry named(String name) {
    return switch (name) {
      case "nested" ->
          record(
              "INFO",
              "order 4711 accepted by the gateway",
              ",\"step\":\"paper_search\",\"attempt\":3,\"dry_run\":false,\"parent\":null,"
                  + "\"details\":{\"symbol\":\"002050.SZ\",\"price\":12.50,\"legs\":[{\"side\":\"买入\","
                  + "\"lots\":[1,2]},{\"side\":\"sell\",\"lots\":[]}],\"note\":\"\\u001b[31mred\"}");
      case "payload" ->
          record(
              "DEBUG",
              "response {\"code\":200,\"data\":{\"balance\":-1.5e3,\"open\":true,\"tags\":[\"a\",\"b\"]},"
                  + "\"error\":null} in 35 ms, retries [1,2]",
              "");
      case "traceback" ->
          record(
              "ERROR",
              "order rejected\nTraceback (most recent call last):\n"
                  + "  File \"/srv/worker/strategy.py\", line 95, in on_bar\n"
                  + "    self.send({\"price\": 1.5})\n"
                  + "  File \"/srv/worker/gateway.py\", line 12, in send\n"
                  + "    raise OrderError(\"余额\")\n"
                  + "worker.errors.OrderError: 余额不足\n",
              "");
      case "escaped" ->
          record(
              "ERROR",
              "job failed: Traceback (most recent call last):\\n  File \\\"run.py\\\", line 7, in"
                  + " <module>\\n    main()\\nValueError: it\\'s gone",
              "");
      case "field-traceback" ->
          record(
              "CRITICAL",
              "unhandled",
              ",\"exc_text\":\"Traceback (most recent call last):\\n  File \\\"run.py\\\", line 3, in f\\n"
                  + "    g()\\nKeyError: 'x'\"");
      case "malformed" ->
          new LogEvent(
              FakeFarm.TURTLE,
              EventTime.unstamped(AT),
              Level.NONE,
              "{\"timestamp\":\"2026-02-01 14:30:30,123\",\"level\":\"INFO\",\"mess\u001b[2J",
              Origin.UNKNOWN,
              Receipt.text(
                      "{\"timestamp\":\"2026-02-01 14:30:30,123\",\"level\":\"INFO\",\"mess\u001b[2J")
                  .with(Mark.MALFORMED)
                  .with(Mark.LATE));
      case "gap" ->
          new StreamNotice(
              FakeFarm.YANG,
              AT,
              StreamNotice.Kind.GAP,
              "gap: exactly 3 records lost between 14:30:11 and 14:30:19",
              Evidence.missing(AT.minusSeconds(19), AT.minusSeconds(11), 3));
      default -> throw new IllegalArgumentException("no such record: " + name);
    };
  }

  /** A record of the worker dialect, with all that its frame held. */
  static LogEvent record(String level, String message, String furtherFields) {
    StringBuilder json = new StringBuilder("{\"timestamp\":\"" + STAMP + "\",\"level\":\"" + level);
    json.append("\",\"message\":");
    JsonText.quote(json, message);
    json.append(",\"logger_name\":\"VnpyWorker[002050.SZ]\",\"module\":\"strategy\"");
    json.append(",\"func_name\":\"on_bar\",\"line_no\":95").append(furtherFields).append('}');
    return new LogEvent(
        FakeFarm.DRAGON,
        new EventTime(AT, AT.plusMillis(350), STAMP),
        Level.of(level),
        message,
        new Origin("VnpyWorker[002050.SZ]", "strategy", "on_bar", 95),
        Receipt.object(json.toString(), RecordId.numbered("b7", 42)));
  }
}
