package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.program.PeerFarm.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What can be wrong around the program: one clear line each, and the exit code that scripts rely
 * on.
 */
class BadInputIT {
  private static final String NOBODY = "http://127.0.0.1:9";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"list", "follow", "export -O -"})
  void saysThatNoApiIsThere(String command) {
    String line =
        logtail(command.split(" ")).and("--api", NOBODY).run().expectCode(6).onlyErrorLine();
    assertThat(line).contains("127.0.0.1:9").containsIgnoringCase("refused").contains("--api");
  }

  @Test
  void saysThatTheHostHasNoAddress() {
    String line =
        logtail("list", "--api", "http://no-such-host.invalid:5000")
            .run()
            .expectCode(6)
            .onlyErrorLine();
    assertThat(line).contains("no-such-host.invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "html, 7, HTML",
    "404, 7, 404",
    "500, 6, 500",
    "garbage, 7, JSON",
    "empty, 3, no workers"
  })
  void saysWhatAWrongApiAnswered(String mode, int code, String hint) {
    for (Kind kind : Kind.values()) {
      try (PeerFarm farm = PeerFarm.start(kind, "--api", mode)) {
        for (String command : List.of("list", "export -O -")) {
          String line =
              logtail(command.split(" "))
                  .and("--api", farm.api())
                  .run()
                  .expectCode(code)
                  .onlyErrorLine();
          assertThat(line).as("%s on %s", command, mode).containsIgnoringCase(hint);
        }
      }
    }
  }

  @Test
  void saysThatCredentialsAreMissing() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--token", "s3cret")) {
      String line = logtail("list", "--api", farm.api()).run().expectCode(4).onlyErrorLine();
      assertThat(line).contains("401", "Could not validate credentials");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "follow", "export -O -"})
  void namesTheNearestKeysToAnUnknownTarget(String command) {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE)) {
      String line =
          logtail(command.split(" "))
              .and("user123_002050.SZ_hiden_dragn", "--api", farm.api())
              .run()
              .expectCode(3)
              .onlyErrorLine();
      assertThat(line).contains("user123_002050.SZ_hiden_dragn").contains(DRAGON);
    }
  }

  @Test
  void saysThatAPartFitsSeveralWorkers() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE)) {
      String line =
          logtail("follow", "user123", "--api", farm.api()).run().expectCode(3).onlyErrorLine();
      assertThat(line).contains("user123").contains(DRAGON);
    }
  }

  @Test
  void saysThatTheOnlyWorkerRefuses() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--max-clients", "0")) {
      Outcome outcome =
          logtail("follow", DRAGON, "--api", farm.api(), "--lines", "--no-reconnect")
              .run()
              .expectCode(4);
      assertThat(outcome.err()).anyMatch(line -> line.contains("Too many connections"));
    }
  }

  @Test
  void saysThatAWorkerHasNoStreamAndWaitsForOne() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--zoo");
        ProgramRun run = Invocation.follow(farm, "zoo_no_stream").start()) {
      run.awaitErr("zoo_no_stream: has no stream").send("INT");
      run.awaitExit().expectCode(130).expectNoStackTrace();
    }
  }

  @Test
  void saysThatAStreamUrlIsNoStream() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE)) {
      String url = farm.api().replace("http:", "ws:") + "/health";
      Outcome outcome = logtail("follow", url, "--lines", "--no-reconnect").run().expectCode(7);
      assertThat(outcome.expectNoStackTrace().errText()).contains("/health");
    }
  }

  /** Whether the stream is given up or is still being tried. */
  @Test
  void saysThatAMessageIsTooLargeForUs() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--big")) {
      for (String command :
          List.of(
              "export -O -",
              "export -O - --for 2s",
              "stats",
              "follow --lines --for 1s",
              "follow --lines --no-reconnect")) {
        Outcome outcome =
            logtail(command.split(" "))
                .and("--max-frame", "4k", "--api", farm.api())
                .run()
                .expectCode(7)
                .expectNoStackTrace();
        assertThat(outcome.errText()).as(command).contains("raise --max-frame");
      }
    }
  }

  @Test
  void saysThatAStreamPortIsClosed() {
    for (String until : List.of("--no-reconnect", "--for=1s")) {
      Outcome outcome = logtail("follow", "ws://127.0.0.1:9", "--lines", until).run().expectCode(6);
      assertThat(outcome.expectNoStackTrace().errText())
          .contains("127.0.0.1:9")
          .containsIgnoringCase("refused");
    }
  }

  @Test
  void saysThatAFileCannotBeWritten() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "5")) {
      Path missing = folder.resolve("missing/out.ndjson");
      for (String file : List.of(missing.toString(), folder.toString())) {
        String line =
            logtail("export", "--api", farm.api(), "-O", file).run().expectCode(8).onlyErrorLine();
        assertThat(line).contains(file);
      }
    }
  }

  @Test
  void saysThatTheOutputIsFull() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1", "--prefill", "5")) {
      Outcome outcome =
          Invocation.bash("\"$LOGTAIL\" export --api " + farm.api() + " -O - >/dev/full")
              .run()
              .expectCode(8);
      assertThat(outcome.onlyErrorLine()).containsIgnoringCase("space");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--colour, --color",
    "--for=soon, soon",
    "--limit=many, many",
    "--level=, --level",
    "--include=(, (",
    "--api=ftp://x, ftp",
    "-o=yaml, yaml"
  })
  void saysWhichOptionIsWrong(String option, String hint) {
    Outcome outcome = logtail("follow", option).run().expectCode(2);
    assertThat(outcome.onlyErrorLine()).contains(hint);
  }

  @Test
  void saysThatACommandIsUnknown() {
    assertThat(logtail("folow").run().expectCode(2).onlyErrorLine())
        .contains("folow")
        .contains("follow");
  }
}
