package dev.logtail.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerThreadTest {
  private final TimerThread timer = new TimerThread();

  @AfterEach
  void close() {
    timer.close();
  }

  @Test
  void a_task_runs_once_on_the_timer_s_own_daemon() throws Exception {
    CompletableFuture<Thread> ran = new CompletableFuture<>();
    timer.after(Duration.ofMillis(1), () -> ran.complete(Thread.currentThread()));
    Thread thread = ran.get(20, TimeUnit.SECONDS);
    assertThat(thread.getName()).isEqualTo("logtail-timer");
    assertThat(thread.isDaemon()).isTrue();
  }

  @Test
  void a_repeated_task_runs_until_it_is_cancelled() {
    AtomicInteger runs = new AtomicInteger();
    Scheduler.Timer every = timer.every(Duration.ofMillis(1), runs::incrementAndGet);
    await().untilAtomic(runs, greaterThan(3));
    every.cancel();
    CompletableFuture<Integer> later = new CompletableFuture<>();
    timer.after(Duration.ofMillis(20), () -> later.complete(runs.get()));
    int then = later.orTimeout(20, TimeUnit.SECONDS).join();
    CompletableFuture<Integer> muchLater = new CompletableFuture<>();
    timer.after(Duration.ofMillis(20), () -> muchLater.complete(runs.get()));
    assertThat(muchLater.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(then);
  }

  @Test
  void a_defect_in_one_task_stops_neither_it_nor_the_others() {
    AtomicInteger runs = new AtomicInteger();
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    timer.every(
        Duration.ofMillis(1),
        () -> {
          if (runs.incrementAndGet() == 1) {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> told.complete(e));
            throw new IllegalStateException("a defect");
          }
        });
    await().untilAtomic(runs, greaterThan(3));
    assertThat(told.join()).hasMessage("a defect");
  }

  @Test
  void a_cancelled_task_does_not_run() {
    AtomicInteger runs = new AtomicInteger();
    timer.after(Duration.ofMillis(30), runs::incrementAndGet).cancel();
    CompletableFuture<Void> later = new CompletableFuture<>();
    timer.after(Duration.ofMillis(60), () -> later.complete(null));
    later.orTimeout(20, TimeUnit.SECONDS).join();
    assertThat(runs).hasValue(0);
  }

  @Test
  void a_closed_timer_takes_tasks_and_runs_none() {
    AtomicInteger runs = new AtomicInteger();
    timer.close();
    timer.after(Duration.ZERO, runs::incrementAndGet).cancel();
    timer.every(Duration.ofMillis(1), runs::incrementAndGet).cancel();
    assertThat(runs).hasValue(0);
  }
}
