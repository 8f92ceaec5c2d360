package dev.logtail.view.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyInputTest {
  /** A raw terminal: -1 means that no key came in time, -2 that it is gone. */
  private static final class RawTerminal extends InputStream {
    private final Deque<Integer> reads;
    private boolean gone;

    RawTerminal(Integer... reads) {
      this.reads = new ArrayDeque<>(List.of(reads));
    }

    @Override
    public int read() {
      int next = reads.isEmpty() ? -1 : reads.remove();
      gone = next == -2;
      return gone ? -1 : next;
    }

    @Override
    public int available() throws IOException {
      if (gone) {
        throw new IOException("Input/output error");
      }
      return 0;
    }
  }

  @Test
  void waits_through_reads_that_come_back_empty() throws IOException {
    KeyInput input = new KeyInput(new RawTerminal(-1, -1, (int) 'a'));

    assertThat(input.read()).isEqualTo('a');
  }

  @Test
  void available_looks_ahead_and_loses_nothing() throws IOException {
    KeyInput input = new KeyInput(new RawTerminal(-1, (int) 'a', (int) 'b'));

    assertThat(input.available()).isZero();
    assertThat(input.available()).isEqualTo(1);
    assertThat(input.available()).isEqualTo(1);
    assertThat(input.read()).isEqualTo('a');
    assertThat(input.read()).isEqualTo('b');
  }

  @Test
  void bulk_read_returns_with_the_first_byte() throws IOException {
    KeyInput input = new KeyInput(new RawTerminal((int) 'a', (int) 'b'));
    byte[] target = new byte[8];

    assertThat(input.read(target, 2, 6)).isEqualTo(1);
    assertThat(target[2]).isEqualTo((byte) 'a');
    assertThat(input.read(target, 0, 0)).isZero();
  }

  @Test
  void dead_terminal_is_an_error() {
    KeyInput input = new KeyInput(new RawTerminal(-1, -2));

    assertThatThrownBy(input::read).isInstanceOf(IOException.class);
  }

  @Test
  void ended_stream_is_at_its_end() throws IOException {
    KeyInput input = new KeyInput(new RawTerminal());
    input.end();

    assertThat(input.read()).isEqualTo(-1);
    assertThat(input.read(new byte[4], 0, 4)).isEqualTo(-1);
    assertThat(input.available()).isZero();
  }
}
