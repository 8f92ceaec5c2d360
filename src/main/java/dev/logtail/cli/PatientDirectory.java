package dev.logtail.cli;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.pipeline.discovery.DirectoryException;
import dev.logtail.pipeline.discovery.WorkerDirectory;
import dev.logtail.runtime.Scheduler;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks for the workers at the start, again and again where the user wants to wait for an API that
 * can't be reached. Any other answer than none is final.
 *
 * @param patience empty for one question only
 */
record PatientDirectory(
    Environment environment, WorkerDirectory directory, Optional<Duration> patience) {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * Blocks until the API answers.
   *
   * @throws UserError when it does not, in time, or gives another answer than its workers
   */
  List<Worker> list(Scheduler scheduler) {
    long started = environment.ticker().nanos();
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    for (boolean told = false; ; told = true) {
      try {
        return directory.list();
      } catch (DirectoryException e) {
        Duration waited = Duration.ofNanos(environment.ticker().nanos() - started);
        if (!mayWait(e.failure(), waited)) {
          throw UserError.of(told ? tooLate(e.failure(), waited) : e.failure());
        }
        if (!told) {
          environment.interrupts().onStop(() -> stopped.complete(null));
          say(e.failure().text() + "; waiting for it");
        }
        pause(scheduler, stopped);
      }
    }
  }

  private boolean mayWait(StreamFailure failure, Duration waited) {
    return failure.kind() == StreamFailure.Kind.UNREACHABLE
        && patience.isPresent()
        && waited.compareTo(patience.get()) < 0;
  }

  private static StreamFailure tooLate(StreamFailure failure, Duration waited) {
    return new StreamFailure(
        failure.kind(), failure.text() + "; waited " + waited.toSeconds() + " s");
  }

  private void say(String text) {
    environment.err().println("logtail: " + new SafeText(AnsiPolicy.STRIP).plain(text));
  }

  private static void pause(Scheduler scheduler, CompletableFuture<Void> stopped) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    scheduler.after(PAUSE, () -> over.complete(null));
    CompletableFuture.anyOf(over, stopped).join();
    if (stopped.isDone()) {
      throw new UserError(ExitCode.UNREACHABLE, "stopped while waiting for the API");
    }
  }
}
