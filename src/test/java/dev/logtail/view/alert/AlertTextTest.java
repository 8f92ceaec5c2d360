package dev.logtail.view.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Alert;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertTextTest {
  private static final Instant AT = Instant.parse("2026-02-01T06:30:25Z");

  private static Alert alert(String worker, String message, long more) {
    LogEvent event =
        new LogEvent(
            new WorkerKey(worker),
            EventTime.unstamped(AT),
            Level.of("ERROR"),
            message,
            Origin.UNKNOWN,
            Receipt.object("{\"level\":\"ERROR\",\"n\":1.10}"));
    return new Alert("level>=ERROR", event, more, Duration.ofSeconds(10));
  }

  @Test
  void tells_whose_what_and_how_many_more() {
    assertThat(AlertText.line(alert("turtle", "rejected\nTraceback …", 0)))
        .isEqualTo("turtle: ERROR rejected");
    assertThat(AlertText.line(alert("turtle", "rejected", 1036)))
        .isEqualTo("turtle: ERROR rejected … and 1,036 more in 10s");
  }

  @Test
  void nothing_foreign_in_it_acts() {
    String line = AlertText.line(alert("a\u001b[2J", "\u001b]0;x\u0007\u202eevil\rdone", 0));

    assertThat(line.chars()).noneMatch(c -> Character.isISOControl(c) || c == 0x202e);
    assertThat(line).contains("done");
  }

  @Test
  void long_texts_are_cut_between_characters() {
    String line = AlertText.line(alert("turtle", "x" + "😀".repeat(400), 0));

    assertThat(line).hasSizeLessThan(320).endsWith("…");
    assertThat(line.codePoints().filter(point -> point >= 0xD800 && point < 0xE000)).isEmpty();
  }

  @Test
  void json_is_that_of_exports() {
    assertThat(AlertText.json(alert("turtle", "x", 3)))
        .isEqualTo("{\"worker\":\"turtle\",\"level\":\"ERROR\",\"n\":1.10}\n");
    StreamNotice lost =
        new StreamNotice(new WorkerKey("turtle"), AT, StreamNotice.Kind.DISCONNECTED, "it broke");
    assertThat(AlertText.json(new Alert("disconnected", lost, 0, Duration.ZERO)))
        .startsWith("{\"_event\":\"disconnected\",\"worker\":\"turtle\"")
        .endsWith("\"reason\":\"it broke\"}\n");
  }
}
