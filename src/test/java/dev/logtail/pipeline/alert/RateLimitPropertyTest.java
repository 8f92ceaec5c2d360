package dev.logtail.pipeline.alert;

import static dev.logtail.pipeline.alert.AlertEntries.DRAGON;
import static dev.logtail.pipeline.alert.AlertEntries.TURTLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Alert;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Every entry is in exactly one alert, and no worker has two alerts in one period. */
class RateLimitPropertyTest {
  private record Told(WorkerKey worker, long millis, long entries) {}

  @Property
  void nothing_is_lost_and_nothing_comes_too_often(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 2500) Integer> steps,
      @ForAll @IntRange(min = 1, max = 5000) int period) {
    RateLimit limit = new RateLimit("x", Duration.ofMillis(period));
    List<Told> told = new ArrayList<>();
    long offered = 0;
    long now = 0;
    for (int step : steps) {
      now += step;
      long millis = now;
      WorkerKey worker = step % 3 == 0 ? DRAGON : TURTLE;
      if (step % 5 == 4) {
        limit.expire(millis * 1_000_000, alert -> told.add(of(alert, millis)));
      } else {
        limit.offer(
            AlertEntries.error(worker, 0),
            millis * 1_000_000,
            alert -> told.add(of(alert, millis)));
        offered++;
      }
    }

    long held = limit.heldBack().stream().mapToLong(alert -> 1 + alert.more()).sum();
    assertThat(told.stream().mapToLong(Told::entries).sum() + held).isEqualTo(offered);
    for (WorkerKey worker : List.of(DRAGON, TURTLE)) {
      List<Told> own = told.stream().filter(one -> one.worker().equals(worker)).toList();
      for (int i = 1; i < own.size(); i++) {
        assertThat(own.get(i).millis() - own.get(i - 1).millis()).isGreaterThanOrEqualTo(period);
      }
    }
  }

  private static Told of(Alert alert, long millis) {
    return new Told(alert.entry().worker(), millis, 1 + alert.more());
  }
}
