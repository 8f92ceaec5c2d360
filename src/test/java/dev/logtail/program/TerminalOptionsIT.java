package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.program.PeerFarm.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that change something on a terminal only: the packaged program on one. */
class TerminalOptionsIT {
  private static final List<String> COMMANDS = List.of("follow", "demo");
  private static final List<String> OPTIONS = List.of("--lines", "--mouse", "--debug-crash");
  private static final String CONSOLE = "[?1049h";
  private static final String MOUSE = "[?1000h";

  private static PeerFarm farm;

  @BeforeAll
  static void startFarm() {
    farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "3");
  }

  @AfterAll
  static void stopFarm() {
    farm.close();
  }

  /** What this test proves, as {@link OptionsIT} counts it. */
  static List<String> proved() {
    return Stream.concat(
            COMMANDS.stream()
                .flatMap(command -> OPTIONS.stream().map(option -> command + " " + option)),
            Stream.of("debug --color", "debug --theme"))
        .toList();
  }

  /** At its prompt, debug colours what it shows. */
  @Test
  void debugIsColouredAsItIsTold() {
    try (WirePeer peer = WirePeer.odd();
        ProgramRun usual = debug(peer);
        ProgramRun plain = debug(peer, "--color", "never");
        ProgramRun other = debug(peer, "--theme", "basic")) {
      String coloured = bye(usual);
      assertThat(coloured).contains("\u001b[");
      assertThat(bye(plain)).isNotEqualTo(coloured).doesNotContain("\u001b[38;");
      assertThat(bye(other)).isNotEqualTo(coloured).doesNotContain("\u001b[38;");
    }
  }

  private static ProgramRun debug(WirePeer peer, String... option) {
    return Invocation.onTerminal(
            Stream.concat(Stream.of("debug", peer.url("/bye")), Stream.of(option))
                .toArray(String[]::new))
        .start();
  }

  /** The line that shows the message, as the terminal got it. */
  private static String bye(ProgramRun run) {
    run.awaitExit();
    return run.out().stream().filter(line -> line.contains("bye")).findFirst().orElseThrow();
  }

  private static ProgramRun start(String command, String... option) {
    return Invocation.onTerminal(
            Stream.concat(Stream.of(command), Stream.of(option)).toArray(String[]::new))
        .with("LOGTAIL_API", farm.api())
        .start();
  }

  /** Waits until the terminal has been sent a record's words, and returns all that it was sent. */
  private static String shown(ProgramRun run) {
    Awaitility.await("a record on the terminal")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              run.tell("mark");
              return all(run).contains("processed");
            });
    return all(run);
  }

  private static String all(ProgramRun run) {
    return String.join("\n", run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"follow", "demo"})
  void linesAreNoConsole(String command) {
    try (ProgramRun without = start(command);
        ProgramRun with = start(command, "--lines")) {
      assertThat(shown(without)).contains(CONSOLE);
      assertThat(shown(with)).doesNotContain(CONSOLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"follow", "demo"})
  void aMouseIsListenedTo(String command) {
    try (ProgramRun without = start(command);
        ProgramRun with = start(command, "--mouse")) {
      assertThat(shown(without)).doesNotContain(MOUSE);
      assertThat(shown(with)).contains(MOUSE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"follow", "demo"})
  void aCrashIsHadForTheAsking(String command) {
    try (ProgramRun without = start(command);
        ProgramRun with = start(command, "--debug-crash")) {
      assertThat(shown(without)).doesNotContain("--debug-crash");
      assertThat(with.awaitExit().expectCode(1).outText()).contains("asked for by --debug-crash");
    }
  }
}
