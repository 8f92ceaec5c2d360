package dev.logtail.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Integer> got = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> dropped = Collections.synchronizedList(new ArrayList<>());

  private Delivery<Integer> delivery(long maxBytes, Consumer<List<Integer>> consumer) {
    return new Delivery<>(
        "delivery-test", new BoundedQueue<>(value -> 1, maxBytes, dropped::add), consumer);
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void everything_is_delivered_in_order() {
    Delivery<Integer> delivery = delivery(1_000_000, got::addAll);
    delivery.start();
    for (int i = 0; i < 100_000; i += 100) {
      delivery.give(numbers(i, i + 100));
    }
    assertThat(delivery.finish(PATIENCE)).isTrue();
    assertThat(got).isEqualTo(numbers(0, 100_000));
    assertThat(dropped).isEmpty();
  }

  @Test
  void it_is_woken_again_and_again() throws InterruptedException {
    CountDownLatch each = new CountDownLatch(200);
    Delivery<Integer> delivery =
        delivery(
            1000,
            batch -> {
              got.addAll(batch);
              batch.forEach(value -> each.countDown());
            });
    delivery.start();
    for (int i = 0; i < 200; i++) {
      delivery.give(List.of(i));
      long left = 199 - i;
      while (each.getCount() > left) {
        Thread.onSpinWait();
      }
    }
    assertThat(each.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(delivery.finish(PATIENCE)).isTrue();
  }

  @Test
  void a_slow_consumer_never_makes_the_giver_wait_and_drops_are_counted() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Delivery<Integer> delivery =
        delivery(
            10,
            batch -> {
              got.addAll(batch);
              busy.countDown();
              awaitQuietly(goOn);
            });
    delivery.start();
    delivery.give(List.of(0));
    assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
    delivery.give(numbers(1, 101));
    assertThat(dropped).isEqualTo(numbers(1, 91));
    goOn.countDown();
    assertThat(delivery.finish(PATIENCE)).isTrue();
    assertThat(got).startsWith(0).endsWith(100).hasSize(11);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void finish_waits_no_longer_than_it_is_told() {
    CountDownLatch never = new CountDownLatch(1);
    Delivery<Integer> delivery = delivery(10, batch -> awaitQuietly(never));
    delivery.start();
    delivery.give(List.of(1));
    assertThat(delivery.finish(Duration.ofMillis(50))).isFalse();
    delivery.close();
  }

  @Test
  void what_a_consumer_left_behind_is_not_called_delivered() {
    CountDownLatch given = new CountDownLatch(1);
    Delivery<Integer> delivery =
        delivery(
            10,
            batch -> {
              awaitQuietly(given);
              Thread.currentThread().setUncaughtExceptionHandler((thread, defect) -> {});
              throw new IllegalStateException("a defect");
            });
    delivery.start();
    delivery.give(List.of(1));
    given.countDown();
    assertThat(delivery.finish(PATIENCE)).isFalse();
  }

  @Test
  void finish_without_anything_given_is_done_at_once() {
    Delivery<Integer> delivery = delivery(10, got::addAll);
    delivery.start();
    assertThat(delivery.finish(PATIENCE)).isTrue();
  }
}
