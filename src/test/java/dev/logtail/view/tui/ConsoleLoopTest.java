package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.logtail.runtime.Ticker;
import dev.logtail.view.style.Theme;
import dev.logtail.view.terminal.ScreenSize;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsoleLoopTest {
  private final FakeFarm farm = new FakeFarm(1 << 20, 7).populated();
  private final FakeScreen screen = new FakeScreen();
  private final ConsoleLoop loop = loop(farm);

  private ConsoleLoop loop(ConsoleCommands commands) {
    ConsoleLook look = ConsoleLook.of(Theme.dark(), ConsoleRig.ZONE);
    return new ConsoleLoop(screen, commands, look, Ticker.system(), () -> FakeFarm.START);
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void entries_and_keys_become_frames() throws Exception {
    loop.start();
    farm.log(FakeFarm.event("INFO", "hello there"));
    loop.changed();
    screen.awaitRow("hello there");

    screen.press("&", "x");
    screen.awaitRow("nothing matches 'x'");
  }

  @Test
  void pasted_text_is_typed_at_a_prompt_and_nowhere_else() throws Exception {
    loop.start();
    screen.awaitRow("nothing logged yet");
    screen.keys.add(new Input.Paste("q&C"));
    screen.awaitRow("pasted text was ignored");

    screen.press("&");
    screen.keys.add(new Input.Paste("q one q"));
    screen.press("Enter");
    screen.awaitRow("[& q one q]");
    assertThat(screen.closed.getCount()).as("q in it did not quit").isEqualTo(1);
  }

  @Test
  void text_too_long_to_look_for_is_refused_where_it_is_typed() throws Exception {
    loop.start();
    screen.awaitRow("nothing logged yet");
    screen.press("/");
    screen.keys.add(new Input.Paste("x".repeat(4001)));
    screen.awaitRow("at most 4000 characters");
  }

  @Test
  void defect_where_keys_are_read_ends_it_and_is_told() throws Exception {
    screen.keysFail = true;
    loop.start();
    assertThatThrownBy(loop::awaitEnd).hasRootCauseMessage("no more keys");
    loop.close();

    assertThat(screen.closed.getCount()).isZero();
  }

  @Test
  void no_more_frames_than_thirty_a_second_however_much_comes() throws Exception {
    loop.start();
    screen.awaitRow("nothing logged yet");
    int before = screen.frames.get();
    long start = System.nanoTime();
    while (System.nanoTime() - start < Duration.ofMillis(500).toNanos()) {
      farm.log(1);
      loop.changed();
    }

    assertThat(screen.frames.get() - before).isBetween(1, 17);
  }

  @Test
  void nothing_is_drawn_while_nothing_changes() throws Exception {
    loop.start();
    screen.awaitRow("nothing logged yet");
    await().during(Duration.ofMillis(1500)).until(() -> screen.frames.get() == 1);
  }

  @Test
  void what_others_tell_shows_in_the_last_row_and_rings() throws Exception {
    loop.start();
    screen.awaitRow("nothing logged yet");
    loop.tell("alert level>=ERROR: turtle: \u001b[2Jrejected");
    loop.ring();
    screen.awaitRow("alert level>=ERROR: turtle: ␛[2Jrejected");
    await().until(() -> screen.rings.get() == 1);
  }

  @Test
  void q_ends_it_and_gives_the_screen_back() throws Exception {
    loop.start();
    screen.press("q");
    loop.awaitEnd();
    loop.close();

    assertThat(screen.closed.getCount()).isZero();
  }

  @Test
  void ctrl_c_and_a_vanished_terminal_end_it() throws Exception {
    loop.start();
    loop.interrupted();
    loop.awaitEnd();

    ConsoleLoop other = loop(farm);
    other.start();
    screen.keys.add(Key.END_OF_INPUT);
    screen.keys.add(Key.END_OF_INPUT);
    other.awaitEnd();
    other.close();
  }

  @Test
  void stopped_terminal_does_not_keep_it_from_ending() throws Exception {
    screen.stopped = true;
    loop.start();
    await().until(() -> screen.blocked.getCount() == 0);

    loop.interrupted();
    loop.awaitEnd();
    loop.close();

    screen.released.countDown();
  }

  @Test
  void other_size_is_drawn() throws Exception {
    loop.start();
    screen.awaitRow("nothing logged yet");
    screen.size = new ScreenSize(39, 7);
    loop.resized();

    screen.awaitRow("this is 39×7");
  }

  @Test
  void ctrl_z_suspends_and_draws_again() throws Exception {
    loop.start();
    screen.awaitRow("nothing logged yet");
    int before = screen.frames.get();

    loop.suspensionAsked();

    await().until(() -> screen.suspensions.get() == 1 && screen.frames.get() > before);
  }

  @Test
  void orders_are_carried_out_and_their_outcome_is_told() throws Exception {
    farm.log(5);
    loop.start();
    screen.press("s", "a", ".", "c", "s", "v", "Enter");
    screen.awaitRow("records written to a.csv");
    screen.press("s", "/", "n", "o", "w", "h", "e", "r", "e", "Enter");
    screen.awaitRow("cannot write /nowhere: no such directory");
    screen.press("R", "C");
    await().until(() -> farm.orders().contains("rediscover") && farm.orders().contains("clear"));
  }

  @Test
  void failure_of_the_program_is_told_to_who_waits() throws Exception {
    ConsoleLoop failing = loop(new FakeFarm(1 << 20, 7).broken("broken"));
    failing.start();

    assertThatThrownBy(failing::awaitEnd).hasRootCauseMessage("broken");
    failing.close();
    assertThat(screen.closed.getCount()).isZero();
  }

  /** Remembers what was shown. */
  private static final class FakeScreen implements ConsoleScreen {
    final LinkedBlockingQueue<Input> keys = new LinkedBlockingQueue<>();
    final AtomicInteger frames = new AtomicInteger();
    final AtomicInteger suspensions = new AtomicInteger();
    final AtomicInteger rings = new AtomicInteger();
    final CountDownLatch closed = new CountDownLatch(1);
    final CountDownLatch blocked = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);
    volatile boolean stopped;
    volatile boolean keysFail;
    volatile ScreenSize size = new ScreenSize(100, 20);
    volatile List<String> rows = List.of();

    void press(String... names) {
      for (String name : names) {
        keys.add(new Key(name));
      }
    }

    void awaitRow(String part) {
      await().until(() -> rows.stream().anyMatch(row -> row.contains(part)));
    }

    @Override
    public void open(Listener listener) {}

    @Override
    public ScreenSize size() {
      return size;
    }

    @Override
    public Input read() throws IOException {
      if (keysFail) {
        throw new IllegalArgumentException("no more keys");
      }
      try {
        return keys.take();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void show(Frame frame) throws IOException {
      if (stopped) {
        blocked.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      rows = frame.text();
      frames.incrementAndGet();
    }

    @Override
    public boolean copy(String text) {
      return true;
    }

    @Override
    public void ring() {
      rings.incrementAndGet();
    }

    @Override
    public void forget() {}

    @Override
    public void suspend() {
      suspensions.incrementAndGet();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
