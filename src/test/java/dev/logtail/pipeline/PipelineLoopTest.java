package dev.logtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.runtime.ManualScheduler;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PipelineLoopTest {
  private static final PipelineLoop.Timed NOTHING =
      new PipelineLoop.Timed() {
        @Override
        public OptionalLong deadline() {
          return OptionalLong.empty();
        }

        @Override
        public void advance(long nowNanos) {}
      };

  private final ManualScheduler time = new ManualScheduler();
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final PipelineLoop loop = new PipelineLoop(time, NOTHING, crash -> ran.add("crash"));

  /** The thread starts after the stop, so that all is posted before the first task runs. */
  private void stopAndRun() {
    loop.stopAfter(() -> ran.add("last"));
    loop.start();
    await().until(() -> ran.contains("last"));
  }

  @Test
  void whatWasPostedBeforeTheEndRunsBeforeIt() {
    loop.post(() -> ran.add("first"));
    loop.post(() -> ran.add("second"));
    stopAndRun();
    assertThat(ran).containsExactly("first", "second", "last");
  }

  @Test
  void theEndWaitsForABacklogNoLongerThanHalfASecond() {
    loop.post(() -> time.advance(Duration.ofMillis(501)));
    loop.post(() -> ran.add("one too many"));
    stopAndRun();
    assertThat(ran).containsExactly("last");
  }
}
