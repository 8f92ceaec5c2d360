package dev.logtail.view.terminal;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stops this process, as Ctrl-Z does elsewhere. */
final class Suspension {
  private static final long STOPPING_SECONDS = 1;

  /** Counted down by SIGCONT. */
  private volatile CountDownLatch wake = new CountDownLatch(1);

  /** SIGCONT has come. */
  void woken() {
    wake.countDown();
  }

  /** Java cannot stop itself, a shell can stop it. Returns when somebody has sent SIGCONT. */
  void stop() throws IOException {
    CountDownLatch woken = new CountDownLatch(1);
    wake = woken;
    long self = ProcessHandle.current().pid();
    try {
      new ProcessBuilder("sh", "-c", "kill -STOP " + self).start().waitFor();
      woken.await(STOPPING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
