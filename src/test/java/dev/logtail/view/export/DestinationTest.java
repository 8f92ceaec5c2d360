package dev.logtail.view.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.export.Destination.IfExists;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DestinationTest {
  private static final WorkerKey WORKER = new WorkerKey("w");
  private static final Instant AT = Instant.parse("2026-02-01T06:30:25Z");

  @TempDir Path folder;

  private static LogEvent event(String message) {
    return new LogEvent(
        WORKER,
        EventTime.unstamped(AT),
        Level.NONE,
        message,
        Origin.UNKNOWN,
        Receipt.text(message));
  }

  private static FileRules rules(IfExists rule) {
    return new FileRules(rule, false, Optional.empty(), Optional.empty());
  }

  private static Exporter exporter(ExportFormat format, Path target, IfExists rule)
      throws OutputException {
    return new Exporter(
        OutputForm.of(format, ZoneOffset.UTC)::create, new FileParts(target, rules(rule)));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private void refused(Path target, IfExists rule, String... words) throws IOException {
    List<Path> before = files();
    assertThatThrownBy(() -> new FileParts(target, rules(rule)).open(new RawFormat()))
        .isInstanceOf(OutputException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("\n");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void X2_a_file_appears_whole_and_its_owners_only() throws IOException {
    Path target = folder.resolve("a b.ndjson");
    Exporter exporter = exporter(ExportFormat.NDJSON, target, IfExists.REFUSE);
    exporter.write(List.of(event("资金")));
    assertThat(target).doesNotExist();
    assertThat(files()).hasSize(1);
    assertThat(files().get(0).getFileName().toString()).startsWith(".a b.ndjson.partial-");
    exporter.finish();
    assertThat(files()).containsExactly(target);
    assertThat(target).hasContent("{\"worker\":\"w\",\"message\":\"资金\"}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-------");
    assertThat(exporter.records()).isEqualTo(1);
    assertThat(exporter.bytes()).isEqualTo(Files.size(target));
  }

  @Test
  void X2_an_abandoned_file_leaves_nothing() throws IOException {
    Exporter exporter = exporter(ExportFormat.JSON, folder.resolve("a.json"), IfExists.REFUSE);
    exporter.write(List.of(event("x")));
    exporter.abandon();
    assertThat(files()).isEmpty();
  }

  @Test
  void X1_an_existing_file_is_refused() throws IOException {
    Path target = Files.writeString(folder.resolve("old"), "old");
    refused(target, IfExists.REFUSE, target.toString(), "--force", "--append");
    assertThat(target).hasContent("old");
  }

  @Test
  void X1_a_file_that_appears_meanwhile_is_not_replaced_and_nothing_is_lost() throws IOException {
    Path target = folder.resolve("raced");
    Exporter exporter = exporter(ExportFormat.RAW, target, IfExists.REFUSE);
    exporter.write(List.of(event("ours")));
    Files.writeString(target, "theirs");
    Path partial = files().get(0);
    assertThatThrownBy(exporter::finish)
        .isInstanceOf(OutputException.class)
        .hasMessageContainingAll(target.toString(), partial.toString());
    assertThat(target).hasContent("theirs");
    assertThat(partial).hasContent("ours\n");
  }

  @Test
  void X1_force_replaces_a_file_only_at_the_end() throws IOException {
    Path target = Files.writeString(folder.resolve("old"), "old");
    Exporter exporter = exporter(ExportFormat.RAW, target, IfExists.REPLACE);
    exporter.write(List.of(event("new")));
    assertThat(target).hasContent("old");
    exporter.finish();
    assertThat(target).hasContent("new\n");
    assertThat(files()).containsExactly(target);
  }

  @Test
  void X1_links_count_as_existing_and_are_never_written_through() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), "real");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
    refused(link, IfExists.REFUSE, link.toString(), "--force");
    refused(dangling, IfExists.REFUSE, dangling.toString(), "--force");
    refused(dangling, IfExists.APPEND, dangling.toString(), "does not exist");
    for (Path target : List.of(link, dangling)) {
      Exporter exporter = exporter(ExportFormat.RAW, target, IfExists.REPLACE);
      exporter.write(List.of(event("new")));
      exporter.finish();
      assertThat(Files.isSymbolicLink(target)).isFalse();
      assertThat(target).hasContent("new\n");
    }
    assertThat(real).hasContent("real");
    assertThat(Files.exists(folder.resolve("nowhere"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(IfExists.class)
  void what_cannot_be_a_file_is_said_in_one_line(IfExists rule) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused(folder, rule, folder.toString(), "is a directory");
    refused(folder.resolve("no/where"), rule, folder.resolve("no").toString(), "does not exist");
    refused(file.resolve("below"), rule, file.toString(), "no directory");
    refused(Path.of("/proc/self/fdinfo/logtail"), rule, "/proc/self/fdinfo");
  }

  @Test
  void names_may_be_as_long_as_names_can_be() throws IOException {
    Path target = folder.resolve("长".repeat(80) + ".ndjson");
    Exporter exporter = exporter(ExportFormat.RAW, target, IfExists.REFUSE);
    exporter.write(List.of(event("x")));
    exporter.finish();
    assertThat(target).hasContent("x\n");
  }

  @Test
  void X4_a_full_disk_is_said_with_what_was_written() throws IOException {
    Path full = Path.of("/dev/full");
    refused(full, IfExists.REFUSE, "/dev/full", "no file, but a pipe or a device", "--force");
    refused(full, IfExists.APPEND, "/dev/full", "no file, but a pipe or a device", "--force");
    Exporter exporter = exporter(ExportFormat.NDJSON, full, IfExists.REPLACE);
    assertThatThrownBy(() -> exporter.write(List.of(event("x"))))
        .isInstanceOf(OutputException.class)
        .hasMessageContainingAll("/dev/full", "No space left on device", "0 records");
    exporter.abandon();
    assertThat(Files.isRegularFile(full)).isFalse();
  }

  @Test
  void X3_appending_writes_at_once_and_repairs_a_torn_line() throws IOException {
    Path target = Files.writeString(folder.resolve("grown.ndjson"), "{\"a\":1}\n{\"to");
    Exporter exporter = exporter(ExportFormat.NDJSON, target, IfExists.APPEND);
    exporter.write(List.of(event("x")));
    assertThat(target)
        .hasContent(
            "{\"a\":1}\n"
                + "{\"_event\":\"torn\",\"text\":\"{\\\"to\"}\n"
                + "{\"worker\":\"w\",\"message\":\"x\"}\n");
    exporter.write(List.of(event("y")));
    exporter.abandon();
    assertThat(Files.readAllLines(target)).hasSize(4);
    Exporter again = exporter(ExportFormat.NDJSON, target, IfExists.APPEND);
    again.write(List.of(event("z")));
    again.finish();
    assertThat(Files.readAllLines(target)).hasSize(5);
  }

  @Test
  void appending_repeats_no_header_and_starts_a_missing_file() throws IOException {
    Path target = folder.resolve("a.csv");
    for (String message : List.of("x", "y")) {
      Exporter exporter = exporter(ExportFormat.CSV, target, IfExists.APPEND);
      exporter.write(List.of(event(message)));
      exporter.finish();
    }
    assertThat(Files.readString(target))
        .isEqualTo(
            "time,worker,level,logger,module,func,line,message,_mark\r\n"
                + ",w,,,,,,x,\r\n"
                + ",w,,,,,,y,\r\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-------");
  }

  @Test
  void nothing_can_be_added_to_a_json_array() throws IOException {
    Path target = Files.writeString(folder.resolve("a.json"), "[\n]\n");
    assertThatThrownBy(() -> exporter(ExportFormat.JSON, target, IfExists.APPEND))
        .isInstanceOf(OutputException.class)
        .hasMessageContainingAll(target.toString(), "ndjson");
    assertThat(target).hasContent("[\n]\n");
  }

  @Test
  void a_stream_gets_each_batch_at_once_and_stays_open() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Exporter exporter =
        new Exporter(
            OutputForm.of(ExportFormat.JSON, ZoneOffset.UTC).create(),
            Destination.stream("standard output", out));
    StreamNotice notice = new StreamNotice(WORKER, AT, StreamNotice.Kind.CONNECTED, "connected");
    exporter.write(List.of(notice, event("a"), event("b")));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "[\n{\"worker\":\"w\",\"message\":\"a\"},\n{\"worker\":\"w\",\"message\":\"b\"}");
    exporter.finish();
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("}\n]\n");
    assertThat(exporter.records()).isEqualTo(2);
  }

  @Test
  void a_batch_of_huge_records_is_written_in_bearable_pieces() throws IOException {
    Path target = folder.resolve("huge");
    Exporter exporter = exporter(ExportFormat.RAW, target, IfExists.REFUSE);
    exporter.write(Collections.nCopies(8, event("x".repeat(700_000))));
    exporter.finish();
    assertThat(Files.readAllLines(target)).hasSize(8).allMatch(line -> line.length() == 700_000);
  }
}
