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
      int before = 0;
      for (int run = 0; run < kills; run++) {
        long enough = size(file) + 1 + random.nextInt(20_000);
        try (ProgramRun running = export.start()) {
          await().until(() -> size(file) > enough);
          running.send("KILL");
          running.awaitExit();
        }
        String text = text(file);
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        assertSent(farm, run, lines.subList(before, lines.size()));
        before = lines.size() + (text.endsWith("\n") ? 0 : 1);
      }
      export.and("--limit", "1").run().expectCode(0);
      List<JsonNode> all = Lines.json(text(file).lines().toList());
      assertThat(all).hasSize(before + 1);
      assertThat(all)
          .filteredOn(line -> line.has("_event"))
          .allMatch(line -> line.get("_event").asText().equals("torn"))
          .hasSizeLessThanOrEqualTo(kills);
    }
  }

  /** Nothing that was sent in that run is missing but at its end, and nothing is there twice. */
  private static void assertSent(PeerFarm farm, int run, List<String> lines) {
    List<JsonNode> got = Lines.of(DRAGON, Lines.json(lines));
    List<JsonNode> sent = farm.truth().sentToClient(DRAGON, run);
    assertThat(got).isNotEmpty().hasSizeLessThanOrEqualTo(sent.size());
    Lines.expectSame(got, sent.subList(0, got.size()));
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
