package dev.logtail.tool.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.StreamEnd;
import dev.logtail.pipeline.transport.Surroundings;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.runtime.ManualScheduler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ListenSessionTest {
  private static final InetSocketAddress FROM = new InetSocketAddress("127.0.0.1", 4711);
  private static final Expectation NOTHING = Expectation.NONE;

  private final ManualScheduler scheduler = new ManualScheduler();
  private final Listeners audience = new Listeners();
  private final Shown screen = new Shown();

  /** Peers that only keep what they are sent. */
  private static final class Listeners implements Audience {
    private final List<String> deeds = new CopyOnWriteArrayList<>();
    private final List<Integer> present = new CopyOnWriteArrayList<>();
    private volatile long waiting;

    private static String words(Frame frame) {
      return frame instanceof Frame.Text text ? text.text() : frame.opcode();
    }

    @Override
    public URI url() {
      return URI.create("ws://127.0.0.1:9");
    }

    @Override
    public int send(Frame frame) {
      deeds.add("all: " + words(frame));
      return present.size();
    }

    @Override
    public boolean send(int peer, Frame frame) {
      deeds.add(peer + ": " + words(frame));
      return present.contains(peer);
    }

    @Override
    public int close(int code, String reason) {
      deeds.add("close all " + code + " " + reason);
      return present.size();
    }

    @Override
    public boolean close(int peer, int code, String reason) {
      if (code < 1000) {
        throw new IllegalArgumentException("a close can't carry the code " + code);
      }
      deeds.add("close " + peer + " " + code + " " + reason);
      return present.contains(peer);
    }

    @Override
    public List<Peer> present() {
      return present.stream().map(number -> new Peer(number, FROM, 1, 2, 0, 3)).toList();
    }

    @Override
    public long waiting() {
      return waiting;
    }

    @Override
    public void end(int code, String reason) {
      deeds.add("end " + code);
    }

    @Override
    public void cut() {
      deeds.add("cut");
    }
  }

  /** What was shown, as words. */
  private static final class Shown implements DebugScreen {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void happened(Instant at, WireEvent event) {
      lines.add("all " + name(event));
    }

    @Override
    public void happened(Instant at, int peer, WireEvent event) {
      lines.add("#" + peer + " " + name(event));
    }

    private static String name(WireEvent event) {
      return event.getClass().getSimpleName();
    }

    @Override
    public void say(Tone tone, String text) {
      lines.add(tone + " " + text);
    }
  }

  private ListenSession session(List<String> execute, DebugSettings.Goal goal) {
    Surroundings around =
        new Surroundings(
            scheduler, () -> Instant.EPOCH, scheduler::nanos, new Random(1), Runnable::run);
    ListenSession session =
        new ListenSession(
            new ListenSettings(execute, new DebugSettings.Typing(false, false), goal),
            around,
            told -> audience,
            screen);
    session.start();
    assertThat(screen.lines).containsExactly("PLAIN listening on ws://127.0.0.1:9, Ctrl-C ends");
    screen.lines.clear();
    return session;
  }

  private ListenSession session() {
    return session(List.of(), new DebugSettings.Goal(Optional.empty(), NOTHING));
  }

  private void come(ListenSession session, int peer) {
    audience.present.add(peer);
    session.happened(peer, new WireEvent.Connected(FROM, Optional.empty()));
    session.happened(peer, new WireEvent.Opened(Optional.empty(), List.of()));
  }

  private void leave(ListenSession session, Integer peer) {
    audience.present.remove(peer);
    StreamEnd end =
        new StreamEnd(
            new StreamFailure(StreamFailure.Kind.NONE, ""), StreamEnd.Retry.NEVER, Duration.ZERO);
    session.happened(peer, new WireEvent.Ended(WireEvent.Closer.SERVER, 1000, "", end));
  }

  private static void say(ListenSession session, int peer, String text) {
    session.happened(peer, new WireEvent.Received(new Frame.Text(text), text.length(), 1));
  }

  @Test
  void what_is_typed_goes_to_all_or_to_one() {
    ListenSession session = session();
    come(session, 1);
    come(session, 2);
    session.typed("hello");
    session.typed(":to 2 you");
    session.typed(":close 4000 bye #1");
    session.typed(":close");

    assertThat(audience.deeds)
        .containsExactly("all: hello", "2: you", "close 1 4000 bye", "close all 1000 ");
    assertThat(screen.lines).contains("all Sent", "#2 Sent");
  }

  @Test
  void what_is_meant_for_nobody_is_said() {
    ListenSession session = session();
    session.typed("hello");
    session.typed(":to 7 you");
    session.typed(":close #7");
    come(session, 1);
    session.typed(":close 1 #1");

    assertThat(screen.lines)
        .contains(
            "PLAIN not sent: nobody is connected",
            "ERROR no peer #7; :peers tells who is connected");
    assertThat(audience.deeds).doesNotContain("all: hello");
  }

  @Test
  void each_peer_is_greeted() {
    ListenSession session =
        session(List.of("a", "b"), new DebugSettings.Goal(Optional.empty(), NOTHING));
    come(session, 1);
    come(session, 2);

    assertThat(audience.deeds).containsExactly("1: a", "1: b", "2: a", "2: b");
  }

  @Test
  void piped_lines_wait_for_somebody() throws Exception {
    ListenSession session = session();
    CompletableFuture<Boolean> piped = piped(session, "line");
    Awaitility.await().until(() -> screen.lines.size() == 1);
    assertThat(piped).isNotDone();
    come(session, 1);

    assertThat(piped.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(audience.deeds).containsExactly("all: line");
    assertThat(screen.lines.get(0)).startsWith("PLAIN nobody is connected");
  }

  @Test
  void piped_lines_go_as_fast_as_the_slowest_peer() throws Exception {
    ListenSession session = session();
    come(session, 1);
    audience.waiting = 2 << 20;
    CompletableFuture<Boolean> piped = piped(session, "line");
    assertThat(audience.deeds).isEmpty();
    audience.waiting = 0;

    assertThat(piped.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(audience.deeds).containsExactly("all: line");
  }

  @Test
  void what_is_piped_into_a_session_that_ends_is_not_taken() throws Exception {
    ListenSession session = session();
    CompletableFuture<Boolean> piped = piped(session, "line");
    session.end();

    assertThat(piped.get(10, TimeUnit.SECONDS)).isFalse();
  }

  private static CompletableFuture<Boolean> piped(ListenSession session, String line) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return session.piped(new Frame.Text(line));
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void messages_of_all_peers_count() {
    ListenSession session =
        session(
            List.of(),
            new DebugSettings.Goal(
                Optional.empty(), new Expectation(Optional.empty(), 2, Optional.empty())));
    come(session, 1);
    come(session, 2);
    say(session, 1, "a");
    assertThat(session.outcome()).isNotDone();
    say(session, 2, "b");
    say(session, 2, "too late");

    assertThat(session.outcome().join()).isEqualTo(new DebugOutcome.Done());
    assertThat(screen.lines.stream().filter(line -> line.endsWith("Received"))).hasSize(2);
    assertThat(audience.deeds).containsExactly("end 1001");
  }

  @Test
  void what_does_not_come_in_time_is_missed() {
    ListenSession session =
        session(
            List.of(),
            new DebugSettings.Goal(
                Optional.empty(),
                new Expectation(Optional.of("x"::equals), 0, Optional.of(Duration.ofSeconds(5)))));
    come(session, 1);
    say(session, 1, "a");
    scheduler.advance(Duration.ofSeconds(5));

    assertThat(session.outcome().join()).isInstanceOf(DebugOutcome.Missed.class);
  }

  @Test
  void the_wait_begins_with_the_first_peer() {
    ListenSession session =
        session(List.of("hi"), new DebugSettings.Goal(Optional.of(Duration.ofSeconds(2)), NOTHING));
    session.inputEnds();
    scheduler.advance(Duration.ofSeconds(60));
    assertThat(session.outcome()).isNotDone();
    come(session, 1);
    scheduler.advance(Duration.ofSeconds(2));

    assertThat(session.outcome()).isDone();
  }

  @Test
  void pongs_of_all_peers_are_timed() {
    ListenSession session = session();
    come(session, 1);
    come(session, 2);
    session.typed(":ping x");
    scheduler.advance(Duration.ofMillis(3));
    Frame pong = new Frame.Pong(Frame.Bytes.of("x"));
    session.happened(2, new WireEvent.Received(pong, 1, 1));
    scheduler.advance(Duration.ofMillis(4));
    session.happened(1, new WireEvent.Received(pong, 1, 1));

    assertThat(screen.lines)
        .contains("PLAIN pong of #2 after 3.0 ms", "PLAIN pong of #1 after 7.0 ms");
  }

  @Test
  void who_is_there_is_told() {
    ListenSession session = session();
    session.typed(":peers");
    come(session, 1);
    come(session, 2);
    leave(session, 1);
    say(session, 2, "x");
    session.typed(":peers");
    session.typed(":stats");

    assertThat(screen.lines)
        .contains(
            "PLAIN nobody is connected",
            "PLAIN #2 127.0.0.1:4711: 1 received, 2 sent, 3 dropped: too slow")
        .anyMatch(line -> line.startsWith("PLAIN received: 1 text (1 byte)"));
  }

  @Test
  void requests_are_told_without_secrets() {
    ListenSession session = session();
    come(session, 1);
    session.happened(
        1,
        new WireEvent.Asked(
            URI.create("ws:/"),
            "GET /x HTTP/1.1",
            List.of(
                new WireEvent.Header("X-Of", "me"),
                new WireEvent.Header("Authorization", "Bearer secret"))));
    session.typed(":headers");
    session.typed(":headers 2");

    List<String> said = new ArrayList<>(screen.lines);
    assertThat(said.get(said.size() - 2))
        .contains("#1", "GET /x HTTP/1.1", "X-Of: me", "Bearer ****")
        .doesNotContain("secret");
    assertThat(said.get(said.size() - 1)).contains("no such peer");
  }

  @Test
  void strangers_and_the_slow_are_named() {
    ListenSession session = session();
    session.refused(FROM, 403, "comes from the origin http://evil");
    session.refused(FROM, 426, "asks for GET without a WebSocket");
    session.missed(3, 12);

    assertThat(screen.lines)
        .containsExactly(
            "WARNING refused (403): 127.0.0.1:4711 comes from the origin http://evil; -o ORIGIN"
                + " lets the pages of an origin in",
            "WARNING refused (426): 127.0.0.1:4711 asks for GET without a WebSocket",
            "WARNING #3 was too slow for 12 messages, which are dropped");
  }

  @Test
  void the_second_end_is_at_once() {
    ListenSession session = session();
    session.typed(":quit");
    session.end();

    assertThat(audience.deeds).containsExactly("end 1001", "cut");
  }
}
