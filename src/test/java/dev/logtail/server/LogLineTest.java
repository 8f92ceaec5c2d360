package dev.logtail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private static final LogLine.CodePlace PLACE = new LogLine.CodePlace("vnpy_adapter", "run", 95);

  private static LogLine line(LocalDateTime time, String text) {
    return new LogLine(time, "INFO", "VnpyWorker[002050.SZ]", PLACE, text);
  }

  @Test
  void formats_the_message_as_the_workers_logging_does() {
    LogLine line = line(LocalDateTime.of(2026, 2, 1, 14, 30, 25, 123_456_000), "Bar processed: #7");

    assertThat(line.message())
        .isEqualTo("2026-02-01 14:30:25,123 INFO VnpyWorker[002050.SZ]: Bar processed: #7");
    assertThat(line.timestamp()).isEqualTo("2026-02-01T14:30:25.123456");
  }

  @Test
  void writes_the_fraction_with_six_digits_or_not_at_all() {
    LogLine whole = line(LocalDateTime.of(2026, 12, 31, 3, 4, 5), "x");
    LogLine small = line(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 7_000), "x");

    assertThat(whole.timestamp()).isEqualTo("2026-12-31T03:04:05");
    assertThat(whole.message()).startsWith("2026-12-31 03:04:05,000 INFO ");
    assertThat(small.timestamp()).isEqualTo("2026-01-02T03:04:05.000007");
    assertThat(small.message()).startsWith("2026-01-02 03:04:05,000 INFO ");
  }
}
