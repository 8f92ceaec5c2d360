package dev.logtail.tool.debug;

import dev.logtail.pipeline.access.Reasons;
import dev.logtail.runtime.NamedThreads;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Typed lines that later sessions find again, in a file. Where that can't be used, a warning says
 * so once and nothing is kept. The file is written by a thread of its own: another program may hold
 * it.
 */
final class KeptLines implements TypedLines {
  private static final long PATIENCE_SECONDS = 5;

  private final HistoryStore store;
  private final HistoryRule rule;
  private final Consumer<String> warnings;
  private final String where;
  private final List<String> earlier;
  private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
  private final ExecutorService writer = NamedThreads.pool("logtail-history", 1);

  /** Set once by any thread when something went wrong. */
  private volatile boolean given;

  /**
   * @param warnings told in one line when no history can be kept; by any thread
   */
  KeptLines(Path file, HistoryRule rule, Consumer<String> warnings) {
    this.store = new HistoryStore(file);
    this.rule = rule;
    this.warnings = warnings;
    this.where = file.toString();
    this.earlier = readAll();
  }

  private List<String> readAll() {
    try {
      return store.read();
    } catch (IOException | OverlappingFileLockException e) {
      giveUp(e);
      return List.of();
    }
  }

  @Override
  public List<String> all() {
    return earlier;
  }

  @Override
  public void remember(String line) {
    if (!given && rule.mayKeep(line)) {
      waiting.add(line);
      writer.execute(this::addWaiting);
    }
  }

  private void addWaiting() {
    List<String> lines = new ArrayList<>();
    for (String line = waiting.poll(); line != null; line = waiting.poll()) {
      lines.add(line);
    }
    try {
      if (!lines.isEmpty() && !given) {
        store.add(lines);
      }
    } catch (IOException | OverlappingFileLockException e) {
      giveUp(e);
    }
  }

  private void giveUp(Exception e) {
    given = true;
    String why = e instanceof IOException io ? Reasons.of(io) : "it is in use";
    warnings.accept("no history is kept: " + where + ": " + why);
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
