package dev.logtail.pipeline;

import dev.logtail.model.ArchivedRecord;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamCounts;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.dialect.LogFileLines;
import dev.logtail.pipeline.dialect.LogFileLines.Beginning;
import dev.logtail.pipeline.dialect.LogFileReader;
import dev.logtail.pipeline.discovery.DirectoryException;
import dev.logtail.pipeline.filter.EntryFilter;
import dev.logtail.runtime.WallClock;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One worker's log file, read while it comes: hands on the records that are wanted, in the file's
 * order, and counts all. Where only the newest are wanted, and nothing else of them, no more of the
 * file is asked for than holds them. One thread reads; the counts may be asked for from any.
 */
public final class HistoryFile {
  /** Where log files are read. */
  @FunctionalInterface
  public interface Source {
    /**
     * Reads the last {@code newest} lines of the worker's file, or all.
     *
     * @return why there is none; empty when it was read to its end
     */
    Optional<String> readLogFile(WorkerKey worker, OptionalInt newest, Consumer<String> line)
        throws DirectoryException;
  }

  /**
   * Which records are wanted.
   *
   * @param newest at most so many, of those that match the newest; empty for all
   * @param memory bytes that may be held of the newest
   * @param shape what a record of the file is to views
   */
  public record Wanted(
      EntryFilter filter,
      OptionalInt newest,
      long memory,
      Function<ArchivedRecord, LogEvent> shape) {}

  private static final int SPARE_LINES = 100;
  private static final int MORE = 8;
  private static final int MOST_LINES = 1_000_000;

  private final WorkerKey worker;
  private final Source source;
  private final LogFileReader reader;
  private final Wanted wanted;
  private final WallClock clock;

  /** Written by the thread that reads. */
  private final AtomicLong received = new AtomicLong();

  private final AtomicLong handedOn = new AtomicLong();

  private volatile long tooMuch;

  /** These three: the reading thread only. */
  private final ArrayDeque<LogEvent> newest = new ArrayDeque<>();

  private long newestBytes;
  private long matched;

  public HistoryFile(
      WorkerKey worker, Source source, LogFileReader reader, Wanted wanted, WallClock clock) {
    this.worker = worker;
    this.source = source;
    this.reader = reader;
    this.wanted = wanted;
    this.clock = clock;
  }

  public WorkerKey worker() {
    return worker;
  }

  /**
   * Reads the file to its end.
   *
   * @return why there is none, as the API says it; empty when it was read
   */
  public Optional<String> read(Sink<LogEvent> out) throws DirectoryException {
    if (wanted.newest().isEmpty()) {
      return new Pass(event -> handOn(event, out)).read(OptionalInt.empty());
    }
    Optional<String> none = gather(wanted.newest().getAsInt());
    tooMuch = Math.min(matched, wanted.newest().getAsInt()) - newest.size();
    newest.forEach(event -> handOn(event, out));
    newest.clear();
    return none;
  }

  private void handOn(LogEvent event, Sink<LogEvent> out) {
    out.accept(event);
    handedOn.incrementAndGet();
  }

  private Optional<String> gather(int most) throws DirectoryException {
    boolean unfiltered = wanted.filter() == EntryFilter.ALL && most < MOST_LINES;
    OptionalInt lines =
        unfiltered ? OptionalInt.of(most + most / 2 + SPARE_LINES) : OptionalInt.empty();
    while (true) {
      newest.clear();
      newestBytes = 0;
      matched = 0;
      Pass pass = new Pass(event -> keep(event, most));
      Optional<String> none = pass.read(lines);
      boolean enough = pass.stamped && received.get() >= most;
      if (none.isPresent() || lines.isEmpty() || enough) {
        received.set(lines.isEmpty() ? received.get() : Math.min(matched, most));
        return none;
      }
      boolean whole = pass.lines < lines.getAsInt() || lines.getAsInt() > MOST_LINES;
      lines = whole ? OptionalInt.empty() : OptionalInt.of(lines.getAsInt() * MORE);
    }
  }

  /** One reading of the file. */
  private final class Pass {
    private final Sink<LogEvent> out;
    private long lines;
    private boolean stamped;

    Pass(Sink<LogEvent> out) {
      this.out = out;
    }

    Optional<String> read(OptionalInt most) throws DirectoryException {
      received.set(0);
      Beginning beginning = most.isEmpty() ? Beginning.FILE : Beginning.CUT_OFF;
      LogFileLines records = reader.lines(worker, clock.now(), beginning, this::take);
      Optional<String> none =
          source.readLogFile(
              worker,
              most,
              line -> {
                lines++;
                records.add(line);
              });
      records.end();
      return none;
    }

    private void take(ArchivedRecord record) {
      stamped |= record.whole().time().isStamped();
      received.incrementAndGet();
      LogEvent event = wanted.shape().apply(record);
      if (wanted.filter().matches(event)) {
        out.accept(event);
      }
    }
  }

  private void keep(LogEvent event, int most) {
    matched++;
    newest.add(event);
    newestBytes += event.weight();
    while (newest.size() > most || (newestBytes > wanted.memory() && newest.size() > 1)) {
      newestBytes -= newest.remove().weight();
    }
  }

  /** Wanted records that found no room in memory. */
  public long tooMuch() {
    return tooMuch;
  }

  /** What became of the records so far; what was not wanted counts as filtered. */
  public StreamCounts counts() {
    long all = received.get();
    long shown = Math.min(handedOn.get(), all);
    return new StreamCounts(all, shown, all - shown, 0, 0, 0);
  }
}
