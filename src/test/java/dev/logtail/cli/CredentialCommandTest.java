package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.pipeline.access.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program that is asked for a token. */
class CredentialCommandTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Redaction redaction = new Redaction();
  private final PrintStream err =
      new PrintStream(new RedactedOutput(said, redaction), true, StandardCharsets.UTF_8);

  private CredentialCommand command(Duration patience, String... words) {
    return new CredentialCommand(
        TestEnvironments.with(
            Map.of("PATH", "/usr/bin:/bin", "LOGTAIL_TOKEN", "mine", "OTHER", "theirs"),
            err,
            new Secrets(InputStream.nullInputStream(), prompt -> Optional.empty(), redaction),
            OutputStream.nullOutputStream()),
        List.of(words),
        patience);
  }

  private String token(String script) {
    return command(Duration.ofSeconds(10), "sh", "-c", script).read().reveal();
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theFirstLineIsTheToken() {
    assertThat(token("echo tok-1; echo more")).isEqualTo("tok-1");
    assertThat(token("printf 'Bearer tok-2'")).isEqualTo("tok-2");
    assertThat(said()).isEmpty();
  }

  @Test
  void noShellReadsItsWords() {
    assertThat(command(Duration.ofSeconds(10), "echo", "$HOME;$(id)").read().reveal())
        .isEqualTo("$HOME;$(id)");
  }

  @Test
  void itGetsNoneOfOurVariablesAndNoInput() {
    assertThat(token("echo \"[$LOGTAIL_TOKEN][$OTHER][$(cat)]\"")).isEqualTo("[][theirs][]");
  }

  @Test
  void whatItComplainsOfIsShownSafeAndWithoutTheToken() {
    assertThat(token("echo tok-secret-3; printf 'got tok-secret-3\\033[2J\\n' >&2"))
        .isEqualTo("tok-secret-3");
    assertThat(said())
        .isEqualTo("logtail: the configuration's credential-command 'sh': got ****␛[2J\n");
  }

  @Test
  void howItFailsIsSaid() {
    assertThatThrownBy(() -> token("echo no key >&2; exit 3"))
        .hasMessage("the configuration's credential-command 'sh' failed: it ended with status 3");
    assertThat(said()).contains("no key");
    assertThatThrownBy(() -> token("true")).hasMessageContaining("holds no token: it is empty");
    assertThatThrownBy(() -> token("echo two words")).hasMessageContaining("holds no token");
    assertThatThrownBy(() -> command(Duration.ofSeconds(10), "no-such-program-here").read())
        .hasMessageContaining("'no-such-program-here' can't be run: No such file or directory");
  }

  @Test
  @Timeout(20)
  void itIsStoppedWhenItIsNotDoneInTime() throws IOException {
    CredentialCommand slow =
        command(Duration.ofMillis(200), "sh", "-c", "echo tok; sleep 60 & sleep 60");

    assertThatThrownBy(slow::read).hasMessageContainingAll("was not done within", "was stopped");
    Awaitility.await("the end of what it started")
        .until(
            () ->
                ProcessHandle.current()
                    .descendants()
                    .noneMatch(each -> each.info().command().orElse("").endsWith("sleep")));
  }

  @Test
  void muchOutputHoldsNobodyUp() {
    assertThatThrownBy(() -> token("head -c 1000000 /dev/zero | tr '\\0' x"))
        .hasMessageContaining("holds more than 16 KiB: that is no token");
  }
}
