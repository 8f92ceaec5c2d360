package dev.logtail.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLookupTest {
  private static final String RECORD =
      """
      {"message":"a \\"b\\"","http.status":200,"n":12345678901234567890,"x":1.50,"none":null,"ok":true,
       "details":{"step":"search","odd key":"o","":"e","deep":[[1,{"z":"end"}],"two",{ "k" : [ ] }]},
       "details.flat":"f","caf\\u00e9":"c","http":{"method":"GET"}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "message            | a \"b\"",
        "http,status        | 200",
        "http,method        | GET",
        "n                  | 12345678901234567890",
        "x                  | 1.50",
        "none               | null",
        "ok                 | true",
        "details,step       | search",
        "details,odd key    | o",
        "details,deep,0,1,z | end",
        "details,deep,1     | two",
        "details,deep,2     | { \"k\" : [ ] }",
        "details,deep,2,k   | [ ]",
        "details,flat       | f",
        "café               | c",
      })
  void finds_what_stands_there(String path, String value) {
    assertThat(JsonLookup.find(RECORD, List.of(path.split(",")))).contains(value);
  }

  @Test
  void an_empty_name_is_a_name() {
    assertThat(JsonLookup.find(RECORD, List.of("details", ""))).contains("e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing",
        "message,more",
        "none,x",
        "details,deep,3",
        "details,deep,01",
        "details,deep,-1",
        "details,deep,99999999999",
        "details,deep,two",
        "details,0",
        "http,stat",
        "http,status,x",
        "z",
      })
  void finds_nothing_where_nothing_is(String path) {
    assertThat(JsonLookup.find(RECORD, List.of(path.split(",")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "{", "{\"a", "{\"a\":", "{\"b\":1,\"a\"}", "[1]", "\"a\"", "{\"b\":[1,"})
  void finds_nothing_in_broken_text(String json) {
    assertThat(JsonLookup.find(json, List.of("a"))).isEmpty();
  }

  @Test
  void reads_no_further_than_the_value() {
    assertThat(JsonLookup.find("{\"a\":{\"b\":7,\"c\":\u0000", List.of("a", "b"))).contains("7");
  }

  @Test
  void the_first_member_of_a_name_that_leads_there_counts() {
    String json = "{\"a\":1,\"a\":{\"b\":2},\"a.b\":3}";
    assertThat(JsonLookup.find(json, List.of("a"))).contains("1");
    assertThat(JsonLookup.find(json, List.of("a", "b"))).contains("2");
  }

  @Test
  void what_is_nested_too_deep_is_not_there() {
    String json = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"b\":1}";
    assertThat(JsonLookup.find(json, List.of("b"))).isEmpty();
  }
}
