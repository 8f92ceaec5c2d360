package dev.logtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Severity;
import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.model.WorkerStatus.Phase;
import dev.logtail.pipeline.dialect.WorkerDialect;
import dev.logtail.pipeline.filter.EntryFilter;
import dev.logtail.runtime.ManualScheduler;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowSessionTest {
  private RunningSession running = new RunningSession();

  @AfterEach
  void finish() {
    running.session.finish();
  }

  private void restart(OptionalInt tail, EntryFilter filter) {
    running.session.finish();
    running = new RunningSession(tail, filter);
  }

  private void open(FakeStreams.Fake stream) {
    stream.opened(running.time.now());
  }

  private void log(FakeStreams.Fake stream, long millis, String message) {
    stream.frame(running.time.now(), RunningSession.record(millis, message));
  }

  @Test
  void the_history_begins_in_order_though_one_stream_opens_late() {
    FakeStreams.Fake a = running.follow("a");
    FakeStreams.Fake b = running.follow("b");
    running.session.startComplete();
    open(a);
    log(a, -60_000, "1");
    log(a, -40_000, "3");
    running.pass(800);
    assertThat(running.out).isEmpty();
    assertThat(running.session.replayed()).isNotDone();
    open(b);
    log(b, -50_000, "2");
    log(b, -30_000, "4");
    running.pass(500);
    assertThat(running.messages()).containsExactly("1", "2", "3", "4");
    assertThat(running.session.replayed()).isCompleted();
  }

  @Test
  void a_stream_that_does_not_come_delays_the_others_three_seconds_at_most() {
    FakeStreams.Fake a = running.follow("a");
    running.follow("silent");
    running.session.startComplete();
    open(a);
    log(a, -60_000, "1");
    running.pass(2900);
    assertThat(running.out).isEmpty();
    running.pass(200);
    assertThat(running.messages()).containsExactly("1");
  }

  @Test
  void a_stream_that_fails_delays_nobody() {
    FakeStreams.Fake a = running.follow("a");
    FakeStreams.Fake b = running.follow("b");
    running.session.startComplete();
    open(a);
    log(a, -60_000, "1");
    b.lost(running.time.now());
    running.pass(500);
    assertThat(running.messages()).containsExactly("1");
    assertThat(running.row("b").phase()).isEqualTo(Phase.RETRYING);
    WorkerStatus.Connection lost = running.row("b").connection();
    assertThat(lost.nextTry()).isEqualTo(lost.since().plusSeconds(1));
  }

  @Test
  void a_worker_without_a_stream_delays_nobody() {
    FakeStreams.Fake a = running.follow("a");
    WorkerKey off = new WorkerKey("off");
    running.session.listed(
        Phase.NO_STREAM, new StreamNotice(off, running.time.now(), Kind.NO_STREAM, "off"));
    running.session.startComplete();
    open(a);
    log(a, -60_000, "1");
    running.pass(500);
    assertThat(running.messages()).containsExactly("1");
    assertThat(running.row("off").phase()).isEqualTo(Phase.NO_STREAM);
  }

  @Test
  void live_records_are_merged_by_their_own_time() {
    FakeStreams.Fake a = running.follow("a");
    FakeStreams.Fake b = running.follow("b");
    running.session.startComplete();
    open(a);
    open(b);
    running.pass(3000);
    log(a, 2995, "second");
    running.pass(100);
    log(b, 2990, "first");
    running.pass(200);
    assertThat(running.messages()).containsExactly("first", "second");
  }

  @Test
  void finish_hands_on_everything_that_was_received() {
    FakeStreams.Fake a = running.follow("a");
    open(a);
    IntStream.range(0, 5000).forEach(i -> log(a, i, "m" + i));
    PipelineStats stats = running.session.finish();
    assertThat(running.messages()).hasSize(5000);
    assertThat(stats.total()).isEqualTo(new StreamCounts(5000, 5000, 0, 0, 0, 0));
    assertThat(a.isClosed()).isTrue();
    log(a, 6000, "too late");
    assertThat(running.messages()).hasSize(5000);
  }

  @Test
  void what_a_reconnection_repeats_is_counted_and_not_shown() {
    FakeStreams.Fake a = running.follow("a");
    running.session.startComplete();
    open(a);
    IntStream.range(0, 10).forEach(i -> log(a, i, "m" + i));
    running.pass(3000);
    a.lost(running.time.now());
    open(a);
    IntStream.range(5, 12).forEach(i -> log(a, i, "m" + i));
    PipelineStats stats = running.session.finish();
    assertThat(running.messages()).hasSize(12).doesNotHaveDuplicates();
    assertThat(stats.total()).isEqualTo(new StreamCounts(17, 12, 0, 5, 0, 0));
    assertThat(running.notices()).contains(Kind.CONNECTED, Kind.DISCONNECTED, Kind.RESUMED);
  }

  @Test
  void a_stream_dialled_anew_repeats_nothing_though_nobody_said_that_the_old_one_was_lost() {
    FakeStreams.Fake old = running.follow("a");
    running.session.startComplete();
    open(old);
    IntStream.range(0, 10).forEach(i -> log(old, i, "m" + i));
    running.pass(3000);
    open(old);
    IntStream.range(20, 40).forEach(i -> log(old, i, "m" + i));
    FakeStreams.Fake again = running.follow("a");
    assertThat(old.isClosed()).isTrue();
    open(again);
    IntStream.range(20, 43).forEach(i -> log(again, i, "m" + i));
    running.session.finish();
    assertThat(running.messages()).hasSize(33).doesNotHaveDuplicates();
  }

  @Test
  void what_is_filtered_out_is_counted() {
    restart(OptionalInt.empty(), entry -> entry.countsAs().compareTo(Severity.ERROR) >= 0);
    FakeStreams.Fake a = running.follow("a");
    open(a);
    log(a, 1, "info");
    a.frame(running.time.now(), "{\"level\":\"ERROR\",\"message\":\"error\"}");
    PipelineStats stats = running.session.finish();
    assertThat(running.messages()).containsExactly("error");
    assertThat(stats.total()).isEqualTo(new StreamCounts(2, 1, 1, 0, 0, 0));
  }

  @Test
  void malformed_frames_are_shown_and_counted() {
    FakeStreams.Fake a = running.follow("a");
    open(a);
    a.frame(running.time.now(), "{\"level\":");
    PipelineStats stats = running.session.finish();
    assertThat(running.messages()).containsExactly("{\"level\":");
    assertThat(stats.total()).isEqualTo(new StreamCounts(1, 0, 0, 0, 0, 1));
  }

  @Test
  void a_tail_keeps_the_newest_of_the_replay_and_counts_the_others_as_filtered() {
    restart(OptionalInt.of(2), EntryFilter.ALL);
    FakeStreams.Fake a = running.follow("a");
    running.session.startComplete();
    open(a);
    IntStream.range(0, 10).forEach(i -> log(a, i * 1000 - 60_000, "old" + i));
    running.pass(600);
    log(a, 600, "live");
    PipelineStats stats = running.session.finish();
    assertThat(running.messages()).containsExactly("old8", "old9", "live");
    assertThat(stats.total()).isEqualTo(new StreamCounts(11, 3, 8, 0, 0, 0));
  }

  /** Where records are numbered, the numbers show the loss again: it is told once all the same. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_the_queue_cannot_hold_is_dropped_oldest_first_counted_and_told_once(boolean numbered)
      throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    restart(
        OptionalInt.empty(),
        event -> {
          stuck.countDown();
          awaitQuietly(goOn);
          return true;
        });
    FakeStreams.Fake a = running.follow("a");
    running.session.startComplete();
    open(a);
    log(a, 0, "m0", numbered ? 1 : 0);
    running.settle();
    running.time.advance(Duration.ofMillis(300));
    running.session.startComplete();
    assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
    String padding = "x".repeat(10_000);
    for (int i = 1; i <= 300; i++) {
      log(a, 300 + i, "m" + i + " " + padding, numbered ? i + 1 : 0);
    }
    goOn.countDown();
    StreamCounts counts = running.session.finish().total();
    assertThat(counts.received()).isEqualTo(301);
    assertThat(counts.findings().gaps()).isZero();
    assertThat(counts.dropped()).isBetween(150L, 250L);
    assertThat(counts.shown()).isEqualTo(301 - counts.dropped());
    assertThat(running.messages().get(0)).isEqualTo("m0");
    assertThat(running.messages()).endsWith("m300 " + padding);
    List<Entry> drops =
        running.out.stream()
            .filter(e -> e instanceof StreamNotice n && n.kind() == Kind.DROPPED)
            .toList();
    assertThat(drops).hasSize(1);
    assertThat(((StreamNotice) drops.get(0)).text())
        .isEqualTo(counts.dropped() + " records dropped: they came faster than could be read");
    assertThat(running.out.get(running.out.indexOf(drops.get(0)) - 1))
        .isInstanceOfSatisfying(LogEvent.class, e -> assertThat(e.message()).isEqualTo("m0"));
  }

  private void log(FakeStreams.Fake stream, long millis, String message, int seq) {
    String record = RunningSession.record(millis, message);
    stream.frame(
        running.time.now(),
        seq == 0 ? record : record.replace("}", ",\"seq\":" + seq + ",\"boot\":\"5f0c\"}"));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void all_ended_waits_for_the_last_stream_and_for_the_word_that_no_more_will_come() {
    FakeStreams.Fake a = running.follow("a");
    FakeStreams.Fake b = running.follow("b");
    running.session.noMoreWorkers();
    a.ended(running.time.now(), StreamFailure.Kind.UNAUTHORISED);
    running.settle();
    assertThat(running.session.allEnded()).isNotDone();
    b.ended(running.time.now(), StreamFailure.Kind.NONE);
    await().until(running.session.allEnded()::isDone);
    assertThat(running.row("a").phase()).isEqualTo(Phase.FAILED);
    assertThat(running.session.stats().failures())
        .extracting(StreamFailure::kind)
        .containsExactly(StreamFailure.Kind.UNAUTHORISED);
  }

  @Test
  void a_stream_that_is_gone_is_told_from_one_that_failed() {
    FakeStreams.Fake a = running.follow("a");
    a.ended(running.time.now(), StreamFailure.Kind.GONE);
    assertThat(running.row("a").phase()).isEqualTo(Phase.GONE);
  }

  @Test
  void an_ended_stream_that_is_asked_for_again_is_running_again() {
    FakeStreams.Fake a = running.follow("a");
    a.ended(running.time.now(), StreamFailure.Kind.UNAUTHORISED);
    running.settle();
    running.session.reconnect(a.worker);
    running.session.noMoreWorkers();
    running.settle();
    assertThat(a.reconnects).hasValue(1);
    assertThat(running.session.allEnded()).isNotDone();
    running.session.moved(a.worker, URI.create("ws://h:2/a"));
    running.settle();
    assertThat(running.streams.all()).as("one connection a worker").containsExactly(a);
  }

  @Test
  void trouble_is_told_once_while_it_stays_the_same() {
    FakeStreams.Fake a = running.follow("a");
    running.session.startComplete();
    IntStream.range(0, 5).forEach(i -> a.lost(running.time.now()));
    running.session.finish();
    assertThat(running.notices()).containsExactly(Kind.DISCONNECTED);
  }

  @Test
  void a_defect_in_the_sink_stops_the_pipeline_and_is_told() {
    assertThat(crashOf(new IllegalStateException("a defect"))).hasMessageContaining("a defect");
  }

  @Test
  void an_error_in_the_sink_stops_the_pipeline_and_is_told() {
    assertThat(crashOf(new StackOverflowError("too deep"))).hasMessageContaining("too deep");
  }

  private static Throwable crashOf(Throwable defect) {
    ManualScheduler time = new ManualScheduler();
    FakeStreams streams = new FakeStreams();
    FollowSession session =
        new FollowSession(
            new FollowSession.Settings(Duration.ZERO, OptionalInt.empty(), 1 << 20),
            new FollowSession.Parts(
                streams,
                new WorkerDialect(ZoneOffset.UTC),
                RecordArchive.NONE,
                EntryFilter.ALL,
                time,
                time),
            batch -> sneak(defect));
    session.start();
    WorkerKey worker = new WorkerKey("a");
    session.tell(new StreamNotice(worker, time.now(), Kind.APPEARED, "appeared"));
    session.startComplete();
    time.advance(Duration.ofSeconds(4));
    return session.crashed().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static void sneak(Throwable defect) {
    if (defect instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) defect;
  }
}
