package dev.logtail.program;

import static dev.logtail.program.Invocation.bash;
import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static dev.logtail.program.PeerFarm.YANG;
import static dev.logtail.program.PeerFarm.ZOO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files by their names: packed, split, rotated, refused; read back by programs of others. */
class ExportFilesIT {
  @TempDir Path folder;

  private static Invocation export(PeerFarm farm, String... more) {
    return logtail("export", "--api", farm.api()).and(more);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> unpacked(Path file) {
    String program = file.toString().endsWith(".gz") ? "gzip" : "zstd";
    return Invocation.command(List.of(program, "-dc", file.toString())).run().expectCode(0).out();
  }

  /** Of one worker. */
  private static long rows(Path csv) {
    return unpacked(csv).stream().filter(line -> line.contains("," + DRAGON + ",")).count();
  }

  @Test
  void the_name_decides_what_is_written_unless_o_does() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "25")) {
      List<JsonNode> made = farm.truth().made(DRAGON);
      export(farm, "-O", file("a.json").toString()).run().expectCode(0);
      List<JsonNode> array = new ArrayList<>();
      Lines.json(Files.readString(file("a.json"))).forEach(array::add);
      Lines.expectSame(array, made);
      Outcome packed = export(farm, "-O", file("a.jsonl.zst").toString()).run().expectCode(0);
      Lines.expectSame(Lines.json(unpacked(file("a.jsonl.zst"))), made);
      assertThat(packed.err()).as("nothing but the summary").hasSize(1);
      export(farm, "-O", file("a.csv.gz").toString()).run().expectCode(0);
      assertThat(unpacked(file("a.csv.gz"))).first().asString().startsWith("time,worker,");
      assertThat(rows(file("a.csv.gz"))).isEqualTo(25);
      export(farm, "-o", "ndjson", "-O", file("b.csv").toString()).run().expectCode(0);
      Lines.expectSame(Lines.json(Files.readAllLines(file("b.csv"))), made);
    }
  }

  @Test
  void without_a_file_records_go_to_standard_output() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "5")) {
      Lines.expectSame(
          Lines.json(export(farm).run().expectCode(0).out()), farm.truth().made(DRAGON));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "--append, -O FILE",
        "--rotate 1m, -O FILE",
        "--split-by worker, -O FILE",
        "-O x --keep 3, --rotate",
        "-O x --rotate 100, 4k",
        "-O x --rotate 1m --keep -1, --keep",
        "-O x --force --append, exclude",
        "-O x --append --keep-partial, --keep-partial",
        "-O x --mode 999, 0600",
        "-O x.csv --split-by worker, {worker}-x.csv",
        "-O {worker}.csv, --split-by worker",
        "-O {worker}/x.csv --split-by worker, folders",
        "-O x --split-by level, 'level'"
      })
  void options_that_contradict_each_other_are_told(String options, String hint) {
    Outcome outcome = logtail("export").and(options.split(" ")).in(folder).run().expectCode(2);
    assertThat(outcome.onlyErrorLine()).contains(hint);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void X8_each_worker_has_a_file_of_its_own() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "40", "--zoo")) {
      String target = folder + "/";
      export(farm, DRAGON, TURTLE, YANG, ZOO, "--split-by", "worker", "-O", target)
          .run()
          .expectCode(0);
      assertThat(names())
          .containsExactlyInAnyOrder(
              DRAGON + ".ndjson",
              TURTLE + ".ndjson",
              YANG + ".ndjson",
              "%E5%A5%87%E5%A6%99%20caf%C3%A9%20worker.ndjson");
      for (String worker : List.of(DRAGON, TURTLE, YANG)) {
        Lines.expectSame(
            Lines.json(Files.readAllLines(file(worker + ".ndjson"))), farm.truth().made(worker));
      }
      String pattern = file("of-{worker}.csv.gz").toString();
      for (int run = 1; run <= 2; run++) {
        export(farm, DRAGON, YANG, "--split-by", "worker", "--append", "-O", pattern)
            .run()
            .expectCode(0);
        assertThat(rows(file("of-" + DRAGON + ".csv.gz"))).isEqualTo(40L * run);
      }
      assertThat(export(farm, "--split-by", "worker", "-O", target).run().expectCode(8).errText())
          .contains("exists already", "--append");
      assertThat(names()).as("no partial file stays").noneMatch(name -> name.startsWith("."));
    }
  }

  @Test
  void a_rotated_export_holds_every_record_once() throws IOException {
    try (PeerFarm farm =
        PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "100", "--rate", "200")) {
      String target = file("all.ndjson.gz").toString();
      export(farm, "--for", "3s", "--rotate", "4k", "-O", target).run().expectCode(0);
      List<String> lines = new ArrayList<>();
      int parts = names().size();
      for (int number = parts - 1; number > 0; number--) {
        Path part = file("all.ndjson." + number + ".gz");
        assertThat(Files.size(part)).isLessThanOrEqualTo(4096);
        lines.addAll(unpacked(part));
      }
      lines.addAll(unpacked(file("all.ndjson.gz")));
      assertThat(parts).isGreaterThan(2);
      List<JsonNode> sent = farm.truth().sentTo(DRAGON);
      assertThat(lines).hasSizeGreaterThan(300);
      Lines.expectSame(Lines.json(lines), sent.subList(0, lines.size()));
    }
  }

  @Test
  void X1_what_is_no_file_is_written_to_with_force_only() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "5")) {
      String script =
          "mkfifo pipe; ln -s nowhere dangling\n"
              + "for how in '' --append; do for to in pipe dangling; do\n"
              + "  \"$LOGTAIL\" export --api %s -O $to $how 2>&1; echo $?\n"
              + "done; done\n"
              + "cat pipe >read & \"$LOGTAIL\" export --api %s -O pipe --force -q; echo $?; wait";
      List<String> out = bash(String.format(script, farm.api(), farm.api())).in(folder).run().out();
      assertThat(out).hasSize(9);
      assertThat(out.get(0)).contains("pipe exists already", "--force");
      assertThat(out.get(2)).contains("dangling exists already", "--force");
      assertThat(out.get(4)).contains("pipe exists already", "--force");
      assertThat(out.get(6)).contains("dangling is a link to a file that does not exist");
      assertThat(out.get(1) + out.get(3) + out.get(5) + out.get(7)).isEqualTo("8888");
      assertThat(out.get(8)).isEqualTo("0");
      Lines.expectSame(Lines.json(Files.readAllLines(file("read"))), farm.truth().made(DRAGON));
      assertThat(names()).containsExactly("dangling", "pipe", "read");
    }
  }

  @Test
  void X4_a_full_disk_ends_the_export_and_says_how_far_it_came() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "100")) {
      String full = export(farm, "-O", "/dev/full", "--force").run().expectCode(8).onlyErrorLine();
      assertThat(full).contains("/dev/full", "No space left on device", "0 records (0 bytes)");
      String limited =
          "ulimit -f 8; \"$LOGTAIL\" export --follow --api "
              + farm.api()
              + " -O a.ndjson.gz --keep-partial";
      try (ProgramRun run = bash(limited).in(folder).start()) {
        await().until(() -> farm.clients(DRAGON) == 1);
        farm.tell("burst", DRAGON, 5000);
        Outcome outcome = run.awaitExit().expectCode(8).expectNoStackTrace();
        assertThat(outcome.errText())
            .contains("cannot write to a.ndjson.gz", "File too large")
            .containsPattern("\\d+ records \\(\\d+ bytes\\) were written before")
            .contains("and are in", ".a.ndjson.gz.partial-");
      }
      assertThat(names()).singleElement().asString().startsWith(".a.ndjson.gz.partial-");
      export(farm, "-O", file("b.ndjson").toString()).run().expectCode(0);
    }
  }

  @Test
  void X4_a_full_file_system_keeps_what_was_appended() throws IOException {
    Files.createDirectory(file("small"));
    String script =
        "mount -t tmpfs -o size=64k tmpfs small\n"
            + "(until [ \"$(grep -c hidden_dragon, small/a.csv 2>/dev/null)\" = 100 ]; do sleep 0.1; done;"
            + " echo begun) &\n"
            + "\"$LOGTAIL\" export --follow --append -O small/a.csv --api \"$API\"\n"
            + "code=$?; grep -c hidden_dragon, small/a.csv; exit $code";
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "100");
        ProgramRun run =
            bash("unshare -rm bash -c \"$SCRIPT\"")
                .with("SCRIPT", script)
                .with("API", farm.api())
                .in(folder)
                .start()) {
      run.awaitOut("the first records are on the disk", "begun"::equals);
      farm.tell("burst", DRAGON, 2000);
      Outcome outcome = run.awaitExit().expectCode(8).expectNoStackTrace();
      assertThat(outcome.errText())
          .contains("small/a.csv: No space left on device", "written before and are in small/a.csv")
          .containsPattern("; [1-9]\\d+ records \\(\\d+ bytes\\)");
      assertThat(Integer.parseInt(outcome.out().get(1))).isBetween(100, 2000);
    }
  }

  @Test
  void X5_a_closed_pipe_ends_it_quietly() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--prefill", "100", "--rate", "50")) {
      Outcome outcome =
          bash("\"$LOGTAIL\" export --follow --api "
                  + farm.api()
                  + " | head -1; echo ${PIPESTATUS[0]}")
              .run();
      assertThat(outcome.out()).hasSize(2).last().isEqualTo("141");
      assertThat(outcome.err()).isEmpty();
    }
  }

  @Test
  void X6_a_termination_keeps_what_came_before_it() throws IOException {
    Path target = file("cut.json.gz");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "30");
        ProgramRun run = export(farm, "--follow", "-O", target.toString()).start()) {
      await().until(() -> farm.clients(DRAGON) == 1);
      farm.tell("burst", DRAGON, 10);
      run.send("TERM");
      Outcome outcome = run.awaitExit().expectCode(143).expectNoStackTrace();
      List<JsonNode> records = new ArrayList<>();
      Lines.json(String.join("\n", unpacked(target))).forEach(records::add);
      Lines.expectSame(records, farm.truth().made(DRAGON));
      assertThat(outcome.err()).last().asString().contains("40 records");
    }
  }

  @Test
  void X6_a_second_interrupt_ends_it_at_once() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--big", "--prefill", "90");
        ProgramRun run =
            bash("mkfifo pipe; exec 3<>pipe; exec \"$LOGTAIL\" export --follow --force -O pipe --api "
                    + farm.api())
                .in(folder)
                .start()) {
      await().until(() -> farm.clients(DRAGON) == 1);
      run.send("INT");
      await().until(() -> farm.clients(DRAGON) == 0);
      run.send("INT");
      Outcome outcome = run.awaitExit().expectCode(130);
      assertThat(outcome.errText()).as("no last word, which comes after a wait").isEmpty();
    }
  }

  /** What it has written is not lost, and one is told where it is; what is empty is removed. */
  @Test
  void X6_a_second_interrupt_names_the_files_that_are_unfinished() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "2", "--prefill", "5");
        ProgramRun run =
            bash("mkfifo "
                    + DRAGON
                    + ".ndjson; exec 3<>"
                    + DRAGON
                    + ".ndjson; exec \"$LOGTAIL\" export --follow --force --split-by worker -O ./ --api "
                    + farm.api())
                .in(folder)
                .start()) {
      await().until(() -> partials().size() == 1 && Files.size(partials().get(0)) > 0);
      farm.tell("big", DRAGON, 200_000);
      await().until(() -> farm.clients(DRAGON) == 1);
      run.send("INT");
      await().until(() -> farm.clients(DRAGON) == 0);
      run.send("INT");
      Outcome outcome = run.awaitExit().expectCode(130);
      Path left = partials().get(0);
      assertThat(outcome.err())
          .anyMatch(
              line ->
                  line.startsWith("logtail: ended at once; written so far: ")
                      && line.endsWith(String.valueOf(left.getFileName())));
      List<JsonNode> records = Lines.json(Files.readAllLines(left));
      Lines.expectSame(records, farm.truth().made(PeerFarm.TURTLE));
    }
  }

  private List<Path> partials() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().contains(".partial-")).toList();
    }
  }

  @Test
  void X9_files_are_their_owners_unless_a_mode_is_given() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "5")) {
      String script =
          "umask %s; for to in %s; do \"$LOGTAIL\" export -q --api %s -O $to $OPTIONS || exit; done";
      bash(String.format(script, "000", "a.json b.csv.gz", farm.api()))
          .in(folder)
          .run()
          .expectCode(0);
      bash(String.format(script, "077", "c.json", farm.api()))
          .with("OPTIONS", "--mode 0640")
          .in(folder)
          .run()
          .expectCode(0);
      bash(String.format(script, "077", "d.csv", farm.api()))
          .with("OPTIONS", "--mode 644 --append")
          .in(folder)
          .run()
          .expectCode(0);
      assertThat(names().stream().map(name -> name + " " + mode(name)))
          .containsExactly(
              "a.json rw-------", "b.csv.gz rw-------", "c.json rw-r-----", "d.csv rw-r--r--");
    }
  }

  private String mode(String name) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name)));
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Test
  void what_came_past_the_limit_is_no_filtered_record() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--prefill", "100")) {
      Outcome outcome = export(farm, "--limit", "3", "--stats").run().expectCode(0);
      assertThat(outcome.out()).hasSize(3);
      assertThat(outcome.errText()).contains("past --limit").contains("3 records of 3 workers");
      assertThat(outcome.err()).noneMatch(line -> line.contains("of 3 workers, "));
      ContinuityIT.assertConserved(outcome.err());
    }
  }
}
