package dev.logtail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {
  private final List<String> told = new ArrayList<>();

  private final JsonRecords.Visitor visitor =
      new JsonRecords.Visitor() {
        @Override
        public void begin() {
          told.add("begin");
        }

        @Override
        public void text(String name, String value) {
          told.add("text " + name + " " + value);
        }

        @Override
        public void literal(String name, String literal) {
          told.add("literal " + name + " " + literal);
        }

        @Override
        public void nested(String name, String json) {
          told.add("nested " + name + " " + json);
        }

        @Override
        public void end(String json) {
          told.add("end " + json);
        }

        @Override
        public void stray(String json) {
          told.add("stray " + json);
        }
      };

  private List<String> read(String frame) throws WireFormatException {
    told.clear();
    JsonRecords.read(frame, visitor);
    return told;
  }

  @Test
  void an_object_is_told_field_by_field() throws WireFormatException {
    String json = "{\"level\":\"INFO\",\"line_no\":95,\"details\":{\"a\":1},\"z\":null}";
    assertThat(read(json))
        .containsExactly(
            "begin",
            "text level INFO",
            "literal line_no 95",
            "nested details {\"a\":1}",
            "literal z null",
            "end " + json);
  }

  @Test
  void numbers_are_told_as_written() throws WireFormatException {
    assertThat(read("{\"a\":1.50,\"b\":12345678901234567890,\"c\":1E400,\"d\":-0}"))
        .contains(
            "literal a 1.50", "literal b 12345678901234567890", "literal c 1E400", "literal d -0");
  }

  @Test
  void strings_are_told_without_their_escapes() throws WireFormatException {
    assertThat(read("{\"\\u0061\":\"\\ud83d\\ude00 \\ud800\\n\\\"\"}"))
        .contains("text a \ud83d\ude00 \ud800\n\"");
  }

  @Test
  void a_nested_value_keeps_its_own_text_whatever_is_in_it() throws WireFormatException {
    String nested = "[ \"]}\\\"\", {\"\u4e2d\":\"\ud83d\ude00\"} , 1.0 ]";
    assertThat(read("[{\"x\":" + nested + "} , 7]"))
        .containsExactly("begin", "nested x " + nested, "end {\"x\":" + nested + "}", "stray 7");
  }

  @Test
  void strays_keep_their_own_text() throws WireFormatException {
    assertThat(read("[\"a\\u0062\", 1.50 ,null,[ ],false]"))
        .containsExactly(
            "stray \"a\\u0062\"", "stray 1.50", "stray null", "stray [ ]", "stray false");
  }

  @Test
  void long_strings_do_not_shift_what_comes_after_them() throws WireFormatException {
    String value = "\"" + "\u4e2d".repeat(70_000) + "\"";
    assertThat(read("[" + value + ",{\"a\":" + value + ",\"b\":[1]}," + value + ",2]"))
        .contains("stray " + value, "nested b [1]", "stray 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1", "\"a\"", "{", "[1", "{} {}", "[] x", "{\"a\":NaN}", "{]"})
  void what_is_not_one_object_or_array_is_refused(String frame) {
    assertThatThrownBy(() -> read(frame))
        .isInstanceOf(WireFormatException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .isNotBlank()
        .doesNotContain("\n");
  }
}
