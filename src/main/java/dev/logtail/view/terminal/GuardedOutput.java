package dev.logtail.view.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way to the terminal: collects what is written and sends it whole at each flush, until it is
 * shut. What comes after that is thrown away, so that nothing can be drawn over a restored
 * terminal.
 */
final class GuardedOutput extends OutputStream {
  private static final int BUFFER = 64 * 1024;
  private static final long PATIENCE_MILLIS = 500;

  private final OutputStream terminal;

  /** Held while bytes go to the terminal, which may block for as long as it is stopped. */
  private final ReentrantLock sending = new ReentrantLock();

  /** Guarded by this. */
  private ByteArrayOutputStream pending = new ByteArrayOutputStream(BUFFER);

  private volatile boolean shut;

  GuardedOutput(OutputStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void write(int value) {
    pending.write(value);
  }

  @Override
  public synchronized void write(byte[] source, int offset, int length) {
    pending.write(source, offset, length);
  }

  @Override
  public void flush() throws IOException {
    sending.lock();
    try {
      byte[] bytes = takePending();
      if (!shut && bytes.length > 0) {
        terminal.write(bytes);
        terminal.flush();
      }
    } finally {
      sending.unlock();
    }
  }

  private synchronized byte[] takePending() {
    byte[] bytes = pending.toByteArray();
    pending.reset();
    return bytes;
  }

  /**
   * Sends {@code last}, and nothing ever after. Waits half a second at most for a frame that is
   * being sent; a terminal that is stopped for longer only loses {@code last}.
   */
  void shut(byte[] last) throws IOException {
    boolean free = await();
    shut = true;
    if (free) {
      try {
        terminal.write(last);
        terminal.flush();
      } finally {
        sending.unlock();
      }
    }
  }

  private boolean await() {
    try {
      return sending.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
