package dev.logtail.view.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalFactsTest {
  @ParameterizedTest
  @CsvSource({
    "xterm-256color, truecolor, TRUE_COLOR",
    "xterm-256color, 24bit,     TRUE_COLOR",
    "xterm-direct,   '',        TRUE_COLOR",
    "xterm-256color, '',        INDEXED",
    "tmux-256color,  '',        INDEXED",
    "xterm-kitty,    '',        INDEXED",
    "xterm,          '',        BASIC",
    "screen,         '',        BASIC",
    "linux,          '',        BASIC",
    "vt100,          '',        NONE",
    "dumb,           truecolor, NONE",
    "'',             truecolor, NONE"
  })
  void depth_follows_from_two_variables(String term, String colorTerm, ColorDepth depth) {
    assertThat(ColorDepth.of(term, colorTerm)).isEqualTo(depth);
  }

  @ParameterizedTest
  @CsvSource({
    "01, xterm, true",
    "1,  xterm, false",
    "0,  xterm, false",
    "'', xterm, false",
    "01, dumb,  false",
    "01, '',    false"
  })
  void console_needs_both_streams_and_a_terminal_that_can(
      String terminals, String term, boolean console) {
    TerminalFacts facts = TerminalFacts.detect(Map.of("TERM", term), terminals);

    assertThat(facts.canShowConsole()).isEqualTo(console);
  }

  @Test
  void no_color_takes_all_colours_and_nothing_else() {
    TerminalFacts facts =
        TerminalFacts.of(Map.of("TERM", "xterm-256color", "NO_COLOR", "1"), true, true, true);

    assertThat(facts.depth()).isEqualTo(ColorDepth.NONE);
    assertThat(facts.canShowConsole()).isTrue();
  }

  @Test
  void empty_no_color_means_nothing() {
    TerminalFacts facts =
        TerminalFacts.of(Map.of("TERM", "xterm", "NO_COLOR", ""), true, true, true);

    assertThat(facts.depth()).isEqualTo(ColorDepth.BASIC);
  }

  @ParameterizedTest
  @CsvSource({"80, 80", "10000, 10000", "0, -1", "x, -1", "99999, -1", "'', -1"})
  void columns_are_believed_when_they_can_be(String columns, int expected) {
    OptionalInt believed = TerminalFacts.of(Map.of("COLUMNS", columns), true, true, true).columns();

    assertThat(believed).isEqualTo(expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected));
  }

  @Test
  void facts_need_no_class_of_jline() throws Exception {
    ClassLoader alone = new WithoutJline();
    Class<?> facts = alone.loadClass(TerminalFacts.class.getName());

    Object detected =
        facts
            .getMethod("detect", Map.class, String.class)
            .invoke(null, Map.of("TERM", "xterm"), "?");

    assertThat(detected).hasToString(TerminalFacts.detect(Map.of("TERM", "xterm"), "?").toString());
    assertThat(facts).isNotEqualTo(TerminalFacts.class);
  }

  /** Knows the classes of this package and of the JDK only. */
  private static final class WithoutJline extends ClassLoader {
    WithoutJline() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.startsWith("dev.logtail.view.terminal.")) {
        throw new ClassNotFoundException(name);
      }
      String file = "/" + name.replace('.', '/') + ".class";
      try (InputStream in = TerminalFacts.class.getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (java.io.IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
