package dev.logtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.pipeline.dialect.AutoDialect;
import dev.logtail.pipeline.dialect.Dialect;
import dev.logtail.pipeline.dialect.WorkerDialect;
import dev.logtail.pipeline.filter.EntryFilter;
import dev.logtail.pipeline.order.Dedupe;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a session's streams go on after a reconnection, by dialect and settings. */
class ResumeTest {
  private RunningSession running = new RunningSession();

  @AfterEach
  void finish() {
    running.session.finish();
  }

  private FakeStreams.Fake follow(Dedupe dedupe, Dialect dialect) {
    running.session.finish();
    running =
        new RunningSession(
            new FollowSession.Settings(
                Optional.of(Duration.ofMillis(200)),
                OptionalInt.empty(),
                1 << 20,
                dedupe,
                EarlierRun.NONE),
            dialect,
            EntryFilter.ALL);
    FakeStreams.Fake stream = running.follow("w");
    running.session.startComplete();
    stream.opened(running.time.now());
    return stream;
  }

  private void reconnect(FakeStreams.Fake stream) {
    running.pass(3000);
    stream.lost(running.time.now());
    running.pass(1000);
    stream.opened(running.time.now());
  }

  private void log(FakeStreams.Fake stream, String frame) {
    stream.frame(running.time.now(), frame);
  }

  private static String numbered(long millis, int seq) {
    String record = RunningSession.record(millis, "n" + seq);
    return record.replace("}", ",\"seq\":" + seq + ",\"boot\":\"5f0c9a1e\"}");
  }

  @Test
  void a_server_that_numbers_its_records_is_taken_by_its_word() {
    FakeStreams.Fake stream = follow(Dedupe.AUTO, new WorkerDialect(ZoneOffset.UTC));
    for (int i = 1; i <= 5; i++) {
      log(stream, numbered(i, i));
    }
    reconnect(stream);
    for (int i = 23; i <= 25; i++) {
      log(stream, numbered(4000 + i, i));
    }
    running.pass(1000);
    assertThat(running.messages())
        .containsExactly("n1", "n2", "n3", "n4", "n5", "n23", "n24", "n25");
    assertThat(running.notices())
        .containsExactly(Kind.CONNECTED, Kind.DISCONNECTED, Kind.CONNECTED, Kind.GAP);
    assertThat(running.row("w").counts().findings().gaps()).isEqualTo(1);
  }

  @Test
  void plain_lines_go_on_where_their_overlap_is_unmistakable() {
    FakeStreams.Fake stream = follow(Dedupe.AUTO, new AutoDialect(ZoneOffset.UTC));
    for (int i = 0; i < 8; i++) {
      log(stream, "INFO:engine:line " + i + "\n");
    }
    reconnect(stream);
    for (int i = 2; i < 10; i++) {
      log(stream, "INFO:engine:line " + i + "\n");
    }
    running.pass(1000);
    assertThat(running.messages()).hasSize(10).endsWith("line 8", "line 9");
    assertThat(running.notices()).containsOnlyOnce(Kind.RESUMED);
    reconnect(stream);
    log(stream, "INFO:engine:line 9\n");
    running.pass(1000);
    assertThat(running.messages()).endsWith("line 9", "line 9");
    assertThat(running.notices()).containsOnlyOnce(Kind.GAP);
  }

  @Test
  void without_dedupe_a_replay_is_shown_again_after_a_notice() {
    FakeStreams.Fake stream = follow(Dedupe.OFF, new WorkerDialect(ZoneOffset.UTC));
    log(stream, RunningSession.record(0, "a"));
    log(stream, RunningSession.record(1, "b"));
    reconnect(stream);
    log(stream, RunningSession.record(0, "a"));
    log(stream, RunningSession.record(1, "b"));
    running.pass(1000);
    assertThat(running.messages()).containsExactly("a", "b", "a", "b");
    assertThat(running.notices()).containsOnlyOnce(Kind.GAP).doesNotContain(Kind.RESUMED);
  }
}
