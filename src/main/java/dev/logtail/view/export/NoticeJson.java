package dev.logtail.view.export;

import dev.logtail.model.Evidence;
import dev.logtail.model.StreamNotice;
import dev.logtail.wire.JsonText;
import java.time.Instant;
import java.util.Optional;

/**
 * A notice as a JSON object, which no record is: only a notice begins with {@code _event}.
 *
 * <pre>
 *   {"_event":"gap","worker":"K","time":"2026-02-01T06:30:25Z","from":"…","to":"…","proven":true,"lost":17,
 *    "reason":"17 records lost"}
 * </pre>
 *
 * Times are ours, in UTC; what is not known is left out.
 */
final class NoticeJson {
  private NoticeJson() {}

  static void append(StringBuilder out, StreamNotice notice) {
    Evidence evidence = notice.evidence();
    out.append("{\"_event\":\"").append(notice.kind().word()).append("\",\"worker\":");
    JsonText.quote(out, notice.worker().value());
    time(out, "time", Optional.of(notice.at()));
    time(out, "from", evidence.from());
    time(out, "to", evidence.to());
    out.append(",\"proven\":").append(evidence.proven());
    evidence.lost().ifPresent(lost -> out.append(",\"lost\":").append(lost));
    out.append(",\"reason\":");
    JsonText.quote(out, notice.text());
    out.append('}');
  }

  /** {@code {"_event":"torn","text":"…"}}: what is left of a record that was never completed. */
  static String torn(String text) {
    StringBuilder out = new StringBuilder("{\"_event\":\"torn\",\"text\":");
    JsonText.quote(out, text);
    return out.append('}').toString();
  }

  private static void time(StringBuilder out, String name, Optional<Instant> time) {
    time.ifPresent(at -> out.append(",\"").append(name).append("\":\"").append(at).append('"'));
  }
}
