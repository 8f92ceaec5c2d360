package dev.logtail.view.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.EventTime;
import dev.logtail.model.FramePart;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawFormatTest {
  private static final Instant AT = Instant.EPOCH;

  private static LogEvent event(String worker, String text, FramePart part) {
    return new LogEvent(
            new WorkerKey(worker),
            EventTime.unstamped(AT),
            Level.NONE,
            text,
            Origin.UNKNOWN,
            Receipt.text(text))
        .as(part);
  }

  private static FramePart part(long number, String frame) {
    return new FramePart(AT, number, frame);
  }

  private static List<String> written(LogEvent... events) {
    RawFormat format = new RawFormat();
    StringBuilder out = new StringBuilder();
    for (LogEvent event : events) {
      format.record(out, event);
    }
    return out.toString().lines().toList();
  }

  @Test
  void a_frame_of_several_records_is_written_once() {
    assertThat(
            written(
                event("a", "1", part(1, "[1,2]")),
                event("b", "5", part(1, "[5,6]")),
                event("a", "2", part(1, "")),
                event("b", "6", part(1, "")),
                event("a", "1", part(2, "[1,2]")),
                event("a", "2", part(2, "")),
                event("a", "3", FramePart.NONE)))
        .containsExactly("[1,2]", "[5,6]", "[1,2]", "3");
  }

  @Test
  void records_whose_frame_s_first_is_missing_are_written_by_themselves() {
    assertThat(
            written(
                event("a", "1", part(1, "[1]")),
                event("a", "3", part(2, "")),
                event("a", "4", part(2, "")),
                event("b", "7", part(1, ""))))
        .containsExactly("[1]", "3", "4", "7");
  }
}
