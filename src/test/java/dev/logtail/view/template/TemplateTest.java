package dev.logtail.view.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.GoldenFiles;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.HostileText;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.TerminalText;
import dev.logtail.view.style.TimeStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant AT = Instant.parse("2026-02-01T06:30:25.123456Z");

  /** A golden file begins with its template. */
  @TestFactory
  Stream<DynamicTest> golden_files() throws IOException {
    return GoldenFiles.in("templates").stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.expected().getFileName().toString(), () -> check(golden)));
  }

  private static void check(GoldenFiles.Case golden) throws Exception {
    String template = Files.readAllLines(golden.expected()).get(0);
    StringBuilder out = new StringBuilder(template).append('\n');
    TemplateText text = new TemplateText(Template.parse(template), plain());
    for (Entry entry : golden.read()) {
      if (entry instanceof LogEvent event) {
        text.lines(event).forEach(line -> out.append(line.plain()).append('\n'));
      }
    }
    golden.expect(out.toString());
  }

  private static TemplateText.Look plain() {
    return TemplateText.Look.plain(TimeStyle.SHORT, SHANGHAI);
  }

  private static LogEvent event(Instant at, String message, String json) {
    return new LogEvent(
        new WorkerKey("user123_002050.SZ_hidden_dragon"),
        new EventTime(at, at, ""),
        Level.of("INFO"),
        message,
        Origin.UNKNOWN,
        Receipt.object(json));
  }

  private static String filled(String template, LogEvent event) {
    try {
      return String.join(
          "\n",
          new TemplateText(Template.parse(template), plain())
              .lines(event).stream().map(StyledText::plain).toList());
    } catch (TemplateSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{level}|INFO",
        "[{level:-8}]|[INFO    ]",
        "[{level:8}]|[    INFO]",
        "[{level:.2}]|[I…]",
        "[{level:-3.3}]|[IN…]",
        "[{level:-2}]|[INFO]",
        "{LEVEL}|INFO",
        "{logger}|-",
        "[{logger:3}]|[  -]",
        "{line}.{func}.{module}|-.-.-",
        "{label}|002050·dragon",
        "{time}|14:30:25.123",
        "{time:HH:mm}|14:30",
        "{time:HH 'o''clock {'}|14 o'clock {",
        "{time:utc}|2026-02-01T06:30:25.123Z",
        "[{time:15}]|[   14:30:25.123]",
        "{field.a}|1.10",
        "{a.b}|-",
        "{d.e}|x y",
        "{field.d.\"e\"}|x y",
        "{$.t[1]}|zwei",
        "{field.t.0}|eins",
        "{field.t}|[\"eins\",\"zwei\"]",
        "{field.nope}|-",
        "{{{level}}}|{INFO}",
        "a}b|a}b",
        "a\\tb|a\tb",
        "a\\\\n|a\\n",
        "[{message}]|[资金]",
        "[{message:-6}]|[资金  ]",
        "[{message:.3}]|[资…]",
        "[{marks}]|[]",
      })
  void a_field_is_written_as_the_template_says(String template, String expected) {
    String json = "{\"a\":1.10,\"d\":{\"e\":\"x y\"},\"t\":[\"eins\",\"zwei\"]}";
    assertThat(filled(template, event(AT, "资金", json))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{mesage}            | 2  | unknown field 'mesage'; did you mean message?",
        "{zzzzz}             | 2  | known are time, level, worker,",
        "{time:HH:ff}        | 10 | Unknown pattern letter: f; try HH:mm:ss.SSS",
        "{time:HH:mm'}       | 1  | not closed",
        "资 {level           | 3  | the { that opens here is not closed",
        "{level:left}        | 8  | 'left' is no width",
        "a {} b              | 4  | a field's name is missing here",
        "{field.}            | 8  | is no path into JSON",
        "{field.a[}          | 8  | is no path into JSON",
        "{field.a..b}        | 8  | is no path into JSON",
        "tab\\x              | 4  | are the escapes",
        "tab\\               | 4  | are the escapes",
      })
  void an_error_tells_its_place(String template, int column, String message) {
    TemplateSyntaxException error =
        catchThrowableOfType(TemplateSyntaxException.class, () -> Template.parse(template));
    assertThat(error).hasMessageContaining(message);
    assertThat(error.place().column()).isEqualTo(column);
  }

  @Test
  void more_lines_of_a_message_hang_below_the_line_that_it_is_in() {
    assertThat(filled("{level} {message} end\\nnext", event(AT, "a\nb\nc\n", "{}")))
        .isEqualTo("INFO a end\n   │ b\n   │ c\nnext");
    assertThat(filled("{message}", event(AT, "a\nb", "{}"))).isEqualTo("a\n│ b");
    assertThat(filled("{message:.9}", event(AT, "a\nb", "{}"))).isEqualTo("a␊b");
    assertThat(filled("a\\n", event(AT, "", "{}"))).isEqualTo("a");
    assertThat(filled("a\\n{message}", event(AT, "", "{}"))).isEqualTo("a\n");
  }

  @Test
  void no_time_is_too_far_away() {
    for (Instant at : List.of(Instant.MIN, Instant.MAX)) {
      assertThat(filled("{time:yyyy-MM-dd}", event(at, "", "{}"))).contains("T");
    }
    assertThat(filled("{time:pH}", event(AT, "", "{}"))).startsWith("2026-02-01T14:30:25.123");
  }

  @Provide
  Arbitrary<String> hostile() {
    return HostileText.strings();
  }

  @Provide
  Arbitrary<String> templates() {
    return Arbitraries.of(
            "{time}",
            "{level:-8}",
            "{worker:.9}",
            "{message}",
            "{message:20.20}",
            "{field.x}",
            " ",
            "│",
            "\\n",
            "{label}",
            "{logger}")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 5_000)
  void T1_no_value_does_anything_to_a_terminal(
      @ForAll("templates") String template,
      @ForAll("hostile") String message,
      @ForAll("hostile") String worker)
      throws TemplateSyntaxException {
    LogEvent event =
        new LogEvent(
            new WorkerKey("w" + worker),
            new EventTime(AT, AT, ""),
            Level.of(message),
            message,
            new Origin(message, worker, message, 7),
            Receipt.text(message));
    for (StyledText line : new TemplateText(Template.parse(template), plain()).lines(event)) {
      assertThat(TerminalText.harmIn(line.plain(), false)).isEmpty();
    }
  }

  @Property(tries = 2_000)
  void a_value_takes_the_cells_that_it_was_given(
      @ForAll("hostile") String message, @ForAll @IntRange(min = 0, max = 40) int cells) {
    String written = filled("{message:" + cells + "." + cells + "}", event(AT, message, "{}"));
    assertThat(CellWidth.of(written)).isBetween(Math.max(0, cells - 1), cells);
  }

  @Property(tries = 2_000)
  void any_text_is_a_template_or_an_error_with_a_place(@ForAll("hostile") String text) {
    try {
      Template.parse(text);
    } catch (TemplateSyntaxException e) {
      assertThat(e.place().picture(safe -> safe, CellWidth::of)).hasSize(2);
    }
  }
}
