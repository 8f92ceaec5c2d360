package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static dev.logtail.program.PeerFarm.YANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records in a file: all of them, whole or not at all, and never over another file. */
class ExportIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void holdsExactlyWhatTheServerSent(Kind kind) throws IOException {
    Path file = folder.resolve("all.ndjson");
    try (PeerFarm farm = PeerFarm.start(kind, "--rate", "50", "--prefill", "100");
        ProgramRun run = export(farm, file, "--for", "5s").start()) {
      await().until(() -> farm.clients(YANG) == 1);
      run.awaitExit().expectCode(0).expectNoStackTrace();
      List<JsonNode> exported = Lines.json(Files.readAllLines(file));
      for (String worker : List.of(DRAGON, TURTLE, YANG)) {
        List<JsonNode> got = Lines.of(worker, exported);
        assertThat(got).as(worker).hasSizeGreaterThan(100 + 50 * 3);
        Lines.expectSame(got, farm.truth().sentTo(worker).subList(0, got.size()));
      }
    }
  }

  @Test
  void losesNothingThatIsUnderWayWhenItEnds() throws IOException {
    Path file = folder.resolve("all.ndjson");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--rate", "400", "--prefill", "100")) {
      export(farm, file, "--for", "3s").run().expectCode(0);
      List<JsonNode> exported = Lines.json(Files.readAllLines(file));
      for (String worker : List.of(DRAGON, TURTLE, YANG)) {
        await().until(() -> farm.truth().framesSent(worker).size() == 1);
        int sent = farm.truth().framesSent(worker).get(0);
        List<JsonNode> got = Lines.of(worker, exported);
        assertThat(got).as(worker).hasSize(sent).hasSizeGreaterThan(500);
        Lines.expectSame(got, farm.truth().sentTo(worker).subList(0, sent));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void takesTheReplayAndEndsWhenNotToldToStay(Kind kind) throws IOException {
    Path file = folder.resolve("replay.ndjson");
    try (PeerFarm farm = PeerFarm.start(kind, "--prefill", "150", "--hostile")) {
      Outcome outcome = export(farm, file, TURTLE).run().expectCode(0);
      assertThat(Lines.json(Files.readAllLines(file)))
          .isEqualTo(farm.truth().sentTo(TURTLE))
          .hasSize(100);
      assertThat(outcome.out()).isEmpty();
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left).as("no partial file stays").containsExactly(file);
      }
    }
  }

  @Test
  void writesEveryFormat() throws IOException {
    try (PeerFarm farm =
        PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "25", "--hostile")) {
      JsonNode array = Lines.json(String.join("\n", stdout(farm, "json")));
      List<JsonNode> records = new ArrayList<>();
      array.forEach(records::add);
      Lines.expectSame(records, farm.truth().made(DRAGON));
      Lines.expectSame(Lines.json(stdout(farm, "ndjson")), farm.truth().made(DRAGON));
      String csv = String.join("\n", stdout(farm, "csv"));
      assertThat(csv).contains("委托被拒绝").contains(DRAGON);
      assertThat(csv.lines().findFirst().orElseThrow())
          .contains("worker")
          .contains("time", "level", "message");
      List<String> text = stdout(farm, "text");
      assertThat(text)
          .anyMatch(line -> line.endsWith("#1 Bar processed " + "委托被拒绝：资金不足 order rejected"));
      assertThat(String.join("", text)).doesNotContain("\u001b");
    }
  }

  @Test
  void refusesAnExistingFileUnlessForcedOrAppending() throws IOException {
    Path file = Files.writeString(folder.resolve("old.ndjson"), "{\"old\":1}\n");
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "5")) {
      String line = export(farm, file).run().expectCode(8).onlyErrorLine();
      assertThat(line).contains(file.toString()).contains("--force").contains("--append");
      assertThat(file).hasContent("{\"old\":1}\n");
      export(farm, file, "--append").run().expectCode(0);
      assertThat(Files.readAllLines(file)).hasSize(6).startsWith("{\"old\":1}");
      export(farm, file, "--force").run().expectCode(0);
      Lines.expectSame(Lines.json(Files.readAllLines(file)), farm.truth().made(DRAGON));
    }
  }

  @Test
  void leavesNoFileBehindWhenItFails() throws IOException {
    Path file = folder.resolve("never.ndjson");
    logtail("export", "--api", "http://127.0.0.1:9", "-O", file.toString()).run().expectCode(6);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void keepsWhatCameBeforeAnInterrupt() throws IOException {
    Path file = folder.resolve("cut.ndjson");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "30");
        ProgramRun run = export(farm, file, "--follow").start()) {
      await().until(() -> farm.clients(DRAGON) == 1);
      farm.tell("burst", DRAGON, 10);
      await().until(() -> partial().contains("#40 burst"));
      run.send("INT");
      run.awaitExit().expectCode(130).expectNoStackTrace();
      Lines.expectSame(Lines.json(Files.readAllLines(file)), farm.truth().made(DRAGON));
    }
  }

  /** What lies in the folder while the file itself does not. */
  private String partial() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static List<String> stdout(PeerFarm farm, String format) {
    return export(farm, Path.of("-"), "-o", format).run().expectCode(0).out();
  }

  private static Invocation export(PeerFarm farm, Path file, String... more) {
    return logtail("export", "--api", farm.api(), "-O", file.toString()).and(more);
  }
}
