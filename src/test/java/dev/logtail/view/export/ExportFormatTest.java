package dev.logtail.view.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExportFormatTest {
  @ParameterizedTest
  @CsvSource({
    "x.json, JSON, NONE",
    "x.ndjson, NDJSON, NONE",
    "x.jsonl, NDJSON, NONE",
    "x.csv, CSV, NONE",
    "x.log, TEXT, NONE",
    "X.TXT, TEXT, NONE",
    "x.raw, RAW, NONE",
    "x.csv.gz, CSV, GZIP",
    "x.JSON.ZST, JSON, ZSTD",
    "x.gz, NDJSON, GZIP",
    "csv, CSV, NONE",
    "x, NDJSON, NONE",
    "x.csv.old, NDJSON, NONE",
    "-, NDJSON, NONE"
  })
  void the_name_of_a_file_tells_what_is_in_it(String name, ExportFormat form, Compression packed) {
    assertThat(ExportFormat.of(name)).isEqualTo(form);
    assertThat(Compression.of(name)).isEqualTo(packed);
  }

  @ParameterizedTest
  @EnumSource
  void the_usual_suffix_of_a_format_means_it(ExportFormat format) {
    assertThat(ExportFormat.of("x" + format.suffix())).isEqualTo(format);
  }
}
