package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.pipeline.HistoryFile;
import dev.logtail.pipeline.order.FileMerge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Prints what workers keep, in one order of time. One worker's file is printed while it comes.
 * Those of several are read whole before, so that no server waits for another one or for the
 * output.
 */
final class HistoryRun {
  private static final int BATCH = 512;
  private static final int INTERRUPT_STATUS = 130;

  private final Environment environment;
  private final HistorySettings settings;
  private final Talk talk;

  /** Touched by the thread that writes, and by the main thread when that has ended. */
  private final List<Entry> batch = new ArrayList<>(BATCH);

  private long written;

  HistoryRun(Environment environment, HistorySettings settings, Talk talk) {
    this.environment = environment;
    this.settings = settings;
    this.talk = talk;
  }

  /** Runs to the end and returns the exit status. */
  int run(RunOutput output, boolean stats) {
    try (HistoryReading reading = new HistoryReading(environment, settings, talk)) {
      List<HistoryFile> files = reading.files();
      print(reading, files, output);
      if (!reading.isSettled()) {
        return INTERRUPT_STATUS;
      }
      ExitCode code = reading.conclude(files, written, stats);
      output.finish();
      return reading.isStopped() ? INTERRUPT_STATUS : code.code();
    } catch (UserError e) {
      output.abandon();
      throw e;
    } catch (IOException e) {
      return failed(output, e);
    } catch (UncheckedIOException e) {
      return failed(output, Objects.requireNonNull(e.getCause()));
    }
  }

  private static int failed(RunOutput output, IOException cause) {
    output.abandon();
    return UserError.closedPipeOr(cause).code();
  }

  private void print(HistoryReading reading, List<HistoryFile> files, RunOutput output)
      throws IOException {
    if (files.size() == 1) {
      reading.read(files, file -> event -> show(event, output));
      if (reading.isSettled()) {
        flush(output);
      }
      return;
    }
    HistoryShelf.Space space = new HistoryShelf.Space(settings.room(), files.size());
    List<HistoryShelf> shelves =
        files.stream().map(file -> new HistoryShelf(environment, space)).toList();
    try {
      reading.read(files, file -> shelves.get(files.indexOf(file)));
      Iterator<LogEvent> merged = new FileMerge(List.copyOf(shelves));
      while (merged.hasNext() && !reading.isStopped()) {
        show(merged.next(), output);
      }
      flush(output);
    } finally {
      shelves.forEach(HistoryShelf::close);
    }
  }

  private void show(LogEvent event, RunOutput output) {
    batch.add(event);
    if (batch.size() == BATCH) {
      try {
        flush(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void flush(RunOutput output) throws IOException {
    output.write(batch);
    written += batch.size();
    batch.clear();
  }
}
