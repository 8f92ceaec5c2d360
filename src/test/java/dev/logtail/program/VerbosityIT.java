package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What -v, -vv and -vvv add to standard error, and what nothing adds without them. */
class VerbosityIT {
  private static final String NOBODY = "http://127.0.0.1:9";

  @TempDir private Path folder;

  private static List<String> said(PeerFarm farm, String... options) {
    return Invocation.follow(farm, "--idle", "1s").and(options).run().expectCode(0).err();
  }

  @Test
  void tellsWhatIsDone() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "current: a\ncontexts: {a: {}}\n");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--zoo", "--prefill", "3")) {
      List<String> said = said(farm, "-v", "--config", config.toString());

      assertThat(said)
          .anyMatch(line -> line.contains("configuration " + config + ", context 'a'"))
          .anyMatch(line -> line.matches(".*GET " + farm.api() + "/api/workers: 200, .*"))
          .anyMatch(line -> line.contains("dialling " + farm.streamUrl(PeerFarm.DRAGON)))
          .anyMatch(line -> line.contains("zoo_wildcard: the API sent ws://0.0.0.0:"))
          .noneMatch(line -> line.contains("frame of"));
      assertThat(said(farm)).noneMatch(line -> line.contains("GET ") || line.contains("dialling "));
    }
  }

  @Test
  void tellsOfEachFrameAndMakesItSafe() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--workers", "1")) {
      farm.tellRaw(PeerFarm.DRAGON, "{\"message\":\"\u001b]0;x\u0007" + "y".repeat(500) + "\"}");

      List<String> said = said(farm, "-vv");

      assertThat(said)
          .filteredOn(line -> line.contains("frame of"))
          .singleElement()
          .asString()
          .startsWith("logtail: " + PeerFarm.DRAGON + ": frame of 5")
          .endsWith(" …")
          .doesNotContain("\u001b", "\u0007")
          .hasSizeLessThan(300);
    }
  }

  @Test
  void showsStackTracesOnlyWhenAskedTo() {
    Outcome plain = Invocation.logtail("list", "--api", NOBODY, "-vv").run().expectCode(6);
    plain.expectNoStackTrace();

    Outcome traced = Invocation.logtail("list", "--api", NOBODY, "-vvv").run().expectCode(6);
    assertThat(traced.errText()).contains("refused", "at dev.logtail.");
  }

  /** An internal failure is one line, which says how to see more of it. */
  @Test
  void saysHowToSeeTheTraceOfADefect() {
    Path log = folder.resolve("log");
    try (Tmux terminal = new Tmux(100, 30)) {
      terminal.run("\"$LOGTAIL\" demo --debug-crash 2>" + log + "; echo status $?");
      terminal.awaitText("status 1");
      assertThat(log).content().contains("please report this line", "-vvv shows more");
      assertThat(log).content().doesNotContain("\tat ");

      terminal.run("\"$LOGTAIL\" demo --debug-crash -vvv 2>" + log + "; echo code $?");
      terminal.awaitText("code 1");
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(log).content().containsPattern("\n +at dev.logtail."));
    }
  }

  /** Who types -v is told that it can't be; for the configuration the console comes first. */
  @Test
  void refusesToWriteOverTheConsole() throws IOException {
    Path config = Files.writeString(folder.resolve("v.yaml"), "defaults: {verbose: true}\n");
    try (Tmux terminal = new Tmux(100, 30)) {
      terminal.run("\"$LOGTAIL\" demo -v; echo status $?").awaitText("status 2");
      assertThat(terminal.screen()).contains("add --lines, or 2>FILE");
      terminal.run("LOGTAIL_CONFIG=" + config + " \"$LOGTAIL\" demo; echo code $?");
      terminal.awaitText("FOLLOW").awaitText("4/5 connected");
      assertThat(terminal.screen()).doesNotContain("dialling").doesNotContain("GET http");
      terminal.key("q").awaitText("code 0");
    }
  }

  @Test
  void writesBesideTheConsoleWhereStandardErrorIsNoTerminal() {
    Path log = folder.resolve("log");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "3");
        Tmux terminal = new Tmux(100, 30)) {
      terminal.run("\"$LOGTAIL\" follow --stats -v --api " + farm.api() + " 2>" + log);
      terminal.awaitText("FOLLOW").awaitText("3/3 connected").key("q");
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(log)
                      .content()
                      .contains("GET " + farm.api(), "dialling ws://", "connected", "total: "));
    }
  }
}
