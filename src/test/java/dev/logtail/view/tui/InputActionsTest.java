package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.ConsoleAction.Move;
import org.junit.jupiter.api.Test;

class InputActionsTest {
  private final Mode browsing = new Mode.Browsing();

  @Test
  void wheel_moves_three_lines() {
    Move up = new Move(Motion.SCROLL_UP);
    Move down = new Move(Motion.SCROLL_DOWN);
    assertThat(InputActions.of(Key.WHEEL_UP, browsing)).containsExactly(up, up, up);
    assertThat(InputActions.of(Key.WHEEL_DOWN, browsing)).containsExactly(down, down, down);
  }

  @Test
  void click_says_where_and_a_key_what_it_is_bound_to() {
    assertThat(InputActions.of(new Input.Click(3, 7), browsing))
        .containsExactly(new ConsoleAction.Click(3, 7));
    assertThat(InputActions.of(new Key("j"), browsing)).containsExactly(new Move(Motion.LINE_DOWN));
    assertThat(InputActions.of(new Key("F12"), browsing)).isEmpty();
  }

  @Test
  void pasted_text_is_never_taken_for_keys() {
    assertThat(InputActions.of(new Input.Paste("q"), browsing))
        .singleElement()
        .isInstanceOf(ConsoleAction.Tell.class);
  }
}
