package dev.logtail.cli;

import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.RecordArchive;
import dev.logtail.pipeline.dialect.LogFileReader;
import dev.logtail.pipeline.discovery.DirectoryException;
import dev.logtail.pipeline.discovery.HttpWorkerDirectory;
import dev.logtail.runtime.NamedThreads;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * The workers' log files, as their API serves them. Two are read at a time, on threads of their
 * own, so that a slow API keeps nobody from being dialled; what has waited too long for that is not
 * asked any more.
 */
final class LogFiles implements RecordArchive, AutoCloseable {
  private static final int THREADS = 2;
  private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(2).toNanos();

  private final HttpWorkerDirectory directory;
  private final LogFileReader reader;
  private final Environment environment;
  private final ExecutorService threads = NamedThreads.pool("logtail-archive", THREADS);

  LogFiles(Environment environment, HttpWorkerDirectory directory, LogFileReader reader) {
    this.environment = environment;
    this.directory = directory;
    this.reader = reader;
  }

  @Override
  public void newest(WorkerKey worker, int lines, Sink<Answer> told) {
    long asked = environment.ticker().nanos();
    try {
      threads.execute(() -> told.accept(isLate(asked) ? new Answer.Failed() : ask(worker, lines)));
    } catch (RejectedExecutionException e) {
      told.accept(new Answer.Failed());
    }
  }

  private boolean isLate(long asked) {
    return environment.ticker().nanos() - asked > LONGEST_WAIT_NANOS;
  }

  private Answer ask(WorkerKey worker, int lines) {
    try {
      return directory
          .logFile(worker, lines)
          .<Answer>map(file -> records(worker, file))
          .orElseGet(Answer.None::new);
    } catch (DirectoryException e) {
      return new Answer.Failed();
    }
  }

  private Answer records(WorkerKey worker, String file) {
    return new Answer.Records(reader.read(worker, file, environment.clock().now()));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
