package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B-3: whatever becomes of the output, the socket is read on, and what is lost is told. */
class SlowOutputIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern NUMBER = Pattern.compile("#(\\d{8})");
  private static final int RECORDS = 200_000;
  private static final int RATE = 20_000;

  /** The bench's server, which tells when it had sent everything. */
  private static final class Flood implements AutoCloseable {
    private final Process process;
    private final BufferedReader told;
    private final String api;

    Flood() throws IOException {
      Path script =
          Path.of(System.getProperty("logtail.peers"))
              .resolve("../../src/bench/flood.mjs")
              .normalize();
      process =
          new ProcessBuilder(
                  "node", script.toString(), "--records", "" + RECORDS, "--rate", "" + RATE)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      told = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      api = told.readLine();
    }

    /** From the open stream to the last record that was sent. */
    Duration sending() throws IOException {
      long opened = await("open").get("at").asLong();
      JsonNode sent = await("sent");
      assertThat(sent.get("records").asInt()).isEqualTo(RECORDS);
      return Duration.ofMillis(sent.get("at").asLong() - opened);
    }

    private JsonNode await(String event) throws IOException {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        JsonNode fact = Lines.json(line);
        if (fact.get("event").asText().equals(event)) {
          return fact;
        }
      }
      throw new AssertionError("the server ended without " + event);
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  /**
   * Follows the flood into a pipe that nobody reads for eight seconds, then into a file. What waits
   * for the pipe goes beyond the memory into a file; what was received and is not processed waits
   * in memory only, so 16 MiB are what a program that has just begun may need on a busy machine:
   * two and a half seconds of the flood.
   */
  private static Outcome intoAStoppedPipe(Flood flood, Path file, String setup, String options) {
    return Invocation.bash(
            "set -o pipefail; "
                + setup
                + "\"$LOGTAIL\" follow --lines -o ndjson --no-reconnect --stats --api "
                + flood.api
                + " --memory 16m "
                + options
                + " | (sleep 8; cat) > "
                + file)
        .start()
        .awaitExit(PATIENCE);
  }

  private static List<Integer> numbers(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.filter(line -> !line.contains("\"_event\":")).map(SlowOutputIT::number).toList();
    }
  }

  private static int number(String line) {
    Matcher number = NUMBER.matcher(line);
    return number.find() ? Integer.parseInt(number.group(1)) : 0;
  }

  private static void expectTheServerWasNotBlocked(Flood flood) throws IOException {
    assertThat(flood.sending()).isLessThan(Duration.ofSeconds(RECORDS / RATE + 2));
  }

  /** The number before this word in the line about all workers. */
  private static int total(Outcome outcome, String what) {
    AtomicInteger found = new AtomicInteger(-1);
    outcome.err().stream()
        .filter(line -> line.startsWith("logtail: total: "))
        .map(Pattern.compile("(\\d+) " + what)::matcher)
        .filter(Matcher::find)
        .forEach(number -> found.set(Integer.parseInt(number.group(1))));
    return found.get();
  }

  @Test
  void aPipeThatNobodyReadsForAWhileLosesNothing(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("out.ndjson");
    try (Flood flood = new Flood()) {
      Outcome outcome = intoAStoppedPipe(flood, file, "", "").expectCode(0).expectNoStackTrace();
      expectTheServerWasNotBlocked(flood);
      assertThat(numbers(file))
          .as("all, once, in order; stderr was %s", outcome.err())
          .isEqualTo(IntStream.rangeClosed(1, RECORDS).boxed().toList());
      assertThat(total(outcome, "dropped")).isZero();
    }
  }

  @Test
  void pastTheSpillTheOldestAreDroppedCountedAndTold(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("out.ndjson");
    try (Flood flood = new Flood()) {
      Outcome outcome = intoAStoppedPipe(flood, file, "", "--spill 16m").expectCode(0);
      expectTheServerWasNotBlocked(flood);
      expectTheRestIsDropped(outcome, file, "--spill is full");
    }
  }

  @Test
  void aDiskThatIsFullEndsTheSpillingAndIsToldOnce(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("out.ndjson");
    Path small = Files.createDirectory(folder.resolve("small"));
    try (Flood flood = new Flood()) {
      Outcome outcome =
          intoAStoppedPipe(flood, file, "export TMPDIR=" + small + "; (ulimit -f 8192; ", ") ")
              .expectCode(0);
      expectTheServerWasNotBlocked(flood);
      assertThat(outcome.err())
          .filteredOn(line -> line.contains("temporary file"))
          .singleElement()
          .asString()
          .contains(small.toString());
      expectTheRestIsDropped(outcome, file, "dropped");
      assertThat(small).isEmptyDirectory();
    }
  }

  private static void expectTheRestIsDropped(Outcome outcome, Path file, String said)
      throws IOException {
    List<Integer> numbers = numbers(file);
    assertThat(numbers).isSorted().doesNotHaveDuplicates().endsWith(RECORDS);
    int dropped = RECORDS - numbers.size();
    assertThat(dropped).isPositive();
    assertThat(total(outcome, "dropped")).isEqualTo(dropped);
    assertThat(total(outcome, "shown")).isEqualTo(numbers.size());
    assertThat(total(outcome, "received")).isEqualTo(RECORDS);
    assertThat(outcome.errText()).contains(said);
  }
}
