package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says about itself. */
class HelpIT {

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

  @ParameterizedTest
  @CsvSource({"bash, bash -n", "zsh, zsh -n", "fish, fish -n"})
  void theCompletionScriptIsAcceptedByItsShell(String shell, String check) {
    String script =
        "command -v %s >/dev/null || exit 0; \"$LOGTAIL\" completion %s >\"$1\" && %s \"$1\""
            .formatted(shell, shell, check);
    Path file = Invocation.program().resolveSibling("completion-" + shell + ".out");
    Invocation.command(List.of("bash", "-c", script, "bash", file.toString()))
        .with("LOGTAIL", Invocation.program().toString())
        .run()
        .expectCode(0);
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
