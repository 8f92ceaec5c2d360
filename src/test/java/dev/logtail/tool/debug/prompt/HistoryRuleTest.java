package dev.logtail.tool.debug.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.Redaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryRuleTest {
  private final Redaction redaction = new Redaction();
  private final HistoryRule rule = new HistoryRule(redaction::of);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{\"op\":\"subscribe\",\"channel\":\"ticks\"}",
        ":ping now",
        ":send-file /tmp/x",
        "资金不足",
        "a  b\\c !! ",
        "passing through the authority of keys"
      })
  void keeps_ordinary_lines(String line) {
    assertThat(rule.mayKeep(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        " a leading space",
        "\ttab",
        "{\"password\":\"x\"}",
        "{\"PassWord\": \"x\"}",
        "AUTH",
        "{\"type\":\"auth\",\"value\":1}",
        "my token is 5",
        "Authorization: Basic abc",
        "client_secret=1",
        "api-key 1",
        "{\"apiKey\":1}",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
        "see https://user:pw@host/",
        "login hunter2",
        "login aHVudGVyMg now",
        "escape \u001b[31m",
        "two\nlines"
      })
  void forgets_what_may_hold_a_secret(String line) {
    redaction.hide(new Secret("hunter2"));
    assertThat(rule.mayKeep(line)).isFalse();
  }

  @Test
  void forgets_what_is_too_long_for_a_line_that_somebody_typed() {
    assertThat(rule.mayKeep("x".repeat(4096))).isTrue();
    assertThat(rule.mayKeep("x".repeat(4097))).isFalse();
  }
}
