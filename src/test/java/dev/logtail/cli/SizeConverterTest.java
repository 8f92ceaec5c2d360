package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SizeConverterTest {
  private final SizeConverter converter = new SizeConverter();

  @ParameterizedTest
  @CsvSource({
    "4096,4096",
    "0,0",
    "512k,524288",
    "64m,67108864",
    "64M,67108864",
    "16MiB,16777216",
    "16 MiB,16777216",
    "1g,1073741824",
    "1GB,1073741824",
    "10B,10",
    "8388607g,9007198180999168",
  })
  void sizes_as_they_are_written(String text, long bytes) {
    assertThat(converter.convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "m",
        "-1",
        "1.5m",
        "1t",
        "1kk",
        "1 2",
        "99999999999999999999",
        "999999999999g",
        "\u0661k",
        "5i",
        "5ib"
      })
  void what_is_no_size_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("64m");
  }
}
