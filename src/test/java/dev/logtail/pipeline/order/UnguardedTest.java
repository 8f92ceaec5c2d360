package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.StreamNotice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnguardedTest {
  private final Continuity all = new Unguarded(Records.WORKER);
  private final List<Entry> out = new ArrayList<>();

  @Test
  void everything_passes_and_each_reconnection_is_told_once() {
    all.opened(0, false);
    all.accept(Records.at(1, "a"), 1, out::add);
    assertThat(out).hasSize(1);
    all.closed(2, out::add);
    all.opened(3, false);
    all.accept(Records.at(1, "a"), 4, out::add);
    all.accept(Records.at(2, "b"), 5, out::add);
    assertThat(out).hasSize(4);
    assertThat(((StreamNotice) out.get(1)).text())
        .isEqualTo("reconnected; lines may repeat or be missing");
    assertThat(((StreamNotice) out.get(1)).evidence().proven()).isFalse();
    assertThat(out.get(2)).isEqualTo(Records.at(1, "a"));
    assertThat(all.repeated()).isZero();
  }

  @Test
  void a_reconnection_that_brings_nothing_is_told_too() {
    all.opened(0, false);
    all.accept(Records.at(1, "a"), 1, out::add);
    all.closed(2, out::add);
    all.opened(3, false);
    long later = 3 + Duration.ofMillis(250).toNanos();
    assertThat(all.deadline()).hasValue(later);
    all.expire(later, out::add);
    assertThat(out).hasSize(2);
    assertThat(all.deadline()).isEmpty();
  }
}
