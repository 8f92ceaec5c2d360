package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A real terminal with a shell in it: keys go in, and the picture can be looked at. */
final class Tmux implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String socket = "logtail-test-" + UUID.randomUUID();

  Tmux(int columns, int rows) {
    String shell = "env PS1='ready> ' LOGTAIL='" + Invocation.program() + "' sh";
    tmux("-f", "/dev/null", "new-session", "-d", "-x", "" + columns, "-y", "" + rows, shell);
    awaitScreen("the shell's prompt", screen -> screen.contains("ready>"));
  }

  /** Types a shell command and Enter. */
  Tmux run(String command) {
    return type(command).key("Enter");
  }

  /** Types the text as it is. */
  Tmux type(String text) {
    tmux("send-keys", "-l", text);
    return this;
  }

  /** Presses keys by their names in tmux, such as {@code Enter}, {@code PPage}, {@code C-c}. */
  Tmux key(String... names) {
    List<String> words = new ArrayList<>(List.of("send-keys"));
    words.addAll(Arrays.asList(names));
    tmux(words.toArray(String[]::new));
    return this;
  }

  Tmux resize(int columns, int rows) {
    tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
    return this;
  }

  /** Lets programs write the paste buffer (OSC 52). */
  Tmux allowCopying() {
    tmux("set-option", "-s", "set-clipboard", "on");
    return this;
  }

  /** What was copied last. */
  String copied() {
    return String.join("\n", tmux("show-buffer"));
  }

  /** Pastes as a terminal does: marked as pasted where the program wants that. */
  Tmux paste(String text) {
    tmux("set-buffer", "-b", "pasted", text);
    tmux("paste-buffer", "-p", "-d", "-b", "pasted");
    return this;
  }

  /** Writes all that reaches the terminal from now on to a file, as it comes. */
  Tmux record(Path file) {
    tmux("pipe-pane", "-O", "cat >'" + file + "'");
    return this;
  }

  /** What is seen now, with its colours. */
  String styledScreen() {
    return String.join("\n", tmux("capture-pane", "-p", "-e"));
  }

  /** What is seen now, as lines. */
  List<String> lines() {
    return tmux("capture-pane", "-p");
  }

  /** What is seen now, and what was seen and has gone up. */
  List<String> past() {
    return tmux("capture-pane", "-p", "-S", "-");
  }

  String screen() {
    return String.join("\n", lines());
  }

  /** The value of a tmux format, such as {@code #{alternate_on}}. */
  String ask(String format) {
    return String.join("", tmux("display-message", "-p", format));
  }

  Tmux awaitScreen(String what, Predicate<String> wanted) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(60))
          .until(this::screen, wanted);
    } catch (ConditionTimeoutException missing) {
      throw new AssertionError("not seen: " + what + "; the screen is\n" + screen(), missing);
    }
    return this;
  }

  /** Waits a moment for a picture that may not come. */
  boolean awaitBriefly(Predicate<String> wanted) {
    try {
      Awaitility.await().atMost(Duration.ofSeconds(2)).until(this::screen, wanted);
      return true;
    } catch (ConditionTimeoutException missing) {
      return false;
    }
  }

  Tmux awaitText(String text) {
    return awaitScreen(text, screen -> screen.contains(text));
  }

  Tmux awaitFormat(String format, String value) {
    Awaitility.await(format + " = " + value)
        .atMost(PATIENCE)
        .until(() -> ask(format), value::equals);
    return this;
  }

  @Override
  public void close() {
    tmux("kill-server");
  }

  private List<String> tmux(String... words) {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
    command.addAll(Arrays.asList(words));
    Outcome outcome = Invocation.command(command).run();
    assertThat(outcome.code()).as("%s: %s", command, outcome.err()).isZero();
    return outcome.out();
  }
}
