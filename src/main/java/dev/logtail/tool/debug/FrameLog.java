package dev.logtail.tool.debug;

import dev.logtail.runtime.BoundedQueue;
import dev.logtail.runtime.Delivery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes frames to a file that only its owner may read, a line of JSON each. Whoever gives never
 * waits: what a slow disk can't take is dropped, oldest first, and counted.
 */
final class FrameLog implements AutoCloseable {
  private static final long QUEUED = 16 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Path path;
  private final FileChannel file;
  private final Consumer<String> trouble;
  private final BoundedQueue<String> queue = new BoundedQueue<>(String::length, QUEUED);
  private final Delivery<String> delivery = new Delivery<>("logtail-save", queue, this::write);
  private final AtomicLong written = new AtomicLong();

  /** Only the delivering thread: once the file fails, the rest is not tried. */
  private boolean broken;

  private FrameLog(Path path, FileChannel file, Consumer<String> trouble) {
    this.path = path;
    this.file = file;
    this.trouble = trouble;
  }

  /**
   * Begins a new file.
   *
   * @param trouble hears once of a file that can't be written any more
   * @throws IOException also where there is such a file
   */
  static FrameLog open(Path path, Consumer<String> trouble) throws IOException {
    FileChannel file = FrameFile.create(path);
    FrameLog log = new FrameLog(path, file, trouble);
    log.delivery.start();
    return log;
  }

  /** Adds a line without its end. */
  void add(String line) {
    delivery.give(List.of(line + "\n"));
  }

  private void write(List<String> lines) {
    if (broken) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(String.join("", lines).getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      written.addAndGet(lines.size());
    } catch (IOException e) {
      broken = true;
      trouble.accept(path + ": " + e.getMessage() + "; frames are no longer saved");
    }
  }

  /** Writes what waits; returns what is to be told: how much was saved, how much was not. */
  String finish() {
    boolean all = delivery.finish(PATIENCE);
    long dropped = queue.takeDropped();
    close();
    String lost = dropped > 0 || !all ? "; the file was too slow: some are missing" : "";
    return written.get() + (written.get() == 1 ? " frame" : " frames") + " in " + path + lost;
  }

  @Override
  public void close() {
    delivery.close();
    try {
      file.close();
    } catch (IOException e) {
      trouble.accept(path + ": " + e.getMessage());
    }
  }
}
