package dev.logtail.view.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Alert;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertDeskTest {
  private static final Alert ALERT =
      new Alert(
          "gap",
          new StreamNotice(new WorkerKey("w"), Instant.EPOCH, StreamNotice.Kind.GAP, "gap"),
          0,
          Duration.ZERO);

  private final ManualScheduler time = new ManualScheduler();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AlertDesk desk = new AlertDesk(time, told::add, line -> {});
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();

  @AfterEach
  void close() {
    desk.close();
  }

  /** One that waits until it may go on. */
  private final class Waiting implements AlertAction {
    @Override
    public String name() {
      return "exec:wait";
    }

    @Override
    public void take(Alert alert, Sink<String> said) throws InterruptedException {
      try {
        go.await();
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        throw e;
      }
      taken.incrementAndGet();
    }
  }

  private record Failing(String name) implements AlertAction {
    @Override
    public void take(Alert alert, Sink<String> said) throws IOException {
      throw new IOException("no way");
    }
  }

  @Test
  void who_brings_an_action_never_waits_and_what_is_too_much_is_counted() {
    for (int i = 0; i < 100; i++) {
      desk.take(new Waiting(), ALERT);
    }
    assertThat(desk.idle()).isNotDone();
    go.countDown();
    desk.idle().join();
    desk.close();

    assertThat(taken).as("four at work and 64 waiting").hasValue(68);
    assertThat(told)
        .containsExactly(
            "alert exec:wait: was left out, since 64 others wait",
            "alert exec:wait: 31 more left out or failed");
  }

  @Test
  void a_failure_is_told_once_a_minute() {
    for (int i = 0; i < 3; i++) {
      desk.take(new Failing("webhook:https://a"), ALERT);
      desk.idle().join();
    }
    desk.take(new Failing("webhook:https://b"), ALERT);
    desk.idle().join();
    time.advance(Duration.ofSeconds(61));
    desk.take(new Failing("webhook:https://a"), ALERT);
    desk.idle().join();

    assertThat(told)
        .containsExactly(
            "alert webhook:https://a: no way",
            "alert webhook:https://b: no way",
            "alert webhook:https://a: no way (2 before it failed too)");
  }

  @Test
  void closing_ends_what_is_under_way_and_tells_how_much_that_was() {
    for (int i = 0; i < 10; i++) {
      desk.take(new Waiting(), ALERT);
    }
    desk.close();

    assertThat(interrupted).hasValueLessThanOrEqualTo(4);
    assertThat(taken).hasValue(0);
    assertThat(told).containsExactly("10 alerts were not told to the end");
    desk.take(new Waiting(), ALERT);
    assertThat(told).hasSize(1);
  }
}
