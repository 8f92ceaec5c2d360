package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B-1, B-6: many workers at once, in a small heap, and an output that nobody reads for a while. */
class CrowdIT {
  private static final int WORKERS = 300;
  private static final int SMALL_HEAP_MIB = 128;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The JVM below the shell that started it. */
  private static long javaBelow(ProgramRun run) {
    return run.descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElse(0);
  }

  private static int entries(long pid, String folder) {
    try (Stream<Path> all = Files.list(Path.of("/proc/" + pid + "/" + folder))) {
      return (int) all.count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void threadsAndDescriptorsStayFewAndNothingIsLostInASmallHeap(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("crowd.ndjson");
    String[] options = {"--workers", "" + WORKERS, "--rate", "10", "--no-deflate"};
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, options);
        ProgramRun run = intoAPipeThatWaits(farm, file).start()) {
      await().atMost(PATIENCE).until(() -> javaBelow(run) != 0);
      long java = javaBelow(run);
      await().atMost(PATIENCE).until(() -> entries(java, "fd") > WORKERS);
      assertThat(entries(java, "task")).as("threads").isLessThan(100);
      assertThat(entries(java, "fd")).as("descriptors").isBetween(WORKERS, WORKERS + 60);
      Outcome outcome = run.awaitExit(PATIENCE).expectCode(0).expectNoStackTrace();
      assertThat(outcome.errText())
          .as("one connection each, and all of it in the file")
          .contains("0 dropped")
          .doesNotContain("OutOfMemory", "trying again");
      assertThat(outcome.errText()).contains("total: " + records(file) + " received");
    }
  }

  private static Invocation intoAPipeThatWaits(PeerFarm farm, Path file) {
    return Invocation.bash(
            "set -o pipefail; \"$LOGTAIL\" follow --lines -o ndjson --stats --for 20s --memory 8m"
                + " --max-workers "
                + WORKERS
                + " --api "
                + farm.api()
                + " | (sleep 14; cat) > "
                + file)
        .with("LOGTAIL_JAVA_OPTS", "-Xmx" + SMALL_HEAP_MIB + "m -XX:+ExitOnOutOfMemoryError");
  }

  /** Notices stand among the records, and are none. */
  private static long records(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> !line.contains("\"_event\":")).count();
    }
  }

  @Test
  void tooFewDescriptorsAreNamedWithTheCommandThatGivesMore() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "80");
        ProgramRun run =
            Invocation.bash(
                    "ulimit -n 60; exec \"$LOGTAIL\" follow --lines --for 8s --api " + farm.api())
                .start()) {
      run.awaitErr("ulimit -n");
      assertThat(run.awaitExit().expectNoStackTrace().errText())
          .contains("too many open files", "trying again");
    }
  }
}
