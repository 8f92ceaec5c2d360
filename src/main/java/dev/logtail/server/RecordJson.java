package dev.logtail.server;

import dev.logtail.wire.JsonText;
import java.nio.charset.StandardCharsets;

/**
 * Writes a record of the worker dialect, with this server's own two fields at its end.
 *
 * <pre>
 *   {"timestamp":"2026-02-01T14:30:25.123456","level":"INFO","message":"2026-02-01 14:30:25,123 INFO …",
 *    "logger_name":"VnpyWorker[002050.SZ]","module":"vnpy_adapter","func_name":"run","line_no":95,
 *    "seq":17,"boot":"5f0c9a1e"}
 * </pre>
 */
final class RecordJson {
  private RecordJson() {}

  /**
   * @param seq counts the records of one boot from 1, without a gap
   * @param boot names one life of the server: another one counts from 1 again
   */
  static byte[] encode(LogLine line, long seq, String boot) {
    StringBuilder out = new StringBuilder(320);
    text(out.append('{'), "timestamp", line.timestamp());
    text(out.append(','), "level", line.level());
    text(out.append(','), "message", line.message());
    text(out.append(','), "logger_name", line.logger());
    text(out.append(','), "module", line.place().module());
    text(out.append(','), "func_name", line.place().function());
    out.append(",\"line_no\":").append(line.place().line()).append(",\"seq\":").append(seq);
    text(out.append(','), "boot", boot);
    return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void text(StringBuilder out, String name, String value) {
    out.append('"').append(name).append("\":");
    JsonText.quote(out, value);
  }
}
