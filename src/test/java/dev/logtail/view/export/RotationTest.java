package dev.logtail.view.export;

import static dev.logtail.view.export.ExportedRecords.append;
import static dev.logtail.view.export.ExportedRecords.event;
import static dev.logtail.view.export.ExportedRecords.exporter;
import static dev.logtail.view.export.ExportedRecords.namesIn;
import static dev.logtail.view.export.ExportedRecords.numbered;
import static dev.logtail.view.export.ExportedRecords.rotating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.view.export.Destination.IfExists;
import dev.logtail.wire.JsonRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a bounded size, none of which ends within a record. */
class RotationTest {
  private static final long SIZE = 4096;

  @TempDir Path folder;

  private static void write(Exporter exporter, List<String> messages) throws OutputException {
    for (String message : messages) {
      exporter.write(List.of(event("w", message)));
    }
  }

  /** Oldest first. */
  private List<Path> parts(String name, String packed) {
    List<Path> parts = new ArrayList<>();
    for (int n = 1; Files.exists(folder.resolve(name + "." + n + packed)); n++) {
      parts.add(0, folder.resolve(name + "." + n + packed));
    }
    parts.add(folder.resolve(name + packed));
    return parts;
  }

  private static List<String> unpacked(Path part) throws IOException {
    try (var in = Compression.of(part.toString()).unpacking(Files.newInputStream(part))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz", ".zst"})
  void every_record_is_in_one_part_and_no_part_is_too_large(String packed) throws IOException {
    Random random = new Random();
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      byte[] noise = new byte[random.nextInt(120)];
      random.nextBytes(noise);
      messages.add(i + " 资 " + java.util.HexFormat.of().formatHex(noise));
    }
    Exporter exporter =
        exporter(
            folder.resolve("all.raw" + packed),
            rotating(IfExists.REFUSE, SIZE, OptionalInt.empty()));
    exporter.write(messages.stream().limit(1500).map(m -> event("w", m)).toList());
    write(exporter, messages.subList(1500, 3000));
    exporter.finish();
    assertThat(exporter.records()).isEqualTo(3000);
    List<String> found = new ArrayList<>();
    for (Path part : parts("all.raw", packed)) {
      assertThat(Files.size(part)).as(part.toString()).isBetween(1L, SIZE);
      found.addAll(unpacked(part));
    }
    assertThat(found).isEqualTo(messages);
    long most = parts("all.raw", packed).stream().mapToLong(part -> part.toFile().length()).sum();
    assertThat(parts("all.raw", packed)).hasSizeLessThan((int) (most / SIZE * 5 / 4 + 2));
  }

  @ParameterizedTest
  @EnumSource(IfExists.class)
  void each_part_has_its_header_and_its_footer(IfExists rule) throws IOException {
    if (rule != IfExists.APPEND) {
      Exporter json = exporter(folder.resolve("a.json"), rotating(rule, SIZE, OptionalInt.empty()));
      write(json, numbered("n", 300).stream().map(event -> event.message()).toList());
      json.finish();
      assertThat(parts("a.json", "")).hasSizeGreaterThan(2);
      for (Path part : parts("a.json", "")) {
        assertThat(JsonRecords.isComplete(Files.readString(part))).as(part.toString()).isTrue();
      }
    }
    Exporter csv = exporter(folder.resolve("a.csv"), rotating(rule, SIZE, OptionalInt.empty()));
    csv.write(numbered("n", 900));
    csv.finish();
    assertThat(parts("a.csv", "")).hasSizeGreaterThan(2);
    for (Path part : parts("a.csv", "")) {
      assertThat(Files.readAllLines(part).get(0)).startsWith("time,worker,");
      assertThat(Files.readAllLines(part).stream().filter(l -> l.startsWith("time,"))).hasSize(1);
    }
  }

  @Test
  void a_record_larger_than_a_file_has_one_of_its_own() throws IOException {
    Exporter exporter =
        exporter(folder.resolve("a.raw"), rotating(IfExists.REFUSE, SIZE, OptionalInt.empty()));
    write(exporter, List.of("small", "x".repeat(10_000), "small too"));
    exporter.finish();
    assertThat(parts("a.raw", "")).hasSize(3);
    assertThat(Files.readString(folder.resolve("a.raw.1"))).isEqualTo("x".repeat(10_000) + "\n");
  }

  @Test
  void only_the_newest_are_kept() throws IOException {
    Path target = folder.resolve("a.raw");
    Exporter exporter = exporter(target, rotating(IfExists.APPEND, SIZE, OptionalInt.of(2)));
    exporter.write(numbered("number ", 5000));
    assertThat(target).as("the growing one has its name").isNotEmptyFile();
    exporter.finish();
    assertThat(namesIn(folder)).containsExactly("a.raw", "a.raw.1", "a.raw.2");
    List<String> lines = new ArrayList<>();
    for (Path part : parts("a.raw", "")) {
      lines.addAll(Files.readAllLines(part));
    }
    int first = 5000 - lines.size();
    assertThat(lines.get(0)).isEqualTo("number " + first);
    assertThat(lines.get(lines.size() - 1)).isEqualTo("number 4999");
    Exporter none =
        exporter(folder.resolve("b.raw"), rotating(IfExists.APPEND, SIZE, OptionalInt.of(0)));
    none.write(numbered("number ", 5000));
    none.finish();
    assertThat(namesIn(folder)).contains("b.raw").doesNotContain("b.raw.1");
  }

  @Test
  void a_number_that_a_crash_left_free_is_filled_and_nothing_replaced() throws IOException {
    Path target = folder.resolve("a.raw");
    append(target, numbered("old ", 1));
    Files.writeString(folder.resolve("a.raw.2"), "older\n");
    Exporter exporter = exporter(target, rotating(IfExists.APPEND, SIZE, OptionalInt.empty()));
    write(exporter, List.of("x".repeat(5000)));
    exporter.finish();
    assertThat(folder.resolve("a.raw.1")).hasContent("old 0\n");
    assertThat(folder.resolve("a.raw.2")).hasContent("older\n");
  }

  @Test
  void old_parts_count_as_existing_and_go_with_the_file_when_it_is_replaced() throws IOException {
    Path target = folder.resolve("a.raw");
    Files.writeString(folder.resolve("a.raw.1"), "old\n");
    Files.writeString(folder.resolve("a.raw.2"), "older\n");
    assertThatThrownBy(() -> exporter(target, rotating(IfExists.REFUSE, SIZE, OptionalInt.empty())))
        .hasMessageContainingAll("a.raw.1", "--force", "--append");
    Exporter exporter = exporter(target, rotating(IfExists.REPLACE, SIZE, OptionalInt.empty()));
    exporter.write(numbered("new ", 2));
    assertThat(folder.resolve("a.raw.1")).hasContent("old\n");
    exporter.finish();
    assertThat(namesIn(folder)).containsExactly("a.raw");
  }
}
