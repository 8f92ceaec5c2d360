package dev.logtail.program;

import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.program.PeerFarm.Kind;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** B-2: a terminal that stands still never stops the reading, and what it cost is counted. */
class StoppedTerminalIT {
  private static final Pattern RECORD = Pattern.compile(" #\\d+ (Bar|burst)");
  private static final Pattern MARKER =
      Pattern.compile("… ([\\d,]+) records? of (\\d+) workers? not shown \\(terminal too slow\\)");

  private static long made(PeerFarm farm) {
    return farm.truth().facts().stream().filter(fact -> fact.has("n")).count();
  }

  private static long number(Matcher found, int group) {
    return Long.parseLong(found.group(group).replace(",", ""));
  }

  private static long total(List<String> lines, String what) {
    return lines.stream()
        .filter(line -> line.contains("logtail: total: "))
        .map(Pattern.compile("(\\d+) " + what)::matcher)
        .filter(Matcher::find)
        .mapToLong(found -> number(found, 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void linesOnATerminalThatStandsStillAreLeftOutCountedAndTheServersAreAnswered() {
    String[] options = {"--workers", "17", "--rate", "30", "--ping", "1"};
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, options);
        ProgramRun run =
            Invocation.onTerminal("follow", "--lines", "--color", "never", "--api", farm.api())
                .and("--memory", "256k", "--stats", "--for", "14s")
                .start()) {
      run.awaitOut("records", line -> RECORD.matcher(line).find()).tell("stop");
      long before = made(farm);
      await().atMost(Duration.ofSeconds(30)).until(() -> made(farm) > before + 17 * 30 * 6);
      run.tell("go");
      Outcome outcome = run.awaitExit().expectCode(0);
      expectHonestCounts(outcome);
      assertThat(outcome.outText()).as("no server gave up").doesNotContain("1011", "trying again");
      assertThat(farm.truth().firstRecords(DRAGON)).as("one connection").hasSize(1);
    }
  }

  private static void expectHonestCounts(Outcome outcome) {
    List<Matcher> markers =
        outcome.out().stream().map(MARKER::matcher).filter(Matcher::find).toList();
    assertThat(markers).as("a line before, perhaps, and one after").hasSizeBetween(1, 2);
    assertThat(markers).last().extracting(found -> number(found, 2)).isEqualTo(17L);
    long said = markers.stream().mapToLong(found -> number(found, 1)).sum();
    long printed = outcome.out().stream().filter(line -> RECORD.matcher(line).find()).count();
    long dropped = total(outcome.out(), "dropped");
    assertThat(said).as("said of the terminal").isPositive();
    assertThat(said + tooFast(outcome)).as("said in all").isEqualTo(dropped);
    assertThat(total(outcome.out(), "shown")).isEqualTo(printed);
    assertThat(total(outcome.out(), "received")).isEqualTo(printed + dropped);
  }

  /** On a slow machine we ourselves may be too slow, which is said in the stream. */
  private static long tooFast(Outcome outcome) {
    return outcome.out().stream()
        .map(Pattern.compile("(\\d+) records? dropped: (?:it|they) came faster")::matcher)
        .filter(Matcher::find)
        .mapToLong(found -> number(found, 1))
        .sum();
  }

  @Test
  void aQuietWorkerLosesNothingBecauseALoudOneLogs() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "2");
        ProgramRun run =
            Invocation.onTerminal("follow", "--lines", "--color", "never", "--api", farm.api())
                .and("--memory", "512k", "--stats", "--for", "8s")
                .start()) {
      await().until(() -> farm.clients(DRAGON) == 1 && farm.clients(TURTLE) == 1);
      run.tell("stop");
      farm.tell("burst", TURTLE, 20);
      farm.tell("burst", DRAGON, 3000);
      farm.tell("burst", TURTLE, 20);
      await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(20)).until(() -> true);
      run.tell("go");
      Outcome outcome = run.awaitExit().expectCode(0);
      assertThat(outcome.outText()).contains("of 1 worker not shown");
      assertThat(outcome.out())
          .filteredOn(line -> line.contains(TURTLE + ": 40 received"))
          .singleElement()
          .asString()
          .contains("40 shown", "0 dropped");
    }
  }

  @Test
  void aConsoleOnATerminalThatStandsStillReadsOnAndGoesOn() {
    String[] options = {"--workers", "3", "--rate", "200", "--ping", "1"};
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, options);
        ProgramRun run = Invocation.onTerminal("follow", "--api", farm.api()).start()) {
      awaitOnScreen(run, "FOLLOW");
      run.tell("stop");
      long before = made(farm);
      await().atMost(Duration.ofSeconds(30)).until(() -> made(farm) > before + 3 * 200 * 6);
      run.tell("go");
      farm.tell("pause");
      farm.tellRaw(DRAGON, "终点终点终点");
      awaitOnScreen(run, "终点终点终点");
      assertThat(farm.clients(DRAGON)).isEqualTo(1);
      assertThat(farm.truth().firstRecords(DRAGON)).as("one connection").hasSize(1);
      run.tell("type q");
      run.awaitExit().expectCode(0);
    }
  }

  /** A console moves its cursor about and ends no line, so the lines are ended for it. */
  private static void awaitOnScreen(ProgramRun run, String text) {
    await(text)
        .until(
            () -> {
              run.tell("mark");
              return run.out().stream().anyMatch(line -> line.contains(text));
            });
  }
}
