package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Sink;
import dev.logtail.pipeline.store.EntryCodec;
import dev.logtail.runtime.SpillQueue;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where one worker's records wait for those of the others, in memory and then in a file. They are
 * put there by one thread, and taken when all are there. Nothing is ever dropped: where there is no
 * room, the run ends and says so.
 */
final class HistoryShelf implements Sink<LogEvent>, Iterator<LogEvent>, AutoCloseable {
  private static final int BATCH = 256;

  /** How much all shelves of a run hold, and may hold. */
  record Space(AtomicLong used, HistorySettings.Room room, int shelves) {
    Space(HistorySettings.Room room, int shelves) {
      this(new AtomicLong(), room, shelves);
    }

    private void take(int bytes) {
      if (used.addAndGet(bytes) > room.memory() + room.spill()) {
        throw full();
      }
    }

    private UserError full() {
      return new UserError(
          ExitCode.OUTPUT,
          "the records of "
              + Talk.count(shelves, "worker")
              + " are more than --memory and --spill hold; narrow them with --since, --until or"
              + " --tail, or raise --spill");
    }
  }

  private final Space space;
  private final SpillQueue<Entry> queue;

  /** The taking thread only. */
  private final ArrayDeque<Entry> next = new ArrayDeque<>();

  HistoryShelf(Environment environment, Space space) {
    this.space = space;
    HistorySettings.Room room = space.room();
    this.queue =
        new SpillQueue<>(
            Entry::weight,
            new EntryCodec(),
            new SpillQueue.Room(
                room.memory() / space.shelves(), OutputQueue.folder(environment), room.spill()),
            listener(environment));
  }

  private SpillQueue.Listener<Entry> listener(Environment environment) {
    return new SpillQueue.Listener<>() {
      @Override
      public void dropped(Entry entry) {
        throw space.full();
      }

      @Override
      public void failed(IOException cause, long unreadable) {
        throw new UserError(
            ExitCode.OUTPUT,
            "the temporary file in "
                + OutputQueue.folder(environment)
                + " failed: "
                + cause.getMessage()
                + "; give another folder with TMPDIR, or narrow what is asked for");
      }
    };
  }

  @Override
  public void accept(LogEvent event) {
    space.take(event.weight());
    queue.offerAll(List.of(event));
  }

  @Override
  public boolean hasNext() {
    return !next.isEmpty() || queue.drainTo(next, BATCH) > 0;
  }

  @Override
  public LogEvent next() {
    if (hasNext() && next.remove() instanceof LogEvent event) {
      return event;
    }
    throw new NoSuchElementException();
  }

  @Override
  public void close() {
    queue.close();
  }
}
