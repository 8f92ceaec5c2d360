package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.logtail.view.terminal.ColorDepth;
import dev.logtail.view.terminal.ScreenSize;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Frames through Lanterna's screen on a terminal that only exists in memory. */
class FramePainterTest {
  private final FakeFarm farm = new FakeFarm(1 << 20, 7).populated().log(60);
  private final ConsoleRig rig = new ConsoleRig(farm, 100, 30);
  private final GraphemeTokens tokens = new GraphemeTokens();
  private final DefaultVirtualTerminal terminal =
      new DefaultVirtualTerminal(new TerminalSize(100, 30));
  private final FramePainter painter = new FramePainter(terminal, tokens, ColorDepth.INDEXED);

  private void show(Frame frame) throws IOException {
    painter.show(frame);
    assertThat(onTerminal()).isEqualTo(frame.text());
  }

  /** What the terminal got, tokens turned back into graphemes. */
  private List<String> onTerminal() {
    return IntStream.range(0, terminal.getTerminalSize().getRows()).mapToObj(this::row).toList();
  }

  private String row(int row) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < terminal.getTerminalSize().getColumns(); column++) {
      String character =
          terminal.getCharacter(new TerminalPosition(column, row)).getCharacterString();
      text.append(tokens.decode(character.charAt(0)));
    }
    return text.toString().stripTrailing();
  }

  @Test
  void frame_arrives_cell_by_cell() throws IOException {
    painter.start();

    show(rig.frame());
  }

  @Test
  void frames_follow_each_other_by_their_differences() throws IOException {
    painter.start();
    show(rig.frame());
    for (int i = 1; i < 40; i++) {
      farm.log(i % 5);
      rig.settle();
      show(rig.frame());
    }
    for (String key : List.of("b", "k", "w", "/", "'time", "Enter", "n", "?", "Esc", "S", "G")) {
      show(rig.press(key).frame());
    }
  }

  @Test
  void other_size_is_drawn_anew() throws IOException {
    painter.start();
    show(rig.frame());

    terminal.setTerminalSize(new TerminalSize(60, 20));
    rig.act(new ConsoleAction.Resize(new ScreenSize(60, 20)));

    show(rig.frame());
  }

  @Test
  void colours_and_weights_arrive() throws IOException {
    painter.start();
    show(rig.frame());

    TextCharacter title = terminal.getCharacter(new TerminalPosition(1, 0));
    assertThat(title.getForegroundColor()).isEqualTo(new TextColor.Indexed(87));
    assertThat(title.getModifiers()).containsExactly(SGR.BOLD);
    TextCharacter time = terminal.getCharacter(new TerminalPosition(25, 1));
    assertThat(time.getModifiers()).containsExactly(LanternaTerminal.DIM);
  }

  @Test
  void cursor_is_seen_only_at_a_prompt() throws IOException {
    painter.start();
    show(rig.frame());
    assertThat(terminal.isCursorVisible()).isFalse();

    show(rig.press("/", "'abc").frame());

    assertThat(terminal.isCursorVisible()).isTrue();
    assertThat(terminal.getCursorPosition()).isEqualTo(new TerminalPosition(5, 29));
  }

  @Test
  void tokens_are_renewed_before_they_run_out() throws IOException {
    painter.start();
    for (int i = 0; i < 300; i++) {
      StringBuilder many = new StringBuilder();
      for (int j = 0; j < 30; j++) {
        many.appendCodePoint(0x20000 + i * 30 + j);
      }
      farm.log(FakeFarm.event("INFO", many.toString()));
      rig.settle();
      show(rig.frame());
    }
  }
}
