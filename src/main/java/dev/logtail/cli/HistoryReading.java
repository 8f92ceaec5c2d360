package dev.logtail.cli;

import dev.logtail.model.LogEvent;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.HistoryFile;
import dev.logtail.pipeline.PipelineStats;
import dev.logtail.pipeline.dialect.LogFileReader;
import dev.logtail.pipeline.discovery.DirectoryException;
import dev.logtail.pipeline.discovery.HttpSettings;
import dev.logtail.pipeline.discovery.HttpWorkerDirectory;
import dev.logtail.pipeline.discovery.Resolution;
import dev.logtail.runtime.NamedThreads;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Reads the log files of the workers that are meant, a few at a time, and tells what became of
 * each. A file that is not there, or breaks off, keeps nobody from the others.
 */
final class HistoryReading implements AutoCloseable {
  private static final int AT_ONCE = 4;
  private static final Duration LAST_WRITE = Duration.ofSeconds(1);

  private final Environment environment;
  private final HistorySettings settings;
  private final Talk talk;
  private final HttpWorkerDirectory directory;
  private final ExecutorService threads = NamedThreads.pool("logtail-archive", AT_ONCE);
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  /** The main thread only. */
  private boolean settled;

  /** Why a worker has no file, and why one could not be read; written by the reading threads. */
  private final Map<WorkerKey, String> missing = new ConcurrentHashMap<>();

  private final Map<WorkerKey, StreamFailure> failed = new ConcurrentHashMap<>();

  HistoryReading(Environment environment, HistorySettings settings, Talk talk) {
    this.environment = environment;
    this.settings = settings;
    this.talk = talk;
    Access access = settings.access();
    this.directory =
        new HttpWorkerDirectory(
            settings.api(),
            HttpSettings.DEFAULT,
            access.credentials(),
            access.trust(),
            access.proxies(),
            talk::asked);
    environment.interrupts().onStop(() -> stopped.complete(null));
  }

  /**
   * The files of the workers that are meant, none of them read yet.
   *
   * @throws UserError when there are none, or the API can't be asked
   */
  List<HistoryFile> files() {
    List<Worker> workers = chosen();
    long share = settings.room().memory() / workers.size();
    HistoryFile.Wanted wanted =
        new HistoryFile.Wanted(
            settings.filter().toFilter(), settings.newest(), share, settings.shape());
    LogFileReader reader = new LogFileReader(settings.serverZone());
    return workers.stream()
        .map(
            worker ->
                new HistoryFile(
                    worker.key(), directory::readLogFile, reader, wanted, environment.clock()))
        .toList();
  }

  private List<Worker> chosen() {
    try {
      Resolution resolution = settings.selection().resolve(directory.list());
      settings.access().settled();
      Targets.check(resolution, false);
      if (resolution.chosen().isEmpty()) {
        throw new UserError(ExitCode.NOTHING, "no workers at " + settings.api().url());
      }
      return resolution.chosen();
    } catch (DirectoryException e) {
      throw UserError.of(e.failure());
    }
  }

  /**
   * Reads all of them, and returns when they are read or the user has had enough. What a sink
   * throws ends it, and is thrown.
   *
   * @param sinks where each file's records go, on the thread that reads it
   */
  @SuppressWarnings("FutureReturnValueIgnored") // all that is waited for is in "over"
  void read(List<HistoryFile> files, Function<HistoryFile, Sink<LogEvent>> sinks) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    AtomicInteger left = new AtomicInteger(files.size());
    for (HistoryFile file : files) {
      Sink<LogEvent> sink = sinks.apply(file);
      CompletableFuture.runAsync(() -> read(file, sink), threads)
          .whenComplete(
              (nothing, failure) -> {
                if (failure != null) {
                  over.completeExceptionally(failure);
                } else if (left.decrementAndGet() == 0) {
                  over.complete(null);
                }
              });
    }
    try {
      CompletableFuture.anyOf(over, stopped).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      settle();
    }
  }

  private void settle() {
    threads.shutdownNow();
    try {
      settled = threads.awaitTermination(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(HistoryFile file, Sink<LogEvent> sink) {
    try {
      file.read(sink).ifPresent(why -> missing.put(file.worker(), why));
    } catch (DirectoryException e) {
      if (!isStopped()) {
        failed.put(file.worker(), e.failure());
      }
    }
  }

  /** False while a thread still hands on a record, since its output takes none. */
  boolean isSettled() {
    return settled;
  }

  /** True when the user wants no more of it. */
  boolean isStopped() {
    return stopped.isDone();
  }

  /**
   * Says what was missing and what was seen; returns how the run ends.
   *
   * @param written how many records were shown
   */
  ExitCode conclude(List<HistoryFile> files, long written, boolean stats) {
    if (missing.size() == files.size()) {
      throw new UserError(ExitCode.NOTHING, nobodyKeepsAny(files));
    }
    for (HistoryFile file : files) {
      tell(file);
    }
    PipelineStats seen = seen(files);
    talk.summary(seen, written);
    if (stats) {
      talk.counts(seen);
    }
    return failed.values().stream()
        .map(failure -> ExitCode.of(failure.kind()))
        .max(Comparator.naturalOrder())
        .orElse(ExitCode.DONE);
  }

  private String nobodyKeepsAny(List<HistoryFile> files) {
    WorkerKey first = files.get(0).worker();
    String why = missing.get(first);
    return files.size() == 1
        ? first + " keeps no log file (" + why + ")"
        : "none of the "
            + Talk.count(files.size(), "worker")
            + " keeps a log file ("
            + first
            + ": "
            + why
            + ")";
  }

  private void tell(HistoryFile file) {
    Optional.ofNullable(missing.get(file.worker()))
        .ifPresent(why -> talk.say(file.worker() + ": keeps no log file (" + why + ")"));
    Optional.ofNullable(failed.get(file.worker())).ifPresent(why -> talk.insist(why.text()));
    talk.tell(file.worker() + ": its log file was asked of " + settings.api());
    if (file.tooMuch() > 0) {
      talk.insist(
          file.worker()
              + ": of the newest, "
              + Talk.count(file.tooMuch(), "record")
              + " found no room; raise --memory");
    }
  }

  private PipelineStats seen(List<HistoryFile> files) {
    List<WorkerStatus> rows =
        files.stream()
            .filter(file -> !missing.containsKey(file.worker()))
            .map(
                file ->
                    WorkerStatus.connecting(file.worker(), environment.clock().now())
                        .with(file.counts()))
            .toList();
    return new PipelineStats(rows, List.copyOf(failed.values()));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    directory.close();
  }
}
