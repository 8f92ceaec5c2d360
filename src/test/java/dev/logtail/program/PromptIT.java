package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at a real terminal is asked for what is missing, and what is typed does not show. */
class PromptIT {
  @TempDir private Path folder;

  private static final String TOKEN = "typed-0a1b2c3d";

  private static PeerFarm farm() {
    return PeerFarm.start(
        Kind.PYTHON,
        "--workers",
        "1",
        "--prefill",
        "3",
        "--token",
        TOKEN,
        "--stream-url",
        "ws://{host}:{port}");
  }

  private static Tmux run(Tmux terminal, String command) {
    return terminal.run("\"$LOGTAIL\" " + command + "; echo \"status=$?.\"");
  }

  @Test
  void theTokenIsAskedForWhenTheApiWantsOne() {
    try (PeerFarm farm = farm();
        Tmux terminal = new Tmux(120, 30)) {
      run(terminal, "list -o name --api " + farm.api());
      terminal.awaitText("logtail: Token for " + farm.api() + ":");
      terminal.type(TOKEN).key("Enter").awaitText("status=0.");

      assertThat(terminal.screen()).contains("hidden_dragon").doesNotContain(TOKEN);
      terminal.run("stty -a | tr ' ' '\\n' | grep -x echo").awaitText("\necho");
    }
  }

  @Test
  void aWrongAnswerIsNotAskedForAgain() {
    try (PeerFarm farm = farm();
        Tmux terminal = new Tmux(120, 30)) {
      run(terminal, "list --api " + farm.api());
      terminal.awaitText("logtail: Token for ");
      terminal.type("no-such-token").key("Enter").awaitText("status=4.");

      assertThat(terminal.screen())
          .contains("the token of the prompt")
          .doesNotContain("no-such-token");
    }
  }

  @Test
  void ctrlCAtThePromptEndsItAndTheTerminalShowsAgainWhatIsTyped() {
    try (PeerFarm farm = farm();
        Tmux terminal = new Tmux(120, 30)) {
      run(terminal, "list --api " + farm.api());
      terminal.awaitText("logtail: Token for ");
      terminal.key("C-c").awaitText("ready> ");
      terminal.awaitScreen("a new prompt", screen -> screen.stripTrailing().endsWith("ready>"));
      terminal.run("stty -a | tr ' ' '\\n' | grep -x echo").awaitText("\necho");
    }
  }

  @Test
  void thePasswordOfAUserIsAskedForAndTheConsoleOpensThen() throws IOException {
    try (PeerFarm farm = farm();
        Tmux terminal = new Tmux(120, 30)) {
      Path token = Files.writeString(folder.resolve("token"), TOKEN);
      run(terminal, "follow -u bob --token-file " + token + " --api " + farm.api());
      terminal.awaitText("Password of bob for 127.0.0.1:");
      terminal.type("some-password").key("Enter").awaitText("1/1 connected");
      assertThat(terminal.screen()).doesNotContain("some-password");
      terminal.key("q").awaitText("status=0.");
    }
  }
}
