package dev.logtail.view.export;

import static dev.logtail.view.export.ExportedRecords.event;
import static dev.logtail.view.export.ExportedRecords.format;
import static dev.logtail.view.export.ExportedRecords.gap;
import static dev.logtail.view.export.ExportedRecords.namesIn;
import static dev.logtail.view.export.ExportedRecords.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Entry;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.export.Destination.IfExists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each worker's records in a file of its own. */
class SplitExporterTest {
  @TempDir Path folder;

  private SplitExporter exporter(String pattern, IfExists rule) throws OutputException {
    return new SplitExporter(
        folder, new WorkerPattern(pattern), rules(rule), format(ExportFormat.of(pattern)));
  }

  @Test
  void each_file_holds_its_workers_records_and_gaps_and_no_others() throws IOException {
    SplitExporter exporter = exporter("{worker}.ndjson", IfExists.REFUSE);
    StreamNotice connected =
        new StreamNotice(
            new WorkerKey("c"), ExportedRecords.AT, StreamNotice.Kind.CONNECTED, "connected");
    exporter.write(List.of(event("a", "1"), event("../b", "2"), gap("a"), connected));
    exporter.write(List.of(event("a", "3")));
    assertThat(namesIn(folder))
        .as("nothing appears before it is whole")
        .allMatch(n -> n.startsWith("."));
    exporter.finish();
    assertThat(namesIn(folder)).containsExactly("%2E.%2Fb.ndjson", "a.ndjson");
    assertThat(Files.readAllLines(folder.resolve("a.ndjson")))
        .hasSize(3)
        .allMatch(line -> line.contains("\"worker\":\"a\""))
        .anyMatch(line -> line.startsWith("{\"_event\":\"gap\""));
    assertThat(Files.readAllLines(folder.resolve("%2E.%2Fb.ndjson"))).hasSize(1);
    assertThat(exporter.records()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "{worker}.raw, 256, APPEND",
    "{worker}.raw, 256, REFUSE",
    "{worker}.raw.gz, 64, APPEND",
    "{worker}.raw.zst, 16, REFUSE"
  })
  void a_thousand_workers_take_no_more_files_than_a_few(String pattern, int most, IfExists rule)
      throws IOException {
    long before = openFiles();
    SplitExporter exporter = exporter(pattern, rule);
    for (int round = 0; round < 3; round++) {
      List<Entry> batch = new ArrayList<>();
      for (int worker = 0; worker < 1000; worker++) {
        batch.add(event("w" + worker, "round " + round));
      }
      exporter.write(batch);
      assertThat(openFiles() - before).isLessThan(most + 8);
      exporter.sync();
      assertThat(openFiles() - before).isLessThan(most + 8);
    }
    exporter.finish();
    assertThat(openFiles() - before).isLessThan(8);
    assertThat(namesIn(folder)).hasSize(1000);
    for (String name : namesIn(folder)) {
      assertThat(text(folder.resolve(name))).isEqualTo("round 0\nround 1\nround 2\n");
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Compression.of(file.toString()).unpacking(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  @Test
  void a_file_that_is_there_is_refused_and_none_appears() throws IOException {
    Path old = Files.writeString(folder.resolve("b.raw"), "old\n");
    SplitExporter exporter = exporter("{worker}.raw", IfExists.REFUSE);
    exporter.write(List.of(event("a", "1")));
    assertThatThrownBy(() -> exporter.write(List.of(event("b", "2"))))
        .isInstanceOf(OutputException.class)
        .hasMessageContainingAll("b.raw", "--force", "--append");
    exporter.abandon();
    assertThat(namesIn(folder)).containsExactly("b.raw");
    SplitExporter appending = exporter("{worker}.raw", IfExists.APPEND);
    appending.write(List.of(event("a", "1"), event("b", "2")));
    appending.finish();
    assertThat(old).hasContent("old\n2\n");
  }

  @Test
  void what_can_be_completed_is_though_one_file_can_not() throws IOException {
    SplitExporter exporter = exporter("{worker}.raw", IfExists.REFUSE);
    exporter.write(List.of(event("a", "1"), event("b", "2"), event("c", "3")));
    Files.writeString(folder.resolve("a.raw"), "somebody else's\n");
    assertThatThrownBy(exporter::finish).hasMessageContaining("a.raw");
    assertThat(folder.resolve("b.raw")).hasContent("2\n");
    assertThat(folder.resolve("c.raw")).hasContent("3\n");
    assertThat(folder.resolve("a.raw")).hasContent("somebody else's\n");
  }

  @Test
  void no_folder_is_made() {
    assertThatThrownBy(
            () ->
                new SplitExporter(
                    folder.resolve("none"),
                    new WorkerPattern("{worker}.raw"),
                    rules(IfExists.REFUSE),
                    format(ExportFormat.RAW)))
        .hasMessageContainingAll("none", "create it");
  }
}
