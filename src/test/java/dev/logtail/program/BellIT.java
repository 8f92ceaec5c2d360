package dev.logtail.program;

import static dev.logtail.program.PeerFarm.DRAGON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bell, on a terminal. */
class BellIT {
  private static final String BEL = "\u0007";

  @TempDir private Path folder;

  private static long bells(String text) {
    return text.chars().filter(c -> c == BEL.charAt(0)).count();
  }

  @Test
  void rings_once_for_what_is_new_in_lines() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "60");
        ProgramRun run =
            Invocation.onTerminal("follow", "--lines", "--color", "never", "--api", farm.api())
                .and("--alert", "level>=ERROR=bell", "--for", "6s")
                .start()) {
      await().until(() -> farm.clients(DRAGON) == 1);
      farm.tellNow(DRAGON, "ERROR", "order rejected");
      farm.tellNow(DRAGON, "ERROR", "order rejected");
      Outcome outcome = run.awaitExit();
      assertThat(outcome.outText()).contains("#49 ", "order rejected");
      assertThat(bells(outcome.outText())).as("bells in %s", outcome.out()).isEqualTo(1);
      assertThat(outcome.outText()).contains("alert level>=ERROR: 1 more held back");
    }
  }

  @Test
  void rings_in_the_console_and_says_why() throws IOException {
    Path seen = folder.resolve("seen");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "60");
        Tmux terminal = new Tmux(120, 20)) {
      terminal.run("\"$LOGTAIL\" follow --api " + farm.api() + " --alert 'level >= ERROR = bell'");
      terminal.awaitText("FOLLOW").awaitText("#59").record(seen);
      await().until(() -> farm.clients(DRAGON) == 1);
      farm.tellNow(DRAGON, "ERROR", "order rejected");
      terminal.awaitText("alert level >= ERROR: " + DRAGON + ": ERROR order rejected");
      terminal.awaitText("#59").awaitText("FOLLOW");
      await().until(() -> bells(Files.readString(seen)) == 1);
      terminal.key("q");
    }
  }
}
