package dev.logtail.view.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {
  @Test
  void words_are_cut_at_spaces_outside_of_quotes() {
    assertThat(CommandWords.of(" page --to 'on call'  \"a \\\"b\\\" \\n\" c\\ d '' x'y'z "))
        .isEqualTo(List.of("page", "--to", "on call", "a \"b\" \\n", "c d", "", "xyz"));
  }

  @Test
  void nothing_is_expanded() {
    assertThat(CommandWords.of("echo $HOME `id` $(id) a;b | c > d & *"))
        .containsExactly("echo", "$HOME", "`id`", "$(id)", "a;b", "|", "c", ">", "d", "&", "*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "''", "page 'on call", "page \"x"})
  void what_is_no_command_is_refused(String command) {
    assertThatThrownBy(() -> CommandWords.of(command)).isInstanceOf(IllegalArgumentException.class);
  }
}
