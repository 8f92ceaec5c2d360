package dev.logtail.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stale                     | how long is stale? write stale>60s; text stands in quotes in column 1
          worker ~ a and stale      | how long is stale? write stale>60s; text stands in quotes in column 16
          stale<60s                 | stale is more than a time; write stale>60s; text stands in quotes in column 1
          stale contains 60s        | stale is more than a time; write stale>60s; text stands in quotes in column 1
          stale>                    | a value is missing after '>' in column 7
          stale>0.5s                | a worker is stale after one second at the soonest in column 1
          level>=EROR               | 'EROR' is no level; did you mean ERROR? in column 8
          disconnected or           | a condition is missing at the end, like level >= WARNING or "text" in column 16
          """)
  void what_is_wrong_is_told_at_its_place(String condition, String message) {
    assertThatThrownBy(() -> AlertEntries.rule(condition)).hasMessage(message);
  }

  @Test
  void a_rule_is_called_as_it_was_written_and_passes_hints_on() {
    AlertRule rule = AlertEntries.rule(" mesage contains x ");

    assertThat(rule.text()).isEqualTo("mesage contains x");
    assertThat(rule.hints()).singleElement().asString().contains("did you mean message?");
    assertThat(rule.silences()).isEmpty();
  }
}
