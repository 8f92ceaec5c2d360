package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.runtime.ManualScheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopWatchTest {
  private final ManualScheduler time = new ManualScheduler();
  private final AtomicInteger enough = new AtomicInteger();

  @Test
  void endsWithTheLastRecordOfTheLimit() {
    StopWatch watch = started(new StopRule(Optional.of(3L), Optional.empty(), Optional.empty()));

    watch.shown(2);
    assertThat(watch.left()).isEqualTo(1);
    assertThat(enough).hasValue(0);

    watch.shown(1);
    assertThat(enough).hasValue(1);
  }

  @Test
  void endsAfterItsTime() {
    started(StopRule.after(Duration.ofSeconds(8)));

    time.advance(Duration.ofMillis(7999));
    assertThat(enough).hasValue(0);

    time.advance(Duration.ofMillis(1));
    assertThat(enough).hasValue(1);
  }

  @Test
  void endsWhenNothingIsShownForLongEnough() {
    StopWatch watch =
        started(
            new StopRule(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(2))));

    time.advance(Duration.ofMillis(1900));
    watch.shown(1);
    time.advance(Duration.ofMillis(1900));
    assertThat(enough).hasValue(0);

    time.advance(Duration.ofMillis(200));
    assertThat(enough.get()).isPositive();
  }

  @Test
  void doesNotTakeTheTimeOfConnectingForSilence() {
    StopRule rule =
        new StopRule(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(2)));
    StopWatch watch = new StopWatch(rule, time, enough::incrementAndGet);
    CompletableFuture<Void> settled = new CompletableFuture<>();
    watch.start(time, settled);

    time.advance(Duration.ofSeconds(9));
    settled.complete(null);
    time.advance(Duration.ofMillis(1900));
    assertThat(enough).hasValue(0);

    time.advance(Duration.ofMillis(200));
    assertThat(enough.get()).isPositive();
  }

  @Test
  void neverEndsWithoutARule() {
    StopWatch watch = started(StopRule.NEVER);

    watch.shown(1_000_000);
    time.advance(Duration.ofDays(1));

    assertThat(enough).hasValue(0);
    assertThat(watch.left()).isGreaterThan(1L << 60);
  }

  private StopWatch started(StopRule rule) {
    StopWatch watch = new StopWatch(rule, time, enough::incrementAndGet);
    watch.start(time, CompletableFuture.completedFuture(null));
    return watch;
  }
}
