package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    "1,          500,  1000",
    "2,          1000, 2000",
    "3,          2000, 4000",
    "4,          4000, 8000",
    "5,          5000, 10000",
    "2147483647, 5000, 10000",
  })
  void doublesUpToItsMostWithARandomHalf(int failures, long least, long most) {
    assertThat(Backoff.DEFAULT.delay(failures, 0)).hasMillis(least);
    assertThat(Backoff.DEFAULT.delay(failures, Math.nextDown(1.0)))
        .isBetween(Duration.ofMillis(most - 1), Duration.ofMillis(most));
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
