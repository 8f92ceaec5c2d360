package dev.logtail.pipeline.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.runtime.ManualScheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WorkerWatcherTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final ManualScheduler time = new ManualScheduler();
  private final List<WorkerChange> changes = new ArrayList<>();
  private final Directory directory = new Directory();
  private final Queue<Runnable> handed = new ArrayDeque<>();
  private final WorkerWatcher watcher =
      new WorkerWatcher(directory, INTERVAL, time, handed::add, changes::add);

  /** Answers what the test put there. */
  private static final class Directory implements WorkerDirectory {
    private List<Worker> workers = List.of();
    private Optional<StreamFailure> failure = Optional.empty();
    private int asked;

    @Override
    public List<Worker> list() throws DirectoryException {
      asked++;
      if (failure.isPresent()) {
        throw new DirectoryException(failure.get());
      }
      return workers;
    }

    @Override
    public Optional<Worker> find(WorkerKey key) {
      return workers.stream().filter(worker -> worker.key().equals(key)).findFirst();
    }
  }

  private static Worker worker(String key, boolean alive, String url, String state) {
    return new Worker(new WorkerKey(key), alive, Optional.of(url), Map.of("state", state), "{}");
  }

  private static final Worker A = worker("a", true, "ws://h:1", "running");
  private static final Worker B = worker("b", true, "ws://h:2", "running");

  private List<WorkerChange> poll(Worker... listed) {
    directory.workers = List.of(listed);
    changes.clear();
    if (directory.asked == 0) {
      watcher.start();
    } else {
      time.advance(INTERVAL);
    }
    runHanded();
    return List.copyOf(changes);
  }

  private void runHanded() {
    for (Runnable task = handed.poll(); task != null; task = handed.poll()) {
      task.run();
    }
  }

  @Test
  void theFirstAnswerReportsEveryWorker() {
    assertThat(poll(A, B))
        .containsExactly(
            new WorkerChange.Appeared(A),
            new WorkerChange.Appeared(B),
            new WorkerChange.Complete());
  }

  @Test
  void reportsOnlyWhatChanged() {
    poll(A, B);
    Worker moved = worker("a", true, "ws://h:9", "running");
    Worker dead = worker("b", false, "ws://h:2", "stopped");
    Worker c = worker("c", true, "ws://h:3", "running");

    assertThat(poll(worker("a", true, "ws://h:1", "waiting"), B)).isEmpty();
    assertThat(poll(moved, B)).hasSize(1).first().isInstanceOf(WorkerChange.Changed.class);
    assertThat(poll(moved, dead)).containsExactly(new WorkerChange.Changed(B, dead));
    assertThat(poll(c, moved))
        .containsExactly(
            new WorkerChange.Vanished(B.key()),
            new WorkerChange.Appeared(c),
            new WorkerChange.Complete());
  }

  @Test
  void anApiThatFailsIsToldOnceAndLosesNoWorker() {
    poll(A);
    directory.failure = Optional.of(new StreamFailure(StreamFailure.Kind.UNREACHABLE, "refused"));
    assertThat(poll(A)).containsExactly(new WorkerChange.Unreachable(directory.failure.get()));
    assertThat(poll(A)).isEmpty();
    directory.failure = Optional.empty();

    assertThat(poll(A, B))
        .containsExactly(
            new WorkerChange.Reachable(),
            new WorkerChange.Appeared(B),
            new WorkerChange.Complete());
  }

  @Test
  void neverAsksTwiceAtOnce() {
    watcher.start();
    watcher.refresh();
    watcher.refresh();
    assertThat(handed).hasSize(1);

    handed.remove().run();
    assertThat(handed).as("the refresh that came meanwhile").hasSize(1);
    runHanded();

    assertThat(directory.asked).isEqualTo(2);
    assertThat(time.pending()).isEqualTo(1);
  }

  @Test
  void refreshAsksNowAndMovesTheNextQuestion() {
    poll(A);
    time.advance(INTERVAL.minusSeconds(1));
    watcher.refresh();
    runHanded();
    assertThat(directory.asked).isEqualTo(2);

    time.advance(Duration.ofSeconds(2));
    runHanded();
    assertThat(directory.asked).isEqualTo(2);
  }

  @Test
  void reportsAndAsksNothingAfterClose() {
    watcher.start();
    directory.workers = List.of(A);
    watcher.close();
    runHanded();
    watcher.refresh();
    time.advance(INTERVAL.multipliedBy(3));

    assertThat(changes).isEmpty();
    assertThat(handed).isEmpty();
    assertThat(time.pending()).isZero();
  }
}
