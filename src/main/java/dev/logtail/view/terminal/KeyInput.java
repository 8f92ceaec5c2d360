package dev.logtail.view.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A raw terminal's keys as a stream that can be held still. In raw mode a read of the terminal
 * comes back empty after a tenth of a second, so that nobody has to be interrupted: between two
 * such reads the terminal can be taken away. {@link #available()} waits for one such read, which
 * tells a lone Esc from the beginning of an arrow key.
 *
 * <p>JLine's own stream is not used: it sets the terminal's mode anew with each read, and so undoes
 * what was just restored. One thread reads.
 */
final class KeyInput extends InputStream {
  private static final int NOTHING = -1;
  private static final long PATIENCE_MILLIS = 500;

  private final InputStream terminal;

  /** Held during each read, and by whoever wants none. Fair, so that the latter gets its turn. */
  private final ReentrantLock reading = new ReentrantLock(true);

  private volatile boolean ended;

  /** A byte that was read ahead, or {@link #NOTHING}. Reading thread only. */
  private int ahead = NOTHING;

  /**
   * @param terminal in raw mode: its reads come back, with -1 when no key was pressed
   */
  KeyInput(InputStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public int available() throws IOException {
    if (ahead == NOTHING && !ended) {
      ahead = poll();
    }
    return ahead == NOTHING ? 0 : 1;
  }

  /** Waits for a key; -1 once the stream has ended. */
  @Override
  public int read() throws IOException {
    while (ahead == NOTHING && !ended) {
      ahead = poll();
    }
    int value = ahead;
    ahead = NOTHING;
    return value;
  }

  /** Returns as soon as there is something; never waits to fill {@code target}. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int value = read();
    if (value < 0) {
      return -1;
    }
    target[offset] = (byte) value;
    return 1;
  }

  private int poll() throws IOException {
    reading.lock();
    try {
      int value = terminal.read();
      if (value < 0) {
        failIfGone();
      }
      return value;
    } finally {
      reading.unlock();
    }
  }

  /**
   * An empty read says nothing about why; asking for what is available fails on a dead terminal.
   */
  private void failIfGone() throws IOException {
    if (terminal.available() < 0) {
      throw new IOException("the terminal is gone");
    }
  }

  /** Runs {@code task} while nobody reads. */
  void still(TerminalTask task) throws IOException {
    reading.lock();
    try {
      task.run();
    } finally {
      reading.unlock();
    }
  }

  /** Ends the stream, and does not come back before the last read has, if it does so at all. */
  void end() {
    ended = true;
    try {
      if (reading.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        reading.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something done to the terminal. */
  @FunctionalInterface
  interface TerminalTask {
    void run() throws IOException;
  }
}
