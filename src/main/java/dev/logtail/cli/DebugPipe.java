package dev.logtail.cli;

import dev.logtail.runtime.Codec;
import dev.logtail.runtime.Delivery;
import dev.logtail.runtime.SpillQueue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries received messages to standard output on a thread of its own. Whoever gives never waits,
 * so that the socket is always read: what a slow reader leaves waits in memory, then in a temporary
 * file; only past that are the oldest dropped, counted and told.
 */
final class DebugPipe implements AutoCloseable {
  private static final int HEAP_SHARE = 8;
  private static final long MOST_MEMORY = 64L << 20;
  private static final int WEIGHT_OF_ANY = 56;

  private final Environment environment;
  private final Talk talk;
  private final AtomicLong dropped = new AtomicLong();
  private final Delivery<String> delivery;
  private final CompletableFuture<IOException> trouble = new CompletableFuture<>();

  DebugPipe(Environment environment, Talk talk) {
    this.environment = environment;
    this.talk = talk;
    this.delivery = new Delivery<>("logtail-view", queue(), this::write);
  }

  private SpillQueue<String> queue() {
    long memory = Math.min(MOST_MEMORY, environment.heapBytes() / HEAP_SHARE);
    return new SpillQueue<>(
        line -> WEIGHT_OF_ANY + 2 * line.length(),
        new LineCodec(),
        new SpillQueue.Room(memory, OutputQueue.folder(environment), FollowLimits.SPILL),
        new SpillQueue.Listener<String>() {
          @Override
          public void dropped(String line) {
            if (dropped.incrementAndGet() == 1) {
              talk.insist("the output is too slow: messages are dropped from here on");
            }
          }

          @Override
          public void failed(IOException cause, long unreadable) {
            dropped.addAndGet(unreadable);
            talk.insist(
                "the temporary file for the slow output failed: "
                    + cause.getMessage()
                    + "; what is too much for memory is dropped from here on");
          }
        });
  }

  /** Lines of any length. */
  private static final class LineCodec implements Codec<String> {
    @Override
    public void write(String line, DataOutput out) throws IOException {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    @Override
    public String read(DataInput in) throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * Begins to write.
   *
   * @param onTrouble is run once when nothing can be written any more
   */
  void start(Runnable onTrouble) {
    var unused = trouble.thenRun(onTrouble);
    delivery.start();
  }

  /** Adds a line, or several; any thread, which waits for nothing. */
  void give(String line) {
    delivery.give(List.of(line));
  }

  private void write(List<String> lines) {
    if (!trouble.isDone()) {
      try {
        environment.out().write(String.join("", lines).getBytes(StandardCharsets.UTF_8));
        environment.out().flush();
      } catch (IOException e) {
        trouble.complete(e);
      }
    }
  }

  /**
   * Waits until all is written, or can't be, or nobody wants to wait any more; tells what is
   * missing.
   *
   * @return what went wrong
   */
  Optional<IOException> finish(CompletableFuture<?> impatience) {
    CompletableFuture.anyOf(delivery.finish(), trouble, impatience).join();
    if (dropped.get() > 0) {
      talk.insist(Talk.count(dropped.get(), "message") + " dropped: the output was too slow");
    }
    return Optional.ofNullable(trouble.getNow(null));
  }

  @Override
  public void close() {
    delivery.close();
  }
}
