package dev.logtail.tool.debug.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeptLinesTest {
  private static final HistoryRule RULE = new HistoryRule(text -> text.replace("canary", "****"));

  @TempDir Path temp;
  private Path file;
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void nameFile() {
    file = temp.resolve("state/logtail/debug_history");
  }

  private List<String> session(String... typed) {
    try (KeptLines lines = new KeptLines(file, RULE, warnings::add)) {
      for (String line : typed) {
        lines.remember(line);
      }
      return lines.all();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void the_next_session_finds_what_was_typed() throws IOException {
    assertThat(session("one", "资金 {\"a\":\"b\\\\c\"}", "two", "two", ":ping")).isEmpty();
    assertThat(session("three")).containsExactly("one", "资金 {\"a\":\"b\\\\c\"}", "two", ":ping");
    assertThat(session()).endsWith(":ping", "three");
    assertThat(warnings).isEmpty();
  }

  @Test
  void nobody_else_can_read_it() throws IOException {
    session("one");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(file.getParent())).isEqualTo("rwx------");
    IntStream.range(0, 3).forEach(i -> session(lines(600)));
    assertThat(mode(file)).as("after it was replaced").isEqualTo("rw-------");
  }

  private static String[] lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> "line " + i).toArray(String[]::new);
  }

  @Test
  void secrets_never_reach_the_disk() throws IOException {
    session("one", " spaced", "the canary", "{\"password\":\"x\"}", "two");
    assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
    try (var left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void it_stays_bounded() throws IOException {
    session(lines(1500));
    assertThat(Files.readAllLines(file))
        .hasSize(HistoryStore.MOST_LINES)
        .startsWith("line 500")
        .endsWith("line 1499");
  }

  @Test
  void a_torn_line_does_not_swallow_the_next() throws IOException {
    session("one");
    Files.writeString(file, "one\nto");
    session("two");
    assertThat(Files.readString(file)).isEqualTo("one\nto\ntwo\n");
  }

  @Test
  void a_link_in_its_place_is_refused_and_not_followed() throws IOException {
    Path other = Files.writeString(temp.resolve("other"), "keep me\n");
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, other);
    assertThat(session("one")).isEmpty();
    assertThat(other).hasContent("keep me\n");
    assertThat(warnings).containsExactly("no history is kept: " + file + ": it is no regular file");
  }

  @Test
  void what_others_can_read_or_replace_is_refused() throws IOException {
    session("one");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(session("two")).isEmpty();
    assertThat(warnings).hasSize(1).first().asString().contains("others can read it", "chmod 600");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    session("three");
    assertThat(warnings).hasSize(2).last().asString().contains("others can change it");
    assertThat(Files.readString(file)).isEqualTo("one\n");
  }

  @Test
  void a_folder_or_no_folder_at_all_is_only_a_warning() throws IOException {
    Files.createDirectories(file);
    session("one");
    assertThat(warnings).hasSize(1).first().asString().contains("no regular file");
    Path under = Files.writeString(temp.resolve("file"), "").resolve("x/debug_history");
    try (KeptLines lines = new KeptLines(under, RULE, warnings::add)) {
      lines.remember("one");
      assertThat(lines.all()).isEmpty();
    }
    assertThat(warnings).hasSize(2);
  }

  /** Adds lines of its own; a program, because a lock is a program's. */
  static final class Adder {
    private Adder() {}

    public static void main(String[] args) throws IOException {
      HistoryStore store = new HistoryStore(Path.of(args[0]));
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        store.add(List.of(args[1] + " " + i));
      }
    }
  }

  private Process adder(String name, int count) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Adder.class.getName(),
            file.toString(),
            name,
            Integer.toString(count))
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void several_programs_lose_none_of_each_others_lines() throws Exception {
    List<Process> adders = List.of(adder("a", 450), adder("b", 450));
    for (Process adder : adders) {
      String said = new String(adder.getInputStream().readAllBytes());
      assertThat(adder.waitFor()).as(said).isZero();
    }
    List<String> kept = Files.readAllLines(file);
    assertThat(kept).hasSize(900);
    for (String name : List.of("a", "b")) {
      assertThat(kept.stream().filter(line -> line.startsWith(name)).toList())
          .isEqualTo(IntStream.range(0, 450).mapToObj(i -> name + " " + i).toList());
    }
  }

  @Test
  void several_programs_that_replace_it_keep_it_whole() throws Exception {
    for (Process adder : List.of(adder("a", 1200), adder("b", 1200))) {
      String said = new String(adder.getInputStream().readAllBytes());
      assertThat(adder.waitFor()).as(said).isZero();
    }
    List<String> kept = Files.readAllLines(file);
    assertThat(kept).hasSize(HistoryStore.MOST_LINES).doesNotHaveDuplicates();
    assertThat(kept).allMatch(line -> line.matches("[ab] \\d+"));
    assertThat(Arrays.asList("a 1199", "b 1199")).contains(kept.get(kept.size() - 1));
  }
}
