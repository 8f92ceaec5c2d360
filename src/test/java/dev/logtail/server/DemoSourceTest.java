package dev.logtail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoSourceTest {
  private static final Instant START = Instant.parse("2026-02-01T14:30:25.123456Z");
  private static final double RATE = 50;

  private static DemoSource source(long seed) {
    return new DemoSource(
        DemoIdentity.of(0), new SplittableRandom(seed), START, ZoneOffset.UTC, RATE);
  }

  private static List<LogLine> lines(DemoSource source, Instant until) {
    List<LogLine> lines = new ArrayList<>();
    for (Optional<LogLine> line = source.next(until); line.isPresent(); line = source.next(until)) {
      lines.add(line.get());
    }
    return lines;
  }

  private static List<LogLine> lines(long seed, int seconds) {
    return lines(source(seed), START.plusSeconds(seconds));
  }

  @Test
  void logs_the_same_for_the_same_seed_and_something_else_for_another() {
    assertThat(lines(7, 20)).isEqualTo(lines(7, 20)).isNotEqualTo(lines(8, 20));
  }

  @Test
  void logs_the_same_however_often_it_is_asked() {
    DemoSource asked = source(7);
    List<LogLine> piecewise = new ArrayList<>();
    for (int i = 0; i <= 1000; i++) {
      piecewise.addAll(lines(asked, START.plusMillis(20L * i)));
    }

    assertThat(piecewise).isEqualTo(lines(7, 20));
  }

  @Test
  void keeps_its_rate_and_its_times_never_stand_still() {
    List<LogLine> lines = lines(3, 100);

    assertThat(lines).hasSizeBetween(4800, 5200);
    assertThat(lines.get(0).time()).isEqualTo(LocalDateTime.parse("2026-02-01T14:30:25.123456"));
    for (int i = 1; i < lines.size(); i++) {
      assertThat(lines.get(i).time()).isAfter(lines.get(i - 1).time());
    }
  }

  @Test
  void logs_what_a_strategy_worker_logs() {
    List<LogLine> lines = lines(1, 400);

    assertThat(lines.stream().map(LogLine::level).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");
    assertThat(lines.stream().map(LogLine::text))
        .anyMatch(text -> text.matches("Bar processed: #[0-9]+"))
        .anyMatch(text -> text.matches("Bar late by [0-9]+ ms"))
        .anyMatch(text -> text.contains("\nTraceback (most recent call last):\n  File \""))
        .anyMatch(text -> text.startsWith("资金不足"))
        .anyMatch(text -> text.startsWith("成交: 买入"))
        .anyMatch(text -> text.startsWith("成交: 卖出"))
        .anyMatch(text -> text.startsWith("🚀"))
        .anyMatch(text -> text.startsWith("{\"event\":"))
        .noneMatch(text -> text.endsWith("\n"));
    assertThat(lines.stream().filter(line -> line.level().equals("CRITICAL")).count())
        .isLessThan(lines.size() / 100);
  }

  @Test
  void leaves_out_the_time_that_it_skips() {
    DemoSource source = source(5);
    Instant awake = START.plus(Duration.ofHours(1));
    source.skipTo(awake);

    List<LogLine> lines = lines(source, awake.plusSeconds(1));

    assertThat(lines).hasSizeBetween(40, 60);
    assertThat(lines.get(0).time()).isAfter(LocalDateTime.ofInstant(awake, ZoneOffset.UTC));
  }

  @Test
  void no_two_workers_of_a_large_farm_are_the_same() {
    List<String> keys = new ArrayList<>();
    List<String> symbols = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      keys.add(DemoIdentity.of(i).key());
      symbols.add(DemoIdentity.of(i).symbol());
    }

    assertThat(keys).doesNotHaveDuplicates().startsWith("user123_002050.SZ_hidden_dragon");
    assertThat(symbols).doesNotHaveDuplicates().allMatch(s -> s.matches("[0-9]{6}\\.(SZ|SH|BJ)"));
  }
}
