package dev.logtail.view.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GuardedOutputTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final GuardedOutput output = new GuardedOutput(terminal);

  private void write(String text) throws IOException {
    output.write(text.getBytes(US_ASCII));
  }

  @Test
  void frame_goes_out_whole_when_it_is_flushed() throws IOException {
    write("half ");
    write("frame");
    assertThat(terminal.toString(US_ASCII)).isEmpty();

    output.flush();
    assertThat(terminal.toString(US_ASCII)).isEqualTo("half frame");
  }

  @Test
  void nothing_comes_after_the_last_bytes() throws IOException {
    write("never flushed");
    output.shut("last".getBytes(US_ASCII));
    write("too late");
    output.flush();

    assertThat(terminal.toString(US_ASCII)).isEqualTo("last");
  }

  @Test
  @Timeout(20)
  void stopped_terminal_cannot_keep_it_from_being_shut() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    GuardedOutput stopped = new GuardedOutput(new StoppedTerminal(blocked, released));
    Thread drawing = new Thread(() -> drawOn(stopped));
    drawing.start();
    assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();

    stopped.shut("last".getBytes(US_ASCII));

    released.countDown();
    drawing.join();
  }

  private static void drawOn(GuardedOutput output) {
    try {
      output.write('x');
      output.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Takes nothing until it is released. */
  private static final class StoppedTerminal extends OutputStream {
    private final CountDownLatch blocked;
    private final CountDownLatch released;

    StoppedTerminal(CountDownLatch blocked, CountDownLatch released) {
      this.blocked = blocked;
      this.released = released;
    }

    @Override
    public void write(int value) throws IOException {
      blocked.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
