package dev.logtail.cli;

import dev.logtail.runtime.Codec;
import dev.logtail.runtime.Delivery;
import dev.logtail.runtime.SpillQueue;
import dev.logtail.tool.debug.PipeScreen;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Carries received messages to standard output on a thread of its own, many at once where many come
 * at once.
 *
 * <p>Where the reader is slow, {@link #awaitRoom()} holds up who reads the network once a few MiB
 * wait, so that the server waits as it would for any slow client: nothing is lost, and little
 * memory is needed. Until then pings are answered. What is given all the same, by those who must
 * not be held up, goes on into a temporary file; only past that are the oldest dropped and told.
 */
final class DebugPipe implements PipeScreen.Pipe, AutoCloseable {
  private static final int HEAP_SHARE = 8;
  private static final long MOST_MEMORY = 64L << 20;

  /** Of the memory, for those who can be held up. */
  private static final int ROOM_SHARE = 4;

  private static final int WEIGHT_OF_ANY = 56;
  private static final int BLOCK = 1 << 16;

  private final Environment environment;
  private final Talk talk;
  private final Delivery<byte[]> delivery;
  private final CompletableFuture<IOException> trouble = new CompletableFuture<>();
  private final long room;

  /** All guarded by this. */
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(BLOCK);

  private long waiting;
  private long dropped;
  private boolean released;

  DebugPipe(Environment environment, Talk talk) {
    this.environment = environment;
    this.talk = talk;
    long memory = Math.min(MOST_MEMORY, environment.heapBytes() / HEAP_SHARE);
    this.room = memory / ROOM_SHARE;
    this.delivery = new Delivery<>("logtail-view", queue(memory), this::write);
  }

  private SpillQueue<byte[]> queue(long memory) {
    return new SpillQueue<>(
        bytes -> WEIGHT_OF_ANY + bytes.length,
        new BytesCodec(),
        new SpillQueue.Room(memory, OutputQueue.folder(environment), FollowLimits.SPILL),
        new SpillQueue.Listener<byte[]>() {
          @Override
          public void dropped(byte[] bytes) {
            lose(bytes.length, "the output is too slow: messages are dropped from here on");
          }

          @Override
          public void failed(IOException cause, long unreadable) {
            talk.insist(
                "the temporary file for the slow output failed: "
                    + cause.getMessage()
                    + (unreadable > 0 ? "; what it held is lost" : "")
                    + "; what is too much for memory is dropped from here on");
          }
        });
  }

  private synchronized void lose(long bytes, String words) {
    if (dropped == 0) {
      talk.insist(words);
    }
    dropped += bytes;
    waiting -= bytes;
  }

  /** Blocks of any length. */
  private static final class BytesCodec implements Codec<byte[]> {
    @Override
    public void write(byte[] bytes, DataOutput out) throws IOException {
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    @Override
    public byte[] read(DataInput in) throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return bytes;
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

  @Override
  public synchronized void give(byte[] message) {
    gathered.write(message, 0, message.length);
    if (gathered.size() >= BLOCK) {
      flush();
    }
  }

  @Override
  public synchronized void flush() {
    if (gathered.size() > 0) {
      byte[] block = gathered.toByteArray();
      gathered.reset();
      waiting += block.length;
      delivery.give(List.of(block));
    }
  }

  @Override
  public synchronized void awaitRoom() {
    try {
      while (waiting > room && !released) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Holds nobody up any more. */
  synchronized void release() {
    released = true;
    notifyAll();
  }

  private void write(List<byte[]> blocks) {
    for (byte[] block : blocks) {
      if (!trouble.isDone()) {
        write(block);
      }
      written(block.length);
    }
  }

  private void write(byte[] block) {
    try {
      environment.out().write(block);
      environment.out().flush();
    } catch (IOException e) {
      trouble.complete(e);
    }
  }

  private synchronized void written(long bytes) {
    waiting -= bytes;
    notifyAll();
  }

  /**
   * Waits until all is written, or can't be, or nobody wants to wait any more; tells what is
   * missing.
   *
   * @return what went wrong
   */
  Optional<IOException> finish(CompletableFuture<?> impatience) {
    flush();
    CompletableFuture.anyOf(delivery.finish(), trouble, impatience).join();
    tellDropped();
    return Optional.ofNullable(trouble.getNow(null));
  }

  private synchronized void tellDropped() {
    if (dropped > 0) {
      talk.insist(Talk.count(dropped, "byte") + " dropped: the output was too slow");
    }
  }

  @Override
  public void close() {
    release();
    delivery.close();
  }
}
