package dev.logtail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtail.wire.EmbeddedJson.Span;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EmbeddedJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static List<String> found(String text) {
    return EmbeddedJson.find(text).stream()
        .map(span -> text.substring(span.start(), span.end()))
        .toList();
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12).map(text -> (Object) text),
            Arbitraries.bigDecimals().ofScale(3).map(number -> (Object) number),
            Arbitraries.of(true, false).map(flag -> (Object) flag));
    Arbitrary<Object> inner =
        Arbitraries.oneOf(
            leaves,
            leaves.list().ofMaxSize(3).map(list -> (Object) list),
            Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), leaves)
                .ofMaxSize(3)
                .map(map -> (Object) map));
    Arbitrary<Object> objects =
        Arbitraries.maps(Arbitraries.strings().ofMaxLength(8), inner)
            .ofMaxSize(4)
            .map(map -> (Object) map);
    Arbitrary<Object> arrays = inner.list().ofMaxSize(4).map(list -> (Object) list);
    return Arbitraries.oneOf(objects, arrays).map(EmbeddedJsonTest::written);
  }

  @Provide
  Arbitrary<String> almostJson() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "1",
            "-",
            "null",
            "tru",
            " ",
            "\\",
            "\\u12",
            "a",
            "{\"a\":1}",
            "\n",
            "\ud83d",
            "{\"")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  private static String written(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Property(tries = 2_000)
  void valid_json_is_found_whole_and_its_layout_reads_back(@ForAll("documents") String json)
      throws Exception {
    assertThat(found(json)).containsExactly(json);
    assertThat(found("sent: " + json + " {at once")).containsExactly(json);
    assertThat(found("\n" + json + json)).containsExactly(json, json);
    String laidOut = JsonLayout.of(json);
    assertThat(MAPPER.readTree(laidOut)).isEqualTo(MAPPER.readTree(json));
    assertThat(found(laidOut)).containsExactly(laidOut);
  }

  @Property(tries = 5_000)
  void any_text_is_taken_and_what_is_found_is_json(@ForAll("almostJson") String text)
      throws Exception {
    int done = 0;
    for (Span span : EmbeddedJson.find(text)) {
      assertThat(span.start()).isGreaterThanOrEqualTo(done);
      String json = text.substring(span.start(), span.end());
      assertThat(MAPPER.readTree(json).isContainerNode()).as(json).isTrue();
      JsonLayout.of(json);
      done = span.end();
    }
  }

  @Property
  void arbitrary_text_never_throws(@ForAll String text) {
    assertThat(EmbeddedJson.find(text)).isNotNull();
  }

  @Test
  void what_only_looks_like_json_is_left_alone() {
    assertThat(found("[worker-1] [7/9] {a: 1} {'a': 1} [1,2 {\"a\":} [nan] {\"a\":01}")).isEmpty();
    assertThat(found("order {\"a\":[1,{}]}: rejected [ 1 ] ]"))
        .containsExactly("{\"a\":[1,{}]}", "[ 1 ]");
    assertThat(found("{\"cut\":{\"inner\":1}")).containsExactly("{\"inner\":1}");
    assertThat(found("[{\"message\":\"" + "\\\"".repeat(3) + "\"}]x")).hasSize(1);
  }

  /** Each bracket could begin a value that only ends where the text does. */
  @Test
  void a_text_made_of_beginnings_is_given_up_on() {
    Map<String, String> parts = Map.of("[1,", "", "{\"a\":", "", "[\"", "{\"a\":1}");
    parts.forEach(
        (part, end) -> assertThat(EmbeddedJson.find(part.repeat(30_000) + end)).hasSizeLessThan(2));
  }
}
