package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.program.PeerFarm.Kind;
import dev.logtail.view.style.CellWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says about itself. */
class HelpIT {
  private static final int INTERRUPTED = 130;
  private static final int TIMED_OUT = 124;

  @ParameterizedTest
  @MethodSource("commands")
  void explainsEveryCommandWithExamplesInEightyColumns(String command) {
    Outcome outcome = logtail(command, "--help").run().expectCode(0);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.outText()).contains("Examples:", "logtail " + command);
    assertThat(outcome.out()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void listsTheCommands() {
    assertThat(commands()).contains("list", "follow", "export", "demo", "completion");
    Outcome outcome = logtail("--help").run().expectCode(0);
    assertThat(outcome.outText()).contains("Examples:");
    assertThat(outcome.out()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void printsItsVersionWithoutTouchingTheNetworkOrAnyFile() {
    assertThat(logtail("--version").run().expectCode(0).out())
        .singleElement()
        .asString()
        .matches("logtail \\d+\\.\\d+\\.\\d+.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void theCompletionFileIsFresh(String shell) throws IOException {
    Outcome outcome = logtail("completion", shell).run().expectCode(0);
    Path kept;
    try (Stream<Path> files = Files.list(Path.of("completions"))) {
      kept = files.filter(file -> isFor(shell, file)).findFirst().orElseThrow();
    }
    assertThat(outcome.out()).isEqualTo(Files.readAllLines(kept));
  }

  /** What the help shows works as typed, whichever workers there are. */
  @ParameterizedTest
  @MethodSource("commands")
  void itsExamplesWork(String command, @TempDir Path home) throws IOException {
    Invocation help = command.isEmpty() ? logtail("--help") : logtail(command, "--help");
    List<String> examples = examples(help.run().out());
    assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "60", "--rate", "5")) {
      for (String example : examples) {
        Outcome outcome = example(example, farm, home).run();

        assertThat(outcome.code())
            .as("%s: %s", example, outcome.err())
            .isIn(0, INTERRUPTED, TIMED_OUT);
        assertThat(outcome.expectNoStackTrace().errText())
            .as(example)
            .doesNotContain("' --help'", "not found", "No such file");
      }
    }
  }

  @Test
  void theExamplesOfTheWholeWork(@TempDir Path home) throws IOException {
    itsExamplesWork("", home);
  }

  static List<String> examples(List<String> help) {
    return help.stream()
        .dropWhile(line -> !line.equals("Examples:"))
        .skip(1)
        .filter(line -> line.startsWith("  "))
        .map(String::strip)
        .toList();
  }

  /** What runs until Ctrl-C is given one after a while. */
  private static Invocation example(String example, PeerFarm farm, Path home) throws IOException {
    String typed =
        example
            .replace("http://localhost:5000", farm.api())
            .replace("ws://localhost:54321", farm.streamUrl(PeerFarm.DRAGON))
            .replace("--port 5000", "--port 0");
    for (String usual :
        List.of(
            ".zsh/completions",
            ".config/fish/completions",
            ".local/share/bash-completion/completions")) {
      Files.createDirectories(home.resolve(usual));
    }
    return Invocation.command(
            List.of("timeout", "-s", "INT", "6", "bash", "-o", "pipefail", "-c", typed))
        .with("LOGTAIL_API", farm.api())
        .with("HOME", home.toString())
        .with("PATH", Invocation.program().getParent() + ":" + System.getenv("PATH"))
        .in(home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"times", "exit-codes"})
  void tellsAboutTopics(String topic) {
    Outcome outcome = logtail("help", topic).run().expectCode(0);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).hasSizeGreaterThan(8).allMatch(line -> CellWidth.of(line) <= 80);
    assertThat(logtail("--help").run().outText()).contains(topic);
  }

  @Test
  void helpOnACommandIsItsHelp() {
    assertThat(logtail("help", "follow").run().expectCode(0).out())
        .isEqualTo(logtail("follow", "--help").run().expectCode(0).out());
    assertThat(logtail("help").run().out()).isEqualTo(logtail("--help").run().out());
  }

  /** Fifty options are found by what they are about. */
  @Test
  void groupsOptions() {
    List<String> help = logtail("follow", "--help").run().out();

    List<String> headings = help.stream().filter(line -> line.matches("[A-Z][A-Za-z ]*:")).toList();
    assertThat(headings)
        .containsSubsequence("Options:", "Filter:", "Output:", "Streams:", "TLS:", "General:");
    assertThat(help.subList(help.indexOf("Options:"), help.indexOf("Filter:")))
        .as("options that stand under no heading of their own")
        .hasSizeLessThan(15);
  }

  @Test
  void writesAManualPageForEachCommandThatManTakesAsItIs(@TempDir Path folder) throws IOException {
    logtail("man", folder.resolve("man1").toString()).run().expectCode(0);

    Path pages = folder.resolve("man1");
    for (String command : commands()) {
      assertThat(pages.resolve("logtail-" + command + ".1")).exists();
    }
    try (Stream<Path> files = Files.list(pages)) {
      for (Path page : files.toList()) {
        expectNoWarning(List.of("man", "--warnings", "-E", "UTF-8", "-l", page.toString()));
        expectNoWarning(List.of("groff", "-ww", "-man", "-Tutf8", "-Kutf8", page.toString()));
      }
    }
    String follow =
        Invocation.command(List.of("man", "-l", pages.resolve("logtail-follow.1").toString()))
            .with("MANWIDTH", "80")
            .run()
            .outText();
    assertThat(follow)
        .contains("NAME", "SYNOPSIS", "EXIT STATUS", "ENVIRONMENT", "FILTER LANGUAGE", "FILES")
        .contains("-l, --level=LEVEL", "logtail follow '*turtle*' --lines -e heartbeat");
    assertThat(follow.lines()).allMatch(line -> CellWidth.of(line) <= 80);
  }

  private static void expectNoWarning(List<String> command) {
    Outcome outcome = Invocation.command(command).with("MANWIDTH", "80").run().expectCode(0);
    assertThat(outcome.err()).as("%s", command).isEmpty();
    assertThat(outcome.out()).hasSizeGreaterThan(20);
  }

  static List<String> commands() {
    return logtail("--help").run().expectCode(0).out().stream()
        .dropWhile(line -> !line.startsWith("Commands:"))
        .skip(1)
        .takeWhile(line -> line.isEmpty() || line.startsWith(" "))
        .filter(line -> line.matches(" {2}[a-z]\\S*.*"))
        .map(line -> line.strip().split("[ ,]", 2)[0])
        .toList();
  }

  private static boolean isFor(String shell, Path file) {
    String name = file.getFileName().toString();
    return shell.equals("zsh")
        ? name.startsWith("_") || name.endsWith(".zsh")
        : name.endsWith("." + shell);
  }
}
