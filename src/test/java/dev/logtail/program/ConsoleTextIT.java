package dev.logtail.program;

import static dev.logtail.program.PeerFarm.DRAGON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.logtail.program.PeerFarm.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * T-2, T-3, T-5 and T-7 on a real terminal: text is shown, never obeyed, and answered by nobody.
 */
class ConsoleTextIT {
  private static final List<String> COMMANDS =
      List.of(
          "\033]0;owned\007",
          "\033]2;owned\033\\",
          "\033]52;c;ZXZpbA==\007",
          "\033[2J\033[H",
          "\033[?1049l",
          "\033[?25h",
          "\033[10;10H\033[5A\033[99D",
          "x\033[500b",
          "\033#8",
          "\033(0qqq\016",
          "\033Ptmux;\033\033]2;owned\007\033\\",
          "\033[c\033[>c\033[5n\033[6n\033[?6n",
          "\033P$qm\033\\\033]10;?\007\033]11;?\007",
          "\033[?1000h\033[?2004l\033[?7h",
          "\033[1;5r\033[8m",
          "\u009b2J\u009d2;owned\u009c");

  private static String frame(String message) {
    TextNode text = TextNode.valueOf(message);
    return "{\"timestamp\":\"2026-02-01T14:30:25\",\"level\":\"INFO\",\"message\":" + text + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--lines --color always"})
  void obeysAndAnswersNothing(String mode) {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        Tmux terminal = new Tmux(110, 30)) {
      terminal.run("printf '\\033]2;my title\\007'; clear");
      terminal.awaitFormat("#{pane_title}", "my title").allowCopying();
      terminal.run("\"$LOGTAIL\" follow --api " + farm.api() + " " + mode);
      await().until(() -> farm.clients(DRAGON) == 1);
      for (int i = 0; i < COMMANDS.size(); i++) {
        farm.tellRaw(DRAGON, frame(COMMANDS.get(i) + " end" + i + "."));
      }
      farm.tellRaw(DRAGON, frame("a\rb a\bb abc\u007f café 资金不足 ┃ last."));
      terminal.awaitText("a␍b a␈b abc␡ café 资金不足 ┃ last.");
      String screen = terminal.screen();
      for (int i = 0; i < COMMANDS.size(); i++) {
        assertThat(screen).contains(" end" + i + ".");
      }
      String flags =
          "#{pane_title} #{alternate_on} #{mouse_any_flag} #{scroll_region_lower} #{buffer_name}";
      assertThat(terminal.ask(flags).strip())
          .isEqualTo("my title " + (mode.isEmpty() ? "1" : "0") + " 0 29");
      if (mode.isEmpty()) {
        assertThat(terminal.ask("#{cursor_flag} #{wrap_flag}")).isEqualTo("0 0");
      }
      terminal.key("C-c").awaitFormat("#{pane_current_command}", "sh");
      terminal.run("echo and 'it works'").awaitText("and it works");
      assertThat(terminal.screen()).as("answers").doesNotContain("^[", "rgb:", "[?1;2c", ";1R");
    }
  }

  /** What stands right of a cluster, whatever tmux believes of its width. */
  @Test
  void clustersArriveWholeAndWhatFollowsStandsBesideThem() {
    List<String> clusters =
        List.of(
            "资",
            "🚀",
            "👍🏽",
            "👨‍👩‍👧‍👦",
            "🇩🇪",
            "❤️",
            "e\u0301",
            "한",
            "नि",
            "مرحبا",
            "🏳️‍🌈");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        Tmux terminal = new Tmux(110, 30)) {
      terminal.run("\"$LOGTAIL\" follow --api " + farm.api());
      terminal.awaitFormat("#{alternate_on}", "1").awaitText("1/1 connected");
      for (int i = 0; i < clusters.size(); i++) {
        farm.tellRaw(DRAGON, frame("start" + i + clusters.get(i) + "|end" + i));
      }
      terminal.awaitText("|end10");
      terminal.key("C-l").awaitScreen("drawn anew", screen -> screen.contains("|end10"));
      for (int i = 0; i < clusters.size(); i++) {
        int row = i;
        String line =
            terminal.lines().stream()
                .filter(text -> text.contains("|end" + row))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("start" + i).matches(".*[^\\s|]\\s?\\|end" + i + "\\s*");
      }
      assertThat(terminal.screen()).contains("资|end0", "🚀|end1", "한|end7", "مرحبا|end9");
      terminal.type("q");
    }
  }
}
