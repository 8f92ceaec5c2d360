package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** What is left of a program run: exit code, both outputs as lines, and how long it took. */
record Outcome(int code, List<String> out, List<String> err, Duration took) {

  /** Fails, showing what the program complained of, unless it ended with this code. */
  Outcome expectCode(int expected) {
    assertThat(code).as("exit code; stderr was %s", err).isEqualTo(expected);
    return this;
  }

  /**
   * Fails unless the program said exactly one line on stderr, for people, and nothing on stdout.
   */
  String onlyErrorLine() {
    assertThat(out).as("stdout").isEmpty();
    assertThat(err).as("stderr").hasSize(1);
    assertThat(err.get(0)).startsWith("logtail: ").doesNotContain("Exception");
    return err.get(0);
  }

  /** Fails when any output looks like a stack trace. */
  Outcome expectNoStackTrace() {
    assertThat(err).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
    return this;
  }

  String outText() {
    return String.join("\n", out);
  }

  String errText() {
    return String.join("\n", err);
  }
}
