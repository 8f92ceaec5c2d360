package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.program.PeerFarm.Kind;
import dev.logtail.view.terminal.CopyingProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console does to a real terminal beside drawing, and what it leaves behind. */
class ConsoleTerminalIT {
  @TempDir Path folder;
  private Path before;
  private Path after;

  @BeforeEach
  void nameFiles() {
    before = folder.resolve("stty-before");
    after = folder.resolve("stty-after");
  }

  private Tmux shell() {
    Tmux terminal = new Tmux(110, 30);
    terminal.run("printf '\\033]2;my title\\007'; stty -g >" + before + "; clear");
    await().until(() -> Files.exists(before) && Files.size(before) > 0);
    return terminal.awaitFormat("#{pane_title}", "my title");
  }

  private static Tmux follow(Tmux terminal, PeerFarm farm, String options) {
    terminal.run("\"$LOGTAIL\" follow --api " + farm.api() + " " + options);
    return terminal.awaitFormat("#{alternate_on}", "1").awaitText("FOLLOW");
  }

  private void expectRestored(Tmux terminal) throws IOException {
    terminal.awaitFormat("#{alternate_on}", "0").awaitFormat("#{pane_current_command}", "sh");
    terminal.run("stty -g >" + after + "; echo and 'it works'").awaitText("and it works");
    assertThat(after).hasSameTextualContentAs(before);
    assertThat(
            terminal.ask(
                "#{cursor_flag} #{mouse_any_flag} #{keypad_cursor_flag} #{keypad_flag}"
                    + " #{scroll_region_upper} #{scroll_region_lower} #{wrap_flag} #{pane_title}"))
        .isEqualTo("1 0 0 0 0 29 1 my title");
    assertThat(terminal.ask("#{buffer_name}")).as("nothing was copied").isEmpty();
    terminal.run("cat -v").paste("pas ted").awaitText("pas ted");
    assertThat(terminal.screen()).as("paste is not marked any more").doesNotContain("200~");
    terminal.key("C-c");
  }

  @Test
  void restoresTheTerminalAfterACrashAndTellsInOneLine() throws IOException {
    try (Tmux terminal = shell()) {
      terminal.run("\"$LOGTAIL\" demo --mouse --debug-crash; echo status $?");
      terminal.awaitText("status 1").awaitText("please report this line");
      assertThat(terminal.screen())
          .contains("--debug-crash")
          .doesNotContain("\tat ", "Exception in thread", "told as");
      expectRestored(terminal);
    }
  }

  @Test
  void stopsOnControlZAndGoesOnInTheForeground() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "20");
        Tmux terminal = follow(shell(), farm, "--mouse")) {
      terminal.key("C-z").awaitFormat("#{alternate_on}", "0").awaitText("Stopped");
      assertThat(terminal.ask("#{cursor_flag} #{mouse_any_flag}")).isEqualTo("1 0");
      terminal.run("stty -g >" + after + "; echo and 'it works'").awaitText("and it works");
      assertThat(after).hasSameTextualContentAs(before);
      terminal.run("fg").awaitFormat("#{alternate_on}", "1").awaitText("FOLLOW");
      assertThat(terminal.ask("#{cursor_flag} #{mouse_any_flag}")).isEqualTo("0 1");
      terminal.type("g").awaitText("#1 Bar processed");
      terminal.key("C-z").awaitText("Stopped").run("fg").awaitText("#1 Bar processed");
      terminal.type("q");
      expectRestored(terminal);
    }
  }

  @Test
  void wheelScrollsWithTheMouseSwitchedOn() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "60");
        Tmux terminal = follow(shell(), farm, "--mouse")) {
      assertThat(terminal.ask("#{mouse_standard_flag}#{mouse_sgr_flag}")).isEqualTo("11");
      terminal.awaitText("#60 Bar").type("\033[<64;40;10M");
      terminal.awaitScreen("not following", screen -> !screen.contains("FOLLOW"));
      terminal.type("\033[<65;40;10M\033[<65;40;10MGq");
      expectRestored(terminal);
    }
  }

  @Test
  void leavesTheMouseToTheTerminalUnlessAskedAndTakesPastedTextForNoKeys() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "20");
        Tmux terminal = follow(shell(), farm, "")) {
      assertThat(terminal.ask("#{mouse_any_flag}")).isEqualTo("0");
      terminal.paste("qqCq\nq").awaitText("pasted text was ignored");
      terminal.type("&").paste("#1\n3 Bar").awaitText("#1 3 Bar");
      terminal.key("Escape").awaitText("#20 Bar").type("q");
      expectRestored(terminal);
    }
  }

  @Test
  void swallowsAnswersAndUnknownSequences() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "20");
        Tmux terminal = follow(shell(), farm, "")) {
      terminal.type("\033]11;rgb:ffff/ffff/ffff\007\033[?62;22q\033[1;9q");
      terminal.type("?").awaitText("search");
      terminal.type("q").awaitText("#20 Bar").type("q");
      expectRestored(terminal);
    }
  }

  @Test
  void copiesWithoutWhatWouldActWhereItIsPasted() throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path arguments = Files.writeString(folder.resolve("classes"), "-cp \"" + classes + "\"\n");
    try (Tmux terminal = shell().allowCopying()) {
      terminal.run(
          java
              + " @"
              + arguments
              + " "
              + CopyingProgram.class.getName()
              + " 'order \\e[31m资金不足 👨‍👩‍👧\nsecond'; echo done");
      terminal.awaitText("done");
      await().until(() -> !terminal.ask("#{buffer_name}").isEmpty());
      assertThat(terminal.copied()).isEqualTo("order [31m资金不足 👨‍👩‍👧\nsecond");
      assertThat(terminal.ask("#{alternate_on} #{pane_title}")).isEqualTo("0 my title");
    }
  }
}
