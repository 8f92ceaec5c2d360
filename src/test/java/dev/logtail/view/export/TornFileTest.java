package dev.logtail.view.export;

import static dev.logtail.view.export.ExportedRecords.append;
import static dev.logtail.view.export.ExportedRecords.event;
import static dev.logtail.view.export.ExportedRecords.exporter;
import static dev.logtail.view.export.ExportedRecords.namesIn;
import static dev.logtail.view.export.ExportedRecords.numbered;
import static dev.logtail.view.export.ExportedRecords.rules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.logtail.view.export.Destination.IfExists;
import dev.logtail.wire.JsonRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** wherever a file was cut off, appending keeps every whole record and marks the rest. */
class TornFileTest {
  private static final List<String> MESSAGES =
      List.of("first", "资金 \"quoted\", with\nanother line", "=1+1", "last");

  @TempDir Path folder;

  private static byte[] written(Path file, String... messages) throws IOException {
    append(file, Arrays.stream(messages).map(message -> event("w", message)).toList());
    return Files.readAllBytes(file);
  }

  private static String unpacked(Path file) throws IOException {
    try (InputStream in = Compression.of(file.toString()).unpacking(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void every_line_of_ndjson_is_json_again_wherever_it_was_cut() throws IOException {
    Path file = folder.resolve("a.ndjson");
    byte[] whole = written(file, MESSAGES.toArray(String[]::new));
    List<String> lines = new String(whole, UTF_8).lines().toList();
    for (int cut = 1; cut <= whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      append(file, List.of(event("w", "next")));
      List<String> mended = Files.readAllLines(file);
      assertThat(mended).allMatch(JsonRecords::isComplete);
      int kept = (int) lines.stream().limit(mended.size() - 1).filter(mended::contains).count();
      assertThat(mended.subList(0, kept)).isEqualTo(lines.subList(0, kept));
      assertThat(mended.size() - kept).as("a torn one and the next").isBetween(1, 2);
      assertThat(mended.get(mended.size() - 1)).contains("next");
      if (mended.size() - kept == 2) {
        assertThat(mended.get(kept)).startsWith("{\"_event\":\"torn\",\"text\":\"{");
      }
    }
  }

  @Test
  void a_torn_row_of_csv_is_a_row_again_wherever_it_was_cut() throws IOException {
    Path file = folder.resolve("a.csv");
    byte[] whole = written(file, MESSAGES.toArray(String[]::new));
    List<CsvRecord> rows = rows(file);
    int header = new String(whole, UTF_8).indexOf('\n') + 1;
    for (int cut = header; cut <= whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      append(file, List.of(event("w", "next")));
      List<CsvRecord> mended = rows(file);
      assertThat(mended).allMatch(row -> row.getFieldCount() == 9);
      assertThat(mended.get(mended.size() - 1).getField(7)).isEqualTo("next");
      for (int i = 0; i < mended.size() - 1; i++) {
        boolean torn = mended.get(i).getField(8).endsWith("torn");
        assertThat(torn || mended.get(i).getFields().equals(rows.get(i).getFields())).isTrue();
        assertThat(torn).as("cut at %d", cut).isIn(false, i == mended.size() - 2);
      }
    }
  }

  private static List<CsvRecord> rows(Path file) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
      return reader.stream().toList();
    }
  }

  @Test
  void text_says_it_and_raw_ends_the_line() throws IOException {
    Path text = Files.writeString(folder.resolve("a.log"), "2026 INFO w  begu");
    append(text, List.of(event("w", "next")));
    assertThat(Files.readAllLines(text))
        .hasSize(3)
        .startsWith("2026 INFO w  begu", "--- torn: the line above was cut off");
    byte[] half = {'a', '\n', (byte) 0xe8, (byte) 0xb5};
    Path raw = Files.write(folder.resolve("a.raw"), half);
    append(raw, List.of(event("w", "next")));
    assertThat(Files.readAllBytes(raw))
        .as("bytes that are no text stay as they are")
        .isEqualTo(
            new byte[] {'a', '\n', (byte) 0xe8, (byte) 0xb5, '\n', 'n', 'e', 'x', 't', '\n'});
  }

  @Test
  void a_whole_line_without_its_end_is_a_record() throws IOException {
    Path file = Files.writeString(folder.resolve("a.ndjson"), "{\"n\":1}");
    append(file, List.of(event("w", "x")));
    assertThat(Files.readAllLines(file)).hasSize(2).startsWith("{\"n\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {".gz", ".zst"})
  void appending_to_a_packed_file_adds_a_member(String packed) throws IOException {
    Path file = folder.resolve("a.csv" + packed);
    byte[] first = written(file, "one");
    byte[] both = written(file, "two");
    assertThat(Arrays.copyOf(both, first.length)).isEqualTo(first);
    assertThat(unpacked(file).lines()).hasSize(3);
    append(file, List.of());
    assertThat(Files.readAllBytes(file)).isEqualTo(both);
  }

  @ParameterizedTest
  @ValueSource(strings = {".gz", ".zst"})
  void wherever_a_packed_file_was_cut_all_that_could_be_read_stays(String packed)
      throws IOException {
    Path file = folder.resolve("a.ndjson" + packed);
    written(file, "before");
    Exporter exporter = exporter(file, rules(IfExists.APPEND));
    for (int i = 0; i < 6; i++) {
      exporter.write(numbered("batch " + i + " record ", 5));
      exporter.sync();
    }
    exporter.finish();
    byte[] whole = Files.readAllBytes(file);
    for (int cut = 1; cut < whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      String readable = unpacked(file);
      String records = readable.substring(0, readable.lastIndexOf('\n') + 1);
      append(file, List.of(event("w", "next")));
      String mended = unpacked(file);
      assertThat(mended).startsWith(records).endsWith("\"next\"}\n");
      assertThat(mended.lines()).allMatch(JsonRecords::isComplete);
      assertThat(mended.lines().count() - records.lines().count()).isBetween(1L, 2L);
      try (var channel = java.nio.channels.FileChannel.open(file)) {
        assertThat(Compression.of(file.toString()).wholeLength(channel)).isEqualTo(channel.size());
      }
    }
    assertThat(namesIn(folder)).containsExactly("a.ndjson" + packed);
  }

  @ParameterizedTest
  @ValueSource(strings = {".gz", ".zst"})
  void what_was_synced_can_be_read_though_nothing_follows(String packed) throws IOException {
    Path file = folder.resolve("a.raw" + packed);
    Exporter exporter = exporter(file, rules(IfExists.APPEND));
    for (int i = 1; i <= 3; i++) {
      exporter.write(numbered("x", 10));
      assertThat(exporter.sync()).isTrue();
      assertThat(unpacked(file).lines()).hasSize(10 * i);
    }
    exporter.abandon();
  }

  @ParameterizedTest
  @ValueSource(strings = {".gz", ".zst"})
  void a_mended_file_keeps_its_mode_and_one_that_is_no_such_file_is_left_alone(String packed)
      throws IOException {
    Path file = folder.resolve("a.raw" + packed);
    byte[] whole = written(file, "one", "two");
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    append(file, List.of(event("w", "three")));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    Path other = Files.writeString(folder.resolve("b.raw" + packed), "plain text\n");
    assertThatThrownBy(() -> append(other, List.of(event("w", "x"))))
        .isInstanceOf(OutputException.class)
        .hasMessageContainingAll("cannot append", other.toString());
    assertThat(other).hasContent("plain text\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {".gz", ".zst"})
  void an_export_of_nothing_is_a_packed_file_of_nothing(String packed) throws IOException {
    Path file = folder.resolve("a.raw" + packed);
    Exporter exporter = exporter(file, rules(IfExists.REFUSE));
    exporter.finish();
    assertThat(file).isNotEmptyFile();
    assertThat(unpacked(file)).isEmpty();
  }
}
