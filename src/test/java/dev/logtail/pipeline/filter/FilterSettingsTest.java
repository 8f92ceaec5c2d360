package dev.logtail.pipeline.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.filter.FilterSettings.LevelRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSettingsTest {
  private static LogEvent event(String level, String message) {
    return new LogEvent(
        new WorkerKey("w"),
        EventTime.unstamped(Instant.EPOCH),
        Level.of(level),
        message,
        Origin.UNKNOWN,
        Receipt.text(message));
  }

  private static EntryFilter filter(String level, List<String> include, List<String> exclude) {
    return new FilterSettings(
            Optional.of(level).filter(rule -> !rule.isEmpty()).map(LevelRule::parse),
            include.stream().map(TextPattern::regex).toList(),
            exclude.stream().map(TextPattern::regex).toList(),
            EntryFilter.ALL,
            TimeSpan.ALL)
        .toFilter();
  }

  @ParameterizedTest
  @CsvSource({
    "WARNING,ERROR,true",
    "WARNING,warn,true",
    "warning,INFO,false",
    "warn,CRITICAL,true",
    "=INFO,INFO,true",
    "=INFO,ERROR,false",
    "=info,notice,false",
    "NOTICE,info,false",
    "INFO,TRADE,true",
    "DEBUG,'',false",
    "FATAL,CRITICAL,true",
  })
  void a_level_is_at_least_or_exactly(String rule, String level, boolean shown) {
    assertThat(filter(rule, List.of(), List.of()).matches(event(level, "m"))).isEqualTo(shown);
  }

  @Test
  void nothing_asked_for_shows_everything() {
    assertThat(FilterSettings.ALL.toFilter()).isSameAs(EntryFilter.ALL);
    assertThat(FilterSettings.ALL.toFilter().matches(event("", ""))).isTrue();
  }

  @Test
  void one_include_must_match_and_no_exclude_may() {
    EntryFilter filter = filter("INFO", List.of("bar", "tick"), List.of("heartbeat"));
    assertThat(filter.matches(event("INFO", "a Bar"))).isTrue();
    assertThat(filter.matches(event("INFO", "a tick"))).isTrue();
    assertThat(filter.matches(event("INFO", "neither"))).isFalse();
    assertThat(filter.matches(event("INFO", "tick heartbeat"))).isFalse();
    assertThat(filter.matches(event("DEBUG", "a tick"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "LOUD", "=LOUD", "NONE"})
  void an_unknown_level_is_refused_by_naming_the_known_ones(String rule) {
    assertThatThrownBy(() -> LevelRule.parse(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "TRACE", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL");
  }

  @ParameterizedTest
  @ValueSource(strings = {">=INFO", "INFOO", "=infp"})
  void a_misspelt_level_is_refused_by_naming_the_nearest(String rule) {
    assertThatThrownBy(() -> LevelRule.parse(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is no level; did you mean INFO?");
  }

  @Test
  void a_rule_knows_what_it_asks_for() {
    assertThat(LevelRule.parse("=Warn")).isEqualTo(new LevelRule(Severity.WARNING, true));
  }
}
