package dev.logtail.tool.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.Frame.Bytes;
import dev.logtail.pipeline.transport.StreamEnd;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.tool.debug.DebugScreen.Tone;
import dev.logtail.view.style.Theme;
import dev.logtail.view.terminal.ColorDepth;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PromptScreenTest {
  private static final Instant AT = Instant.parse("2026-02-01T14:30:25.123Z");

  private final FakePrompt prompt = new FakePrompt();
  private PromptScreen screen = screen(ColorDepth.NONE, false);

  private PromptScreen screen(ColorDepth depth, boolean pings) {
    return new PromptScreen(
        prompt,
        new PromptScreen.Look(
            Theme.dark(), depth, ZoneOffset.UTC, PromptScreen.Details.STEPS, pings));
  }

  /** Somebody who does nothing. */
  private static class Nobody implements PromptListener {
    @Override
    public void typed(String line) {
      throw new AssertionError(line);
    }

    @Override
    public void ended() {
      throw new AssertionError("the screen broke");
    }

    @Override
    public void interrupted() {
      throw new AssertionError();
    }
  }

  @AfterEach
  void close() throws IOException {
    prompt.stopped.countDown();
    screen.close();
  }

  private void start() {
    screen.start(new Nobody());
    await().until(() -> String.join("", prompt.shown).contains("! read"));
    prompt.shown.clear();
  }

  private void receive(Frame frame) {
    screen.happened(AT, new WireEvent.Received(frame, frame.size(), 1));
  }

  private String shownAtTheEnd() throws IOException {
    screen.close();
    return String.join("", prompt.shown);
  }

  @Test
  void peers_have_their_numbers_and_their_own_accounts() throws IOException {
    start();
    for (int peer = 1; peer <= 2; peer++) {
      InetSocketAddress from = new InetSocketAddress("127.0.0.1", 4710 + peer);
      screen.happened(AT, peer, new WireEvent.Connected(from, Optional.empty()));
      screen.happened(AT, peer, new WireEvent.Opened(Optional.empty(), List.of()));
    }
    screen.happened(AT, new WireEvent.Sent(new Frame.Text("to all")));
    screen.happened(AT, 2, new WireEvent.Received(new Frame.Text("from two"), 8, 1));
    screen.happened(
        AT,
        2,
        new WireEvent.Ended(
            WireEvent.Closer.SERVER,
            1001,
            "",
            new StreamEnd(
                new StreamFailure(StreamFailure.Kind.NONE, ""),
                StreamEnd.Retry.NEVER,
                Duration.ZERO)));

    assertThat(shownAtTheEnd())
        .contains(
            "* #1 came from 127.0.0.1:4711",
            "* #2 came from 127.0.0.1:4712",
            "> text 6 B  to all",
            "< #2 text 8 B  from two",
            "* #2 closed by the peer: 1001",
            "received 1 (8 B), sent 1 (6 B)");
  }

  @Test
  void shows_in_order_what_happens_and_what_is_said() throws IOException {
    start();
    receive(new Frame.Text("one"));
    screen.say(Tone.PLAIN, "two\n  three");
    screen.say(Tone.ERROR, "four \u001b[2J");
    screen.happened(AT, new WireEvent.Sent(new Frame.Text("five")));
    assertThat(shownAtTheEnd())
        .isEqualTo(
            "14:30:25.123 < text 3 B  one\ntwo\n  three\n! four ␛[2J\n"
                + "14:30:25.123 > text 4 B  five\n");
    assertThat(prompt.closed).isTrue();
  }

  @Test
  void the_last_message_that_was_cut_is_kept_and_shown_whole() throws IOException {
    start();
    assertThat(screen.cut()).isEmpty();
    Frame large = new Frame.Text("x\n".repeat(250));
    receive(large);
    receive(new Frame.Text("small"));
    await().until(() -> screen.cut().isPresent());
    assertThat(screen.cut()).contains(large);
    screen.showCut();
    String all = shownAtTheEnd();
    assertThat(all)
        .contains("… (50 more lines; :more shows all)\n14:30:25.123 < text 5 B  small\n");
    assertThat(all.substring(all.indexOf("small")).lines().filter(line -> line.equals("  x")))
        .hasSize(250);
  }

  @Test
  void a_pause_shows_nothing_that_comes_and_counts_it() throws IOException {
    start();
    screen.say(Tone.PLAIN, screen.pause());
    receive(new Frame.Text("unseen"));
    receive(new Frame.Text("unseen"));
    screen.happened(AT, new WireEvent.Sent(new Frame.Text("mine")));
    screen.say(Tone.PLAIN, screen.pause());
    receive(new Frame.Text("seen"));
    assertThat(shownAtTheEnd())
        .isEqualTo(
            "what comes is counted, and not shown until :pause\n"
                + "14:30:25.123 > text 4 B  mine\n"
                + "2 frames not shown\n14:30:25.123 < text 4 B  seen\n");
  }

  @Test
  void colours_only_where_there_are_some() throws IOException {
    screen = screen(ColorDepth.INDEXED, false);
    start();
    receive(new Frame.Text("one"));
    assertThat(shownAtTheEnd()).contains("\u001b[38;5;87m<").endsWith("one\n");
  }

  @Test
  void pings_and_pongs_are_shown_when_asked_for() throws IOException {
    start();
    receive(new Frame.Ping(Bytes.NONE));
    screen.happened(AT, new WireEvent.Sent(new Frame.Pong(Bytes.NONE)));
    assertThat(shownAtTheEnd()).isEmpty();
    screen = screen(ColorDepth.NONE, true);
    prompt.closed = false;
    start();
    receive(new Frame.Ping(Bytes.NONE));
    screen.happened(AT, new WireEvent.Sent(new Frame.Pong(Bytes.NONE)));
    assertThat(shownAtTheEnd()).isEqualTo("14:30:25.123 < ping 0 B\n14:30:25.123 > pong 0 B\n");
  }

  @Test
  void a_flood_is_counted_and_everything_else_is_shown() throws IOException {
    start();
    CountDownLatch still = new CountDownLatch(1);
    prompt.stopped = still;
    int frames = 20_000;
    for (int i = 0; i < frames; i++) {
      receive(new Frame.Text("n" + i));
      if (i == frames / 2) {
        screen.say(Tone.WARNING, "in the middle");
        screen.happened(AT, new WireEvent.Opened(Optional.empty(), List.of()));
      }
    }
    still.countDown();
    String shown = shownAtTheEnd();
    long omitted =
        Pattern.compile("… ([\\d,]+) frames not shown")
            .matcher(shown)
            .results()
            .mapToLong(found -> Long.parseLong(found.group(1).replace(",", "")))
            .sum();
    List<Integer> numbers = numbers(shown);
    assertThat(numbers).hasSizeLessThan(1000).isSorted().contains(frames - 1);
    assertThat(omitted).as("all that was not shown").isEqualTo(frames - numbers.size());
    assertThat(shown)
        .containsOnlyOnce("! in the middle")
        .containsOnlyOnce("open: no subprotocol")
        .contains("not shown (too fast); :save FILE keeps all, :pause stops them\n");
  }

  private static List<Integer> numbers(String shown) {
    List<Integer> numbers = new ArrayList<>();
    Pattern.compile("  n(\\d+)\n")
        .matcher(shown)
        .results()
        .map(MatchResult::group)
        .forEach(row -> numbers.add(Integer.parseInt(row.strip().substring(1))));
    return numbers;
  }

  @Test
  void large_frames_can_not_pile_up() throws IOException {
    start();
    CountDownLatch still = new CountDownLatch(1);
    prompt.stopped = still;
    String large = "x".repeat(1 << 20);
    for (int i = 0; i < 100; i++) {
      receive(new Frame.Text(large));
    }
    still.countDown();
    String shown = shownAtTheEnd();
    assertThat(shown.lines().filter(line -> line.contains("< text 1,048,576 B")).count())
        .as("8 MiB wait, a batch is on its way")
        .isBetween(1L, 40L);
    assertThat(shown).contains("frames not shown");
  }

  @Test
  void rows_come_in_batches_that_a_terminal_can_show() throws IOException {
    start();
    String json = "[" + "{\"a\":1},".repeat(20) + "0]";
    for (int i = 0; i < 100; i++) {
      receive(new Frame.Text(json));
    }
    await().until(() -> prompt.shown.size() > 3);
    assertThat(prompt.shown).allMatch(batch -> batch.lines().count() < 60 + 70);
  }

  @Test
  void a_command_is_shown_before_its_answer_and_a_message_by_its_frame_alone() throws IOException {
    prompt.typed = List.of(":stats \u001b[2J", "hello");
    screen.start(
        new Nobody() {
          @Override
          public void typed(String line) {
            screen.say(Tone.PLAIN, "answer to " + line.length());
          }
        });
    await().until(() -> String.join("", prompt.shown).contains("answer to 5"));
    assertThat(shownAtTheEnd())
        .endsWith("> :stats ␛[2J\nanswer to 11\nanswer to 5\n")
        .doesNotContain("hello");
  }

  @Test
  void a_person_is_told_once_how_to_go_on() throws IOException {
    start();
    screen.happened(AT, new WireEvent.Opened(Optional.empty(), List.of()));
    screen.happened(AT, new WireEvent.Opened(Optional.empty(), List.of()));
    assertThat(shownAtTheEnd()).containsOnlyOnce("what you type is sent; :help");
  }

  @Test
  void only_frames_and_the_end_are_shown_when_quiet() throws IOException {
    screen =
        new PromptScreen(
            prompt,
            new PromptScreen.Look(
                Theme.dark(), ColorDepth.NONE, ZoneOffset.UTC, PromptScreen.Details.FRAMES, false));
    start();
    screen.happened(AT, new WireEvent.Secured("TLSv1.3", "cipher"));
    screen.happened(AT, new WireEvent.Opened(Optional.empty(), List.of()));
    receive(new Frame.Text("one"));
    assertThat(shownAtTheEnd()).isEqualTo("14:30:25.123 < text 3 B  one\n");
  }

  @Test
  void a_screen_that_breaks_ends_the_session() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    prompt.broken = true;
    screen.start(
        new Nobody() {
          @Override
          public void ended() {
            ended.countDown();
          }
        });
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_terminal_that_stands_still_does_not_keep_the_session_from_ending() throws IOException {
    start();
    CountDownLatch still = new CountDownLatch(1);
    prompt.stopped = still;
    receive(new Frame.Text("one"));
    screen.close();
    assertThat(prompt.closed).isTrue();
    prompt.closed = false;
    still.countDown();
  }
}
