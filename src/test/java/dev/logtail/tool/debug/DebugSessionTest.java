package dev.logtail.tool.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.StreamEnd;
import dev.logtail.pipeline.transport.Surroundings;
import dev.logtail.pipeline.transport.Upgrade;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebugSessionTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualScheduler time = new ManualScheduler();
  private final FakeDialler dialler = new FakeDialler();
  private final FakeScreen screen = new FakeScreen();
  private List<String> execute = List.of();
  private DebugSettings.Typing typing = new DebugSettings.Typing(false, false);
  private DebugSettings.Links links = new DebugSettings.Links(false, 0, Optional.empty());
  private Optional<Duration> listen = Optional.of(SECOND);
  private Expectation expectation = Expectation.NONE;
  private ReceiveOnly receiveOnly = ReceiveOnly.NONE;
  private String url = "ws://host:1/x";

  private DebugSession started() {
    DebugSettings settings =
        new DebugSettings(
            Upgrade.to(URI.create(url)),
            execute,
            typing,
            links,
            new DebugSettings.Goal(listen, expectation));
    Surroundings around = new Surroundings(time, time, time, new Random(1), Runnable::run);
    DebugSession session =
        new DebugSession(
            settings,
            new DebugParts(dialler, receiveOnly, page -> "page of " + page, around),
            screen);
    session.start();
    return session;
  }

  private static Frame text(String text) {
    return new Frame.Text(text);
  }

  private static DebugOutcome outcome(DebugSession session) {
    return session.outcome().getNow(new DebugOutcome.Missed("is not over"));
  }

  @Test
  void linesThatComeBeforeTheConnectionAreSentInOrderOnceItIsOpen() throws InterruptedException {
    DebugSession session = started();
    session.piped(new Frame.Text("one"));
    session.typed("two");
    session.piped(new Frame.Text(":three"));
    assertThat(dialler.last().sent).isEmpty();

    dialler.last().opens();
    session.typed("four");

    assertThat(dialler.last().sent)
        .containsExactly(text("one"), text("two"), text(":three"), text("four"));
  }

  @Test
  void whatACloseKeptFromBeingSentIsSentOnTheNextConnectionInItsPlace()
      throws InterruptedException {
    links = new DebugSettings.Links(true, 0, Optional.empty());
    DebugSession session = started();
    dialler.last().opens();
    dialler.last().takesNothing = true;
    session.piped(new Frame.Text("one"));
    dialler.last().ends();
    session.piped(new Frame.Text("two"));

    time.advance(SECOND);
    dialler.last().opens();

    assertThat(dialler.dialled).hasSize(2);
    assertThat(dialler.last().sent).containsExactly(text("one"), text("two"));
  }

  @Test
  void whatAConnectionDidNotGetToIsSentOnTheNextOneAndNothingTwice() throws InterruptedException {
    links = new DebugSettings.Links(true, 0, Optional.empty());
    DebugSession session = started();
    dialler.last().opens();
    dialler.last().most = 2;
    for (String line : List.of("one", "two", "three", "four")) {
      session.piped(new Frame.Text(line));
    }
    session.inputEnds();
    dialler.last().ends();

    time.advance(SECOND);
    dialler.last().opens();

    assertThat(dialler.dialled.get(0).sent).containsExactly(text("one"), text("two"));
    assertThat(dialler.last().sent).containsExactly(text("three"), text("four"));
  }

  @Test
  void whatAConnectionDidNotGetToIsTold() throws InterruptedException {
    DebugSession session = started();
    dialler.last().opens();
    dialler.last().most = 1;
    session.piped(new Frame.Text("one"));
    session.piped(new Frame.Text("two"));
    dialler.last().ends();

    assertThat(screen.said).contains("WARNING 1 line not sent: the connection ended before");
  }

  @Test
  void onlyAServerThatListensIsHeldUpByASlowScreen() {
    DebugSession talk = started();
    dialler.last().opens();
    dialler.last().awaitsRoom();
    assertThat(screen.heldUp).isEqualTo(1);

    receiveOnly = new OnlyWorkers();
    DebugSession logs = started();
    dialler.last().opens();
    dialler.last().receives(text("record"));
    dialler.last().awaitsRoom();
    assertThat(screen.heldUp).isEqualTo(1);
    assertThat(List.of(talk.outcome(), logs.outcome())).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void linesThatNobodyTookAreTold() throws InterruptedException {
    DebugSession session = started();
    session.piped(new Frame.Text("one"));
    session.piped(new Frame.Text("two"));

    dialler
        .last()
        .ends(WireEvent.Closer.NOBODY, 0, StreamFailure.Kind.UNREACHABLE, StreamEnd.Retry.ALWAYS);

    assertThat(screen.said).anyMatch(said -> said.startsWith("WARNING 2 lines not sent"));
    assertThat(outcome(session)).isInstanceOf(DebugOutcome.Over.class);
  }

  @Test
  void aPipeWaitsWhileTooManyLinesWait() throws Exception {
    DebugSession session = started();
    CompletableFuture<Boolean> last =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                boolean goesOn = true;
                for (int i = 0; i < 1000; i++) {
                  goesOn = session.piped(new Frame.Text("line " + i));
                }
                return goesOn;
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(last).isNotDone();

    dialler.last().opens();

    assertThat(last.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(dialler.last().sent)
        .hasSize(1000)
        .startsWith(text("line 0"))
        .endsWith(text("line 999"));
  }

  @Test
  void theEndOfTheInputClosesAfterTheWait() {
    DebugSession session = started();
    session.inputEnds();
    time.advance(SECOND.multipliedBy(5));
    dialler.last().opens();
    time.advance(SECOND.minusMillis(1));
    assertThat(dialler.last().log).isEmpty();

    time.advance(Duration.ofMillis(1));
    assertThat(dialler.last().log).containsExactly("close 1000 ");
    dialler.last().receives(text("late"));
    dialler.last().agrees();

    assertThat(screen.texts()).containsExactly("late");
    assertThat(outcome(session)).isEqualTo(new DebugOutcome.Done());
  }

  @Test
  void whatIsExecutedIsSentOnEachConnectionBeforeAllElse() {
    execute = List.of("hello", ":not a command");
    links = new DebugSettings.Links(true, 0, Optional.empty());
    DebugSession session = started();
    session.typed("typed");
    dialler.last().opens();
    assertThat(dialler.last().sent)
        .containsExactly(text("hello"), text(":not a command"), text("typed"));

    dialler.last().ends();
    time.advance(SECOND);
    dialler.last().opens();
    assertThat(dialler.last().sent).containsExactly(text("hello"), text(":not a command"));
  }

  @Test
  void pingsAreMatchedWithTheirPongs() {
    DebugSession session = started();
    dialler.last().opens();
    session.typed(":ping");
    session.typed(":ping abc");
    time.advance(Duration.ofMillis(7));
    dialler.last().receives(new Frame.Pong(Frame.Bytes.of("stray")));
    assertThat(screen.said).isEmpty();
    dialler.last().receives(new Frame.Pong(((Frame.Ping) dialler.last().sent.get(0)).payload()));
    time.advance(Duration.ofMillis(2));
    dialler.last().receives(new Frame.Pong(Frame.Bytes.of("abc")));

    assertThat(screen.said).containsExactly("PLAIN pong after 7.0 ms", "PLAIN pong after 9.0 ms");
    assertThat(session.stats())
        .contains("2 pings, 2 answered: min 7.0 ms, median 9.0 ms, max 9.0 ms")
        .contains("received: 3 pong (17 bytes)");
  }

  @Test
  void tooLongAPingIsNotSent() {
    DebugSession session = started();
    dialler.last().opens();
    session.typed(":ping " + "x".repeat(126));

    assertThat(dialler.last().sent).isEmpty();
    assertThat(screen.said).singleElement().asString().contains("125 bytes at most");
  }

  @Test
  void aServerThatGivesNoSignOfLifeIsDead() {
    links = new DebugSettings.Links(false, 0, Optional.of(SECOND));
    DebugSession session = started();
    dialler.last().opens();
    time.advance(SECOND);
    dialler.last().receives(text("alive"));
    time.advance(SECOND);
    assertThat(dialler.last().log).isEmpty();

    time.advance(SECOND);
    assertThat(dialler.last().log).containsExactly("cut");
    dialler.last().agrees();

    DebugOutcome.Over over = (DebugOutcome.Over) outcome(session);
    assertThat(over.end().by()).isEqualTo(WireEvent.Closer.NETWORK);
    assertThat(over.end().end().failure().kind()).isEqualTo(StreamFailure.Kind.UNREACHABLE);
    assertThat(over.end().end().failure().text()).contains("no answer to a ping");
  }

  @Test
  void aCloseOfOursIsDoneAndABadCodeIsSaid() {
    DebugSession session = started();
    dialler.last().opens();
    session.typed(":close 1005 no");
    assertThat(screen.said).singleElement().asString().contains("not closed: 1005");

    session.typed(":close 4001 so long");
    assertThat(dialler.last().log).containsExactly("close 4001 so long");
    dialler.last().ends(WireEvent.Closer.US, 4001, StreamFailure.Kind.NONE, StreamEnd.Retry.NEVER);
    assertThat(outcome(session)).isEqualTo(new DebugOutcome.Done());
  }

  @Test
  void reconnectClosesTheOldConnectionBeforeItDials() {
    DebugSession session = started();
    dialler.last().opens();
    session.typed(":reconnect");
    assertThat(dialler.dialled).hasSize(1);
    assertThat(dialler.last().log).containsExactly("close 1000 ");

    dialler.last().agrees();
    assertThat(dialler.dialled).hasSize(2);
    dialler.last().opens();
    assertThat(session.stats()).contains("1 reconnect");
    assertThat(outcome(session)).isInstanceOf(DebugOutcome.Missed.class);
  }

  @Test
  void aBrokenConnectionIsDialledAgainAfterAGrowingPause() {
    links = new DebugSettings.Links(true, 0, Optional.empty());
    started();
    for (int i = 0; i < 4; i++) {
      dialler
          .last()
          .ends(WireEvent.Closer.NOBODY, 0, StreamFailure.Kind.UNREACHABLE, StreamEnd.Retry.ALWAYS);
      time.advance(SECOND.multipliedBy(10));
    }
    assertThat(dialler.dialled).hasSize(5);
    assertThat(screen.said)
        .allMatch(said -> said.matches("PLAIN .+; connecting again in \\d+\\.\\d s"));
  }

  @Test
  void whatCantMendIsNotDialledAgain() {
    links = new DebugSettings.Links(true, 0, Optional.empty());
    DebugSession session = started();
    dialler
        .last()
        .ends(
            WireEvent.Closer.SERVER, 1008, StreamFailure.Kind.UNAUTHORISED, StreamEnd.Retry.NEVER);

    assertThat(dialler.dialled).hasSize(1);
    assertThat(outcome(session)).isInstanceOf(DebugOutcome.Over.class);
  }

  @Test
  void nothingIsShownAfterTheMessageThatWasWaitedFor() {
    listen = Optional.empty();
    expectation = new Expectation(Optional.of("two"::equals), 0, Optional.of(SECOND));
    DebugSession session = started();
    dialler.last().opens();
    List.of("one", "two", "three").forEach(word -> dialler.last().receives(text(word)));
    dialler.last().agrees();

    assertThat(screen.texts()).containsExactly("one", "two");
    assertThat(outcome(session)).isEqualTo(new DebugOutcome.Done());
  }

  @Test
  void anExpectationEndsAtItsTimeItsCountAndItsConnection() {
    expectation = new Expectation(Optional.of("x"::equals), 0, Optional.of(SECOND));
    DebugSession late = started();
    time.advance(SECOND);
    dialler.last().agrees();
    assertThat(outcome(late))
        .isEqualTo(new DebugOutcome.Missed("no message matched --expect within 1s"));

    expectation = new Expectation(Optional.of("x"::equals), 2, Optional.empty());
    DebugSession counted = started();
    dialler.last().opens();
    dialler.last().receives(text("a"));
    dialler.last().receives(text("b"));
    dialler.last().agrees();
    assertThat(outcome(counted))
        .isEqualTo(new DebugOutcome.Missed("none of 2 messages matched --expect"));

    expectation = new Expectation(Optional.empty(), 2, Optional.empty());
    DebugSession closed = started();
    dialler.last().opens();
    dialler.last().receives(text("a"));
    dialler.last().ends();
    assertThat(outcome(closed))
        .isEqualTo(new DebugOutcome.Missed("the connection ended before 2 messages came"));
  }

  @Test
  void redirectsAreFollowedAsFarAsIsSet() {
    links = new DebugSettings.Links(false, 2, Optional.empty());
    DebugSession session = started();
    for (String target : List.of("/y", "https://other/z", "/end")) {
      dialler.last().answers(302, "", new WireEvent.Header("Location", target));
      dialler
          .last()
          .ends(WireEvent.Closer.NOBODY, 0, StreamFailure.Kind.PROTOCOL, StreamEnd.Retry.FEW);
    }
    assertThat(dialler.dialled)
        .extracting(dialled -> dialled.upgrade.url().toString())
        .containsExactly("ws://host:1/x", "ws://host:1/y", "wss://other/z");
    assertThat(screen.said)
        .contains(
            "PLAIN redirected to ws://host:1/y", "ERROR more redirects than --max-redirects: 2");
    assertThat(outcome(session)).isInstanceOf(DebugOutcome.Over.class);
  }

  @Test
  void aRefusalWithoutAWordIsAskedAgainAndHinted() {
    DebugSession session = started();
    dialler.last().answers(404, "");
    dialler
        .last()
        .ends(WireEvent.Closer.NOBODY, 0, StreamFailure.Kind.GONE, StreamEnd.Retry.ALWAYS);

    assertThat(screen.said)
        .containsExactly(
            "PLAIN a plain GET answers:\npage of ws://host:1/x",
            "PLAIN is the path right? behind a proxy it often has a prefix");
    assertThat(outcome(session)).isInstanceOf(DebugOutcome.Over.class);
  }

  @Test
  void aStreamThatOnlySpeaksIsSentNothingByAccident() throws InterruptedException {
    receiveOnly = new OnlyWorkers();
    DebugSession session = started();
    dialler.last().opens();
    session.typed("before");
    dialler.last().receives(text("record"));
    session.typed("mistake");
    session.piped(new Frame.Text("mistake too"));
    session.typed(":text meant");

    assertThat(dialler.last().sent).containsExactly(text("before"), text("meant"));
    assertThat(screen.said).hasSize(3);
    assertThat(screen.said.get(0)).contains("not sent", "worker stream", "1011", ":text TEXT");
    assertThat(screen.said.get(1)).contains("not sent", "--send-anyway");
    assertThat(screen.said.get(2)).contains("sent all the same");
  }

  @Test
  void whoSendsAnywayIsWarnedOnce() {
    receiveOnly = new OnlyWorkers();
    typing = new DebugSettings.Typing(false, true);
    DebugSession session = started();
    dialler.last().opens();
    dialler.last().receives(text("record"));
    session.typed("a");
    session.typed("b");

    assertThat(dialler.last().sent).containsExactly(text("a"), text("b"));
    assertThat(screen.said).singleElement().asString().contains("such servers never read");
  }

  @Test
  void whatWaitsForTheFirstMessageIsKeptFromAServerThatNeverReads() throws InterruptedException {
    receiveOnly = new OnlyWorkers();
    url = "ws://host:1/worker";
    DebugSession session = started();
    session.piped(text("a"));
    dialler.last().opens();
    session.piped(text("b"));
    session.typed(":text c");
    assertThat(dialler.last().sent).as("looked at first").isEmpty();
    dialler.last().receives(text("record"));
    session.inputEnds();

    assertThat(dialler.last().sent).containsExactly(text("c"));
    assertThat(screen.said)
        .singleElement()
        .asString()
        .startsWith("WARNING 2 lines not sent: this is a worker stream")
        .endsWith("--send-anyway sends all the same");
    time.advance(SECOND);
    assertThat(dialler.last().log).containsExactly("close 1000 ");
  }

  @Test
  void aServerThatSaysNothingOrSomethingElseGetsWhatWaitsInOrder() throws InterruptedException {
    receiveOnly = new OnlyWorkers();
    url = "ws://host:1/worker";
    DebugSession silent = started();
    silent.piped(text("a"));
    dialler.last().opens();
    silent.typed("b");
    time.advance(Duration.ofMillis(299));
    assertThat(dialler.last().sent).isEmpty();
    time.advance(Duration.ofMillis(1));
    silent.typed("c");
    assertThat(dialler.last().sent).containsExactly(text("a"), text("b"), text("c"));

    DebugSession greeting = started();
    greeting.piped(text("a"));
    dialler.last().opens();
    dialler.last().receives(text("hello"));
    assertThat(dialler.last().sent).containsExactly(text("a"));

    typing = new DebugSettings.Typing(false, true);
    DebugSession bold = started();
    bold.piped(text("a"));
    dialler.last().opens();
    assertThat(dialler.last().sent).as("--send-anyway").containsExactly(text("a"));
  }

  @Test
  void anEchoOfARecordTellsNothing() {
    receiveOnly = new OnlyWorkers();
    DebugSession session = started();
    dialler.last().opens();
    session.typed("record");
    dialler.last().receives(text("record"));
    session.typed("more");

    assertThat(dialler.last().sent).containsExactly(text("record"), text("more"));
    assertThat(screen.said).isEmpty();
  }

  private record OnlyWorkers() implements ReceiveOnly {
    @Override
    public Optional<String> byAddress(URI url) {
      return Optional.empty();
    }

    @Override
    public boolean mayBe(URI url) {
      return url.getPath().equals("/worker");
    }

    @Override
    public Optional<String> byMessage(String text) {
      return Optional.of("worker").filter(kind -> text.equals("record"));
    }
  }

  @Test
  void framesAreSavedForTheirOwnerOnlyAndNeverOverAnotherFile(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("frames.ndjson");
    DebugSession session = started();
    dialler.last().opens();
    dialler.last().receives(text("before"));
    session.typed(":save " + file);
    session.typed("ping \"pong\"");
    time.advance(SECOND);
    dialler.last().receives(new Frame.Binary(Frame.Bytes.of(new byte[] {0, -1})));
    session.typed(":save");
    dialler.last().receives(text("after"));

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "{\"time\":\"2026-02-01T14:30:25.000Z\",\"direction\":\"sent\",\"opcode\":\"text\","
                + "\"size\":11,\"text\":\"ping \\\"pong\\\"\"}",
            "{\"time\":\"2026-02-01T14:30:26.000Z\",\"direction\":\"received\",\"opcode\":\"binary\","
                + "\"size\":2,\"base64\":\"AP8=\"}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(screen.said).last().asString().contains("2 frames in " + file);

    session.typed(":save " + file);
    assertThat(screen.said).last().asString().startsWith("ERROR").contains("is there already");
  }

  @Test
  void filesAreSentAsWhatTheyHold(@TempDir Path folder) throws IOException {
    Path words = Files.writeString(folder.resolve("words"), "größer\n");
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {-1, 0});
    DebugSession session = started();
    dialler.last().opens();
    session.typed(":send-file " + words);
    session.typed(":send-file " + bytes);
    session.typed(":send-file " + folder.resolve("none"));
    session.typed(":send-file " + folder);

    assertThat(dialler.last().sent)
        .containsExactly(text("größer\n"), new Frame.Binary(Frame.Bytes.of(new byte[] {-1, 0})));
    assertThat(screen.said)
        .containsExactly(
            "ERROR not sent: " + folder.resolve("none") + ": no such file or folder",
            "ERROR not sent: " + folder + ": is no file of bytes");
  }

  @Test
  void theMessageThatWasCutIsShownOrWrittenWhole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("whole");
    DebugSession session = started();
    session.typed(":more");
    screen.cut = Optional.of(text("groß"));
    session.typed(":more");
    session.typed(":more " + file);
    session.typed(":more " + file);

    assertThat(file).hasContent("groß");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(screen.said)
        .containsExactly(
            "PLAIN no message was cut",
            "SHOWN " + text("groß"),
            "PLAIN 5 B in " + file,
            "ERROR not written: " + file + ": is there already, and is not overwritten");
  }

  @Test
  void leavingClosesInGoodOrderAndAtOnceWhenAskedAgain() {
    DebugSession session = started();
    dialler.last().opens();
    session.typed(":quit");
    session.end();
    assertThat(dialler.last().log).containsExactly("close 1000 ", "cut");
    dialler.last().agrees();
    assertThat(outcome(session)).isEqualTo(new DebugOutcome.Done());

    DebugSession dialling = started();
    dialling.end();
    assertThat(dialler.last().log).containsExactly("cut");
  }
}
