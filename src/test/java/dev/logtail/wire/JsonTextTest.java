package dev.logtail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** {@link JsonText} and {@link JsonLayout}: nothing is lost, and printing it does nothing. */
class JsonTextTest {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

  /** Beyond what general categories say: the invisible ones of the table of forbidden text. */
  private static final List<int[]> INVISIBLE =
      List.of(
          new int[] {0x034F, 0x034F},
          new int[] {0x115F, 0x1160},
          new int[] {0x17B4, 0x17B5},
          new int[] {0x180B, 0x180F},
          new int[] {0x3164, 0x3164},
          new int[] {0xFFA0, 0xFFA0},
          new int[] {0xE0000, 0xE0FFF});

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Character> nasty =
        Arbitraries.chars()
            .with('"', '\\', '/', '\u007f', '\u2028', '\u2029', '\ufeff', '\u3164', '\u034f')
            .range('\0', '\u001f')
            .range('\u0080', '\u009f')
            .range('\u200b', '\u200f')
            .range('\u202a', '\u202e')
            .range('\u2060', '\u206f')
            .range('\ud800', '\udfff')
            .range('\ue000', '\ue010')
            .range('\ufff0', '\uffff');
    Arbitrary<String> nastyText = nasty.array(char[].class).ofMaxSize(12).map(String::new);
    Arbitrary<String> points =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .map(Character::toString)
            .list()
            .ofMaxSize(8)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(nastyText, points, Arbitraries.strings().ofMaxLength(20));
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<Object> values =
        Arbitraries.lazyOf(
            () -> texts().map(text -> (Object) text),
            () -> Arbitraries.bigDecimals().ofScale(6).map(number -> (Object) number),
            () -> Arbitraries.of(true, false).map(flag -> (Object) flag),
            () -> texts().list().ofMaxSize(3).map(list -> (Object) list),
            () ->
                Arbitraries.maps(texts(), texts().list().ofMaxSize(2))
                    .ofMaxSize(3)
                    .map(map -> (Object) map));
    return Combinators.combine(
            Arbitraries.maps(texts(), values).ofMaxSize(4), Arbitraries.of(true, false))
        .as(JsonTextTest::written);
  }

  private static String written(Map<String, Object> document, boolean pretty) {
    try {
      return pretty
          ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document)
          : MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void assertInert(String text, boolean manyLines) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      if (manyLines && point == '\n') {
        continue;
      }
      assertThat(isShown(point)).as("U+%04X in %s", point, text).isTrue();
    }
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> INVISIBLE.stream().noneMatch(range -> range[0] <= point && point <= range[1]);
    };
  }

  @Property(tries = 5_000)
  void T11_a_quoted_string_is_inert_and_reads_back(@ForAll("texts") String text) throws Exception {
    StringBuilder out = new StringBuilder("x");
    JsonText.quote(out, text);
    String json = out.substring(1);
    assertInert(json, false);
    assertThat(MAPPER.readTree(json).textValue()).isEqualTo(text);
  }

  @Property(tries = 5_000)
  void T11_a_document_made_inert_reads_back(@ForAll("documents") String json) throws Exception {
    StringBuilder out = new StringBuilder();
    JsonText.inert(out, json);
    assertInert(out.toString(), false);
    assertThat(MAPPER.readTree(out.toString())).isEqualTo(MAPPER.readTree(json));
  }

  @Property(tries = 2_000)
  void a_document_laid_out_is_inert_and_reads_back(@ForAll("documents") String json)
      throws Exception {
    String laidOut = JsonLayout.of(json);
    assertInert(laidOut, true);
    JsonNode read = MAPPER.readTree(laidOut);
    assertThat(read).isEqualTo(MAPPER.readTree(json));
    assertThat(JsonLayout.of(laidOut)).as("laid out twice").isEqualTo(laidOut);
  }

  @Test
  void numbers_keep_their_last_digit() {
    StringBuilder out = new StringBuilder();
    JsonText.inert(out, "{\"a\":1.50,\n\t\"b\":123456789012345678901234567890,\r\n\"c\":1E400}");
    assertThat(out.toString())
        .isEqualTo("{\"a\":1.50,  \"b\":123456789012345678901234567890,  \"c\":1E400}");
  }

  @Test
  void ordinary_text_of_any_script_stays_readable() {
    StringBuilder out = new StringBuilder();
    JsonText.quote(out, "Gr\u00fc\u00df \u4ea4\u6613 \ud83d\ude00 \u0e01\u0e33 \u2500");
    assertThat(out.toString())
        .isEqualTo("\"Gr\u00fc\u00df \u4ea4\u6613 \ud83d\ude00 \u0e01\u0e33 \u2500\"");
  }

  @Test
  void a_document_is_laid_out_over_lines() {
    assertThat(JsonLayout.of("{\"a\":1,\"b\":[true,{\"c\":\"x,{}:\\\"\"}],\"d\":{ },\"e\":[\t]}"))
        .isEqualTo(
            """
            {
              "a": 1,
              "b": [
                true,
                {
                  "c": "x,{}:\\""
                }
              ],
              "d": {},
              "e": []
            }""");
  }

  @Test
  void only_the_beginning_of_a_layout_is_made_when_no_more_is_wanted() {
    String json = "{\"a\":1,\"b\":[{\"c\":2}],\"d\":3}";
    String whole = JsonLayout.of(json);
    List<String> lines = whole.lines().toList();
    for (int most = 1; most <= lines.size() + 1; most++) {
      JsonLayout.Beginning beginning = JsonLayout.beginning(json, most);
      int kept = Math.min(most, lines.size());
      assertThat(beginning.text().lines().toList()).isEqualTo(lines.subList(0, kept));
      assertThat(beginning.more()).isEqualTo(lines.size() - kept);
    }
    assertThat(JsonLayout.beginning("[1,2]", 1)).isEqualTo(new JsonLayout.Beginning("[1, 2]", 0));
  }
}
