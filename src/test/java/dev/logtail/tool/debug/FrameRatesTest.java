package dev.logtail.tool.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameRatesTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void countsWhatCameInEachSpan() {
    FrameRates rates = new FrameRates(0);
    for (int second = 0; second < 60; second++) {
      rates.received(100, second * SECOND);
    }
    assertThat(rates.text(59 * SECOND).lines())
        .containsExactly(
            "last  1 s: 2.0 frames/s, 200 bytes/s",
            "last 10 s: 1.1 frames/s, 110 bytes/s",
            "last 60 s: 1.0 frames/s, 100 bytes/s");
    assertThat(rates.text(65 * SECOND).lines())
        .first()
        .isEqualTo("last  1 s: 0.0 frames/s, 0 bytes/s");
    assertThat(rates.text(500 * SECOND).lines())
        .last()
        .isEqualTo("last 60 s: 0.0 frames/s, 0 bytes/s");
  }
}
