package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
  private final DurationConverter converter = new DurationConverter();

  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S",
    "10s,PT10S",
    "5m,PT5M",
    "2h30m,PT2H30M",
    "1d12h,PT36H",
    "1.5s,PT1.5S",
    "0.001s,PT0.001S",
    "1m30s,PT1M30S",
    "10,PT10S",
    "0,PT0S",
    "2.5,PT2.5S",
    "90m,PT90M",
  })
  void durations_as_they_are_written(String text, Duration duration) {
    assertThat(converter.convert(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "s",
        "-1s",
        "1x",
        "10 s",
        "1,5s",
        "1e3",
        "ms",
        ".5s",
        "5.s",
        "1s ",
        "2h30",
        "1.5.5s",
        "9999999999",
        "1000000000000s",
        "PT5S",
        "\u0661s",
        "30 2h"
      })
  void what_is_no_duration_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("10s");
  }
}
