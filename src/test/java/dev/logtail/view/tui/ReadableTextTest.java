package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Severity;
import dev.logtail.view.style.HostileText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ReadableTextTest {
  private static final Theme THEME = Theme.dark();
  private static final ReadableText TEXT =
      new ReadableText(ConsoleLook.of(THEME, ConsoleRig.ZONE), 1000);

  private static List<String> lines(String text) {
    return TEXT.lines(text).stream().map(StyledText::plain).toList();
  }

  /** The style of the run that holds {@code part}. */
  private static Style styleOf(String text, String part) {
    return TEXT.lines(text).stream()
        .flatMap(line -> line.runs().stream())
        .filter(run -> run.text().contains(part))
        .findFirst()
        .orElseThrow()
        .style();
  }

  @Test
  void json_gets_its_lines_and_what_is_around_it_stays() {
    assertThat(lines("sent {\"a\":[1,\"b\"],\"c\":{}} in 3 ms\nand {\"d\":null}\n"))
        .containsExactly(
            "sent {",
            "  \"a\": [1, \"b\"],",
            "  \"c\": {}",
            "} in 3 ms",
            "and {",
            "  \"d\": null",
            "}");
    assertThat(lines("{\"a\":1}\n\n[7/9] done [1,2]"))
        .containsExactly("{", "  \"a\": 1", "}", "", "[7/9] done [1,2]");
    assertThat(lines("")).containsExactly("");
    assertThat(lines("{'a': 1}")).containsExactly("{'a': 1}");
  }

  @Test
  void keys_strings_and_numbers_have_colours_of_their_own() {
    String json = "{\"key\":\"text: \\\"}\",\"n\":-1.5e3,\"t\":true}";
    assertThat(styleOf(json, "key")).isEqualTo(THEME.of(Part.JSON_KEY));
    assertThat(styleOf(json, "text: \\\"}")).isEqualTo(THEME.of(Part.JSON_STRING));
    assertThat(styleOf(json, "-1.5e3")).isEqualTo(THEME.of(Part.JSON_NUMBER));
    assertThat(styleOf(json, "true")).isEqualTo(THEME.of(Part.JSON_NUMBER));
    assertThat(styleOf(json, "{")).isEqualTo(Style.PLAIN);
  }

  @Test
  void the_exception_stands_out_of_its_traceback() {
    String text =
        "failed\nTraceback (most recent call last):\n  File \"a.py\", line 3, in f\n"
            + "    g({\"a\": 1})\nValueError: gone\nfor good\n\n"
            + "During handling of the above exception, another exception occurred:\n\n"
            + "Traceback (most recent call last):\n  File \"b.py\", line 4\nKeyError: 'x'";
    assertThat(String.join("\n", lines(text))).isEqualTo(text);
    assertThat(styleOf(text, "failed")).isEqualTo(Style.PLAIN);
    assertThat(styleOf(text, "a.py")).isEqualTo(THEME.of(Part.HINT));
    assertThat(styleOf(text, "g({")).isEqualTo(THEME.of(Part.HINT));
    assertThat(styleOf(text, "gone")).isEqualTo(THEME.of(Severity.ERROR));
    assertThat(styleOf(text, "for good")).isEqualTo(Style.PLAIN);
    assertThat(styleOf(text, "KeyError")).isEqualTo(THEME.of(Severity.ERROR));
  }

  @Test
  void a_traceback_on_one_line_gets_its_lines() {
    List<String> lines =
        List.of(
            "it failed: ",
            "Traceback (most recent call last):",
            "  File \"a.py\", line 3, in f",
            "    g()",
            "ValueError: it's \"gone\"");
    assertThat(
            lines(
                "it failed: Traceback (most recent call last):\\n  File \\\"a.py\\\", line 3, in"
                    + " f\\n    g()\\nValueError: it\\'s \\\"gone\\\"\\n"))
        .containsExactlyElementsOf(lines);
    assertThat(
            lines(
                "Traceback (most recent call last):   File \"a.py\", line 3, in f     g()"
                    + "   File \"b.py\", line 9, in g ValueError: gone"))
        .containsExactly(
            "Traceback (most recent call last):",
            "  File \"a.py\", line 3, in f",
            "     g()",
            "  File \"b.py\", line 9, in g ValueError: gone");
  }

  @Test
  void a_traceback_inside_of_json_stays_json() {
    assertThat(lines("{\"e\":\"Traceback (most recent call last):\\n  File\"}"))
        .containsExactly("{", "  \"e\": \"Traceback (most recent call last):\\n  File\"", "}");
  }

  @Provide
  Arbitrary<String> made() {
    return Arbitraries.of(
            "Traceback (most recent call last):",
            "\\n",
            "  File \"",
            "\n",
            "{\"a\":1}",
            "[1,{}]",
            "{",
            "\"",
            "\\",
            " ",
            "x",
            "\r\n")
        .list()
        .ofMaxSize(30)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> hostile() {
    return HostileText.strings();
  }

  @Property
  void nothing_that_tells_something_is_lost(@ForAll("made") String text) {
    assertThat(telling(String.join("", lines(text)))).isEqualTo(telling(text));
  }

  private static String telling(String text) {
    return text.replaceAll("[^Tx1a{}]", "");
  }

  @Property
  void any_text_has_lines(@ForAll("hostile") String text, @ForAll String other) {
    assertThat(lines(text + other)).isNotEmpty().noneMatch(line -> line.indexOf('\n') >= 0);
  }
}
