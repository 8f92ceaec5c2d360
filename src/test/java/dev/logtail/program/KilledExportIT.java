package dev.logtail.program;

import static dev.logtail.program.Invocation.bash;
import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** kill -9, which nobody can prepare for, at any moment. */
class KilledExportIT {
  @TempDir Path folder;

  private final Random random = new Random();

  @ParameterizedTest
  @CsvSource({"all.ndjson, 20", "all.ndjson.gz, 5", "all.ndjson.zst, 5"})
  void X3_all_that_was_written_stays_and_the_next_run_goes_on(String name, int kills)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    try (PeerFarm farm =
        PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "100", "--rate", "500")) {
      Invocation export =
          logtail("export", "--follow", "--append", "-O", file.toString(), "--api", farm.api());
      List<Long> linesAtKill = new ArrayList<>();
      for (int run = 0; run < kills; run++) {
        int clients = run + 1;
        long enough = size(file) + 1 + random.nextInt(20_000);
        try (ProgramRun running = export.start()) {
          await().until(() -> size(file) > enough);
          await().until(() -> farm.truth().firstRecords(DRAGON).size() == clients);
          running.send("KILL");
          running.awaitExit();
        }
        linesAtKill.add(text(file).chars().filter(c -> c == '\n').count());
      }
      export.and("--limit", "1").run().expectCode(0);
      assertAllRuns(farm, Lines.json(text(file).lines().toList()), linesAtKill);
    }
  }

  /**
   * The file holds, run after run, what was sent from the first record on, and at the end of each
   * run one torn record at most; and no run took away what could be read after the one before.
   */
  private static void assertAllRuns(PeerFarm farm, List<JsonNode> lines, List<Long> linesAtKill) {
    Truth truth = farm.truth();
    int place = 0;
    for (int run = 0; run < linesAtKill.size(); run++) {
      for (JsonNode sent : truth.sentToClient(DRAGON, run)) {
        if (!lines.get(place).equals(sent)) {
          break;
        }
        place++;
      }
      assertThat((long) place).as("run %d", run).isGreaterThanOrEqualTo(linesAtKill.get(run));
      place += lines.get(place).path("_event").asText().equals("torn") ? 1 : 0;
    }
    assertThat(lines).as("one more of the last run").hasSize(place + 1);
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** What others can read of it, whatever its end is like. */
  private static String text(Path file) throws IOException, InterruptedException {
    String name = file.toString();
    if (name.endsWith(".ndjson")) {
      return Files.readString(file);
    }
    String program = name.endsWith(".gz") ? "gzip" : "zstd";
    Process unpacking =
        new ProcessBuilder(program, "-dc", name)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream out = unpacking.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      unpacking.waitFor();
    }
  }

  @Test
  void X3_a_packed_record_is_in_the_file_soon_though_nothing_follows() throws Exception {
    Path file = folder.resolve("slow.ndjson.gz");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "3");
        ProgramRun run =
            logtail("export", "--follow", "--append", "-O", file.toString(), "--api", farm.api())
                .start()) {
      await().until(() -> size(file) > 0 && text(file).lines().count() == 3);
      farm.tell("burst", DRAGON, 1);
      await().until(() -> text(file).lines().count() == 4);
      run.send("KILL");
    }
  }

  @Test
  void X2_the_file_is_absent_or_complete() throws IOException {
    Path file = folder.resolve("all.json");
    try (PeerFarm farm =
        PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "100", "--rate", "500")) {
      for (int run = 0; run < 12; run++) {
        double seconds = 0.3 + random.nextInt(2500) / 1000.0;
        bash("timeout -s KILL "
                + seconds
                + " \"$LOGTAIL\" export --limit 300 -O all.json --force --api "
                + farm.api())
            .in(folder)
            .run();
        if (Files.exists(file)) {
          assertThat(Lines.json(Files.readString(file))).hasSize(300);
          Files.delete(file);
        }
      }
      bash("\"$LOGTAIL\" export --limit 300 -O all.json --api " + farm.api())
          .in(folder)
          .run()
          .expectCode(0);
      assertThat(Lines.json(Files.readString(file))).hasSize(300);
    }
  }
}
