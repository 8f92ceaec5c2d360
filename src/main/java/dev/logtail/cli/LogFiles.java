package dev.logtail.cli;

import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.RecordArchive;
import dev.logtail.pipeline.dialect.LogFileReader;
import dev.logtail.pipeline.discovery.DirectoryException;
import dev.logtail.pipeline.discovery.HttpWorkerDirectory;
import dev.logtail.runtime.WallClock;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The workers' log files, as their API serves them. */
final class LogFiles implements RecordArchive {
  private final HttpWorkerDirectory directory;
  private final LogFileReader reader;
  private final WallClock clock;
  private final Executor blocking;

  LogFiles(
      HttpWorkerDirectory directory, LogFileReader reader, WallClock clock, Executor blocking) {
    this.directory = directory;
    this.reader = reader;
    this.clock = clock;
    this.blocking = blocking;
  }

  @Override
  public void newest(WorkerKey worker, int lines, Sink<Answer> told) {
    try {
      blocking.execute(() -> told.accept(ask(worker, lines)));
    } catch (RejectedExecutionException e) {
      told.accept(new Answer.Failed());
    }
  }

  private Answer ask(WorkerKey worker, int lines) {
    try {
      return directory
          .logFile(worker, lines)
          .<Answer>map(file -> new Answer.Records(reader.read(worker, file, clock.now())))
          .orElseGet(Answer.None::new);
    } catch (DirectoryException e) {
      return new Answer.Failed();
    }
  }
}
