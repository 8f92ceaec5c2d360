package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BurstWatchTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final long START = -Duration.ofDays(1).toNanos();
  private static final int MUCH = 200 * 1024;

  private final BurstWatch watch = new BurstWatch();

  private static long at(long millis) {
    return START + millis * MILLI;
  }

  @Test
  void a_stream_that_has_not_opened_may_still_send_its_replay() {
    assertThat(watch.isOver(at(100_000))).isFalse();
  }

  @Test
  void a_quiet_stream_has_replayed_after_a_quarter_of_a_second() {
    watch.opened(at(0));
    watch.received(at(10), 20_000);
    assertThat(watch.isOver(at(249))).isFalse();
    assertThat(watch.isOver(at(250))).isTrue();
    assertThat(watch.isOver(at(251))).as("and ever after").isTrue();
  }

  @Test
  void a_large_replay_is_waited_for() {
    watch.opened(at(0));
    for (int millis = 0; millis < 1000; millis += 10) {
      watch.received(at(millis), MUCH);
      assertThat(watch.isOver(at(millis))).isFalse();
    }
    assertThat(watch.isOver(at(1100))).isTrue();
  }

  @Test
  void a_steady_flood_is_no_replay_after_five_seconds() {
    watch.opened(at(0));
    for (int millis = 0; millis <= 5000; millis += 10) {
      watch.received(at(millis), MUCH);
    }
    assertThat(watch.isOver(at(5000))).isTrue();
  }

  @Test
  void a_replay_that_thins_out_is_over() {
    watch.opened(at(0));
    for (int millis = 0; millis < 400; millis += 5) {
      watch.received(at(millis), 10 * MUCH);
    }
    watch.received(at(460), MUCH);
    assertThat(watch.isOver(at(490))).isTrue();
  }

  @Test
  void a_stream_that_cannot_be_had_has_nothing_to_replay() {
    watch.failed();
    assertThat(watch.isOver(at(0))).isTrue();
  }

  @Test
  void a_second_handshake_does_not_begin_anew() {
    watch.opened(at(0));
    watch.opened(at(200));
    assertThat(watch.isOver(at(250))).isTrue();
  }
}
