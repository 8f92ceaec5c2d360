package dev.logtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerStatus;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** B-4: received = shown + filtered + repeated + dropped + malformed, whatever happens. */
class ConservationPropertyTest {
  private enum Happening {
    OPEN,
    LOSE,
    END,
    LOG,
    LOG_TWO,
    LOG_MANY,
    LOG_TEXT,
    LOG_HUGE,
    REPLAY,
    PASS
  }

  /** Something that happens to one of three workers. */
  record Step(int worker, Happening what, int number) {}

  private static final String HUGE = "x".repeat(300_000);

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(Happening.class),
            Arbitraries.integers().between(0, 30))
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }

  @Property(tries = 200)
  void B4_every_record_is_accounted_for(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = -1, max = 5) int tail) {
    RunningSession running =
        new RunningSession(
            tail < 0 ? OptionalInt.empty() : OptionalInt.of(tail),
            entry -> !(entry instanceof LogEvent event && event.message().contains("7")));
    List<FakeStreams.Fake> streams =
        List.of(running.follow("w0"), running.follow("w1"), running.follow("w2"));
    running.session.startComplete();
    streams.forEach(stream -> stream.opened(running.time.now()));
    steps.forEach(step -> play(running, streams.get(step.worker()), step));
    PipelineStats stats = running.session.finish();
    for (WorkerStatus row : stats.workers()) {
      StreamCounts counts = row.counts();
      assertThat(sum(counts)).as("%s", counts).isEqualTo(counts.received());
    }
    StreamCounts total = stats.total();
    assertThat(running.messages()).hasSize((int) (total.shown() + total.malformed()));
    assertThat(running.notices().stream().filter(StreamNotice.Kind.GAP::equals))
        .hasSize((int) total.findings().gaps());
  }

  private static long sum(StreamCounts counts) {
    return counts.shown()
        + counts.filtered()
        + counts.repeated()
        + counts.dropped()
        + counts.malformed();
  }

  private static void play(RunningSession running, FakeStreams.Fake stream, Step step) {
    long millis = running.time.nanos() / 1_000_000 - 10_000 + step.number();
    switch (step.what()) {
      case OPEN -> stream.opened(running.time.now());
      case LOSE -> stream.lost(running.time.now());
      case END -> stream.ended(running.time.now(), StreamFailure.Kind.GONE);
      case LOG -> log(running, stream, RunningSession.record(millis, "m" + step.number()));
      case LOG_TWO -> log(running, stream, "[" + RunningSession.record(millis, "one") + ",2]");
      case LOG_MANY -> replay(running, stream, step.number());
      case LOG_TEXT -> log(running, stream, "{ no JSON " + step.number());
      case LOG_HUGE -> log(running, stream, HUGE);
      case REPLAY -> {
        stream.opened(running.time.now());
        replay(running, stream, step.number());
      }
      case PASS -> running.pass(step.number() * 20L);
    }
  }

  private static void replay(RunningSession running, FakeStreams.Fake stream, int from) {
    for (int i = from; i < from + 20; i++) {
      log(running, stream, RunningSession.record(i * 100L - 10_000, "ring" + i));
    }
  }

  private static void log(RunningSession running, FakeStreams.Fake stream, String text) {
    stream.frame(running.time.now(), text);
  }
}
