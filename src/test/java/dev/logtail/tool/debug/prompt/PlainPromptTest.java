package dev.logtail.tool.debug.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainPromptTest {
  private final List<String> heard = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private PlainPrompt prompt(String typed) {
    return new PlainPrompt(new ByteArrayInputStream(typed.getBytes(UTF_8)), out, 80);
  }

  private final PromptListener person =
      new PromptListener() {
        @Override
        public void typed(String line) {
          heard.add(line);
        }

        @Override
        public void ended() {
          heard.add("(ended)");
        }

        @Override
        public void interrupted() {
          heard.add("(interrupted)");
        }
      };

  @Test
  void lines_are_told_and_then_the_end() {
    prompt("héllo\n:ping\n\nrest").read(person, heard::add);
    assertThat(heard).containsExactly("héllo", ":ping", "rest", "(ended)");
  }

  @Test
  void nothing_is_told_of_a_prompt_that_was_closed() {
    PlainPrompt prompt = prompt("héllo\n");
    prompt.close();
    prompt.read(person, heard::add);
    assertThat(heard).isEmpty();
  }

  @Test
  void rows_are_written_as_they_are() {
    prompt("").above("über\nzwei\n");
    assertThat(out).hasToString("über\nzwei\n");
  }
}
