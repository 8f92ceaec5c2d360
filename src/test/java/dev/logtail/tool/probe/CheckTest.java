package dev.logtail.tool.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.discovery.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CheckTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Step FINE = StreamFinding.LET_IN.with();

  private final AtomicLong nanos = new AtomicLong();
  private final FakeStreams streams = new FakeStreams();
  private final List<String> ready = new ArrayList<>();

  /** Answers at once, or never. */
  private final class FakeStreams implements StreamProbing {
    private final List<StreamQuestion> asked = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private final List<Runnable> open = new ArrayList<>();
    private boolean silent;
    private boolean held;

    @Override
    public Looking probe(StreamQuestion question, Consumer<Step> told, Runnable finished) {
      asked.add(question);
      if (silent) {
        nanos.set(TIMEOUT.toNanos());
        told.accept(WayFinding.CONNECTED.with("here", "IPv4", "1 ms"));
      } else if (held) {
        open.add(finished);
      } else {
        told.accept(FINE);
        finished.run();
      }
      return new Looking() {
        @Override
        public Step overdue() {
          return WayFinding.NEVER_ANSWERS.with("h:1", "9.7 s");
        }

        @Override
        public void giveUp() {
          givenUp.add(question.url().toString());
          told.accept(StreamFinding.LET_IN.with());
        }
      };
    }
  }

  private static Worker worker(String key, boolean alive, String url) {
    return new Worker(
        new WorkerKey(key), alive, Optional.of(url).filter(u -> !u.isEmpty()), Map.of(), "{}");
  }

  private ApiProbing listing(Worker... workers) {
    return (within, told, finished) -> {
      told.accept(ApiFinding.LISTED.with("1 worker", 1, 1));
      finished.accept(Optional.of(List.of(workers)));
      return new Progress("h:1", nanos::get, step -> {});
    };
  }

  private Report check(ApiProbing api, int most, String... targets) throws InterruptedException {
    Selection selection = Selection.of(Stream.of(targets).map(Target::parse).toList());
    Check.Plan plan =
        new Check.Plan(
            ApiAddress.parse("http://localhost:5000"),
            selection,
            selection.asksDirectory(),
            most,
            false,
            TIMEOUT);
    return new Check(plan, new Check.Parts(api, streams, Credentials.NONE, nanos::get))
        .run(report -> ready.add(report.target()));
  }

  private static List<String> measured(TargetReport report) {
    return report.steps().stream().map(Step::measured).toList();
  }

  @Test
  void aStreamNamedByItsUrlNeedsNoApi() throws InterruptedException {
    ApiProbing never =
        (within, told, finished) -> {
          throw new AssertionError("the API was asked");
        };
    Report report = check(never, 200, "ws://localhost:1/x");

    assertThat(report.api()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Step.Verdict.OK);
    assertThat(report.targets())
        .singleElement()
        .satisfies(one -> assertThat(one.steps()).containsExactly(FINE));
    assertThat(streams.asked.get(0).worker()).isEmpty();
  }

  @Test
  void allWorkersAreLookedIntoAndToldInOrder() throws InterruptedException {
    Report report =
        check(
            listing(worker("a", true, "ws://localhost:1"), worker("b", true, "ws://0.0.0.0:2/x")),
            200);

    assertThat(ready).containsExactly("http://localhost:5000", "a", "b");
    assertThat(streams.asked)
        .extracting(question -> question.url().toString())
        .containsExactly("ws://localhost:1", "ws://localhost:2/x");
    assertThat(measured(report.targets().get(1)))
        .startsWith(
            "alive",
            "ws://localhost:2/x; sent was ws://0.0.0.0:2/x, whose host means the API's own"
                + " machine");
    assertThat(report.verdict()).isEqualTo(Step.Verdict.OK);
  }

  @Test
  void workersWithoutStreamHaveAVerdictEach() throws InterruptedException {
    Report report = check(listing(worker("a", true, ""), worker("b", false, "")), 200);

    assertThat(measured(report.targets().get(0)))
        .containsExactly(
            "alive", "no stream URL: the worker is alive, but the API names no stream of it");
    assertThat(report.targets().get(0).trouble()).isEqualTo(StreamFailure.Kind.GONE);
    assertThat(measured(report.targets().get(1)))
        .containsExactly("dead (alive=false)", "no stream URL, as is usual of a dead worker");
    assertThat(report.targets().get(1).verdict()).isEqualTo(Step.Verdict.WARN);
    assertThat(streams.asked).isEmpty();
  }

  @Test
  void aStreamThatMustNotBeDialledSaysWhy() throws InterruptedException {
    Report report = check(listing(worker("a", true, "ws://169.254.1.1:80")), 200);

    Step step = report.targets().get(0).steps().get(1);
    assertThat(step.measured()).contains("it is a link-local address");
    assertThat(step.hint().orElseThrow()).contains("--allow-private-streams");
    assertThat(streams.asked).isEmpty();
  }

  @Test
  void unknownAndAmbiguousTargetsFailAndTheOthersGoOn() throws InterruptedException {
    Report report =
        check(
            listing(worker("dragon1", true, "ws://h:1"), worker("dragon2", true, "ws://h:2")),
            200,
            "dragn1",
            "dragon",
            "dragon2");

    assertThat(report.targets())
        .extracting(TargetReport::target)
        .containsExactly("dragn1", "dragon", "dragon2");
    assertThat(report.targets().get(0).steps().get(0).hint().orElseThrow())
        .startsWith("did you mean dragon1");
    assertThat(measured(report.targets().get(1)).get(0)).startsWith("'dragon' fits 2 workers");
    assertThat(report.targets().get(2).verdict()).isEqualTo(Step.Verdict.OK);
    assertThat(report.trouble()).isEqualTo(StreamFailure.Kind.GONE);
  }

  @Test
  void anAddressWithoutSchemeIsToldWhatToWrite() throws InterruptedException {
    Report report = check(listing(worker("a", true, "ws://h:1")), 200, "localhost:5000");

    assertThat(report.targets().get(0).steps().get(0).hint())
        .hasValue("an API is written http://localhost:5000, a stream ws://localhost:5000");
  }

  @Test
  void anApiThatFailsLeavesItsTargetsUnlooked() throws InterruptedException {
    ApiProbing broken =
        (within, told, finished) -> {
          told.accept(ApiFinding.API_REFUSED.with("there"));
          finished.accept(Optional.empty());
          return new Progress("h:1", nanos::get, step -> {});
        };
    Report report = check(broken, 200, "dragon", "localhost:5000", "ws://localhost:1");

    assertThat(report.targets())
        .extracting(TargetReport::target)
        .containsExactly("ws://localhost:1", "dragon", "localhost:5000");
    assertThat(measured(report.targets().get(1)))
        .containsExactly("not looked into: the API does not tell which workers there are");
    assertThat(measured(report.targets().get(2)).get(0)).contains("looks like an address");
    assertThat(report.trouble()).isEqualTo(StreamFailure.Kind.UNREACHABLE);
  }

  @Test
  void moreWorkersThanAllowedAreTold() throws InterruptedException {
    Report report =
        check(
            listing(
                worker("a", true, "ws://h:1"),
                worker("b", true, "ws://h:2"),
                worker("c", true, "ws://h:3")),
            2);

    assertThat(report.targets()).hasSize(2);
    assertThat(measured(report.api().orElseThrow()))
        .contains("3 workers are meant; looked into are the first 2");
    assertThat(report.verdict()).isEqualTo(Step.Verdict.WARN);
  }

  @Test
  void whatCanNotBeFoundOutInTimeIsNotBegun() throws InterruptedException {
    ApiProbing late =
        (within, told, finished) -> {
          told.accept(ApiFinding.LISTED.with("1 worker", 1, 1));
          nanos.set(TIMEOUT.minusMillis(310).toNanos());
          finished.accept(Optional.of(List.of(worker("a", true, "ws://h:1"))));
          return new Progress("h:1", nanos::get, step -> {});
        };
    Report report = check(late, 200);

    assertThat(measured(report.targets().get(0)))
        .containsExactly("alive", "ws://h:1", "not looked into: time ran out before its turn");
    assertThat(streams.asked).isEmpty();
  }

  @Test
  void whatIsNotDoneInTimeFailsAndIsGivenUp() throws InterruptedException {
    streams.silent = true;
    Report report = check(listing(worker("a", true, "ws://h:1")), 200);

    assertThat(measured(report.targets().get(0)))
        .containsExactly(
            "alive",
            "ws://h:1",
            "here (IPv4) connected in 1 ms",
            "half-open: h:1 takes the connection, and no whole answer came in 9.7 s");
    Step last = report.targets().get(0).steps().get(3);
    assertThat(last.kind()).isEqualTo(Step.Kind.HANDSHAKE);
    assertThat(last.trouble()).isEqualTo(StreamFailure.Kind.UNREACHABLE);
    assertThat(streams.givenUp).containsExactly("ws://h:1");
  }

  @Test
  void anApiThatHangsFailsAtItsStep() throws InterruptedException {
    ApiProbing hanging =
        (within, told, finished) -> {
          Progress progress = new Progress("h:1", nanos::get, told);
          progress.begins(Step.Kind.TLS);
          nanos.set(TIMEOUT.toNanos());
          return progress;
        };
    Report report = check(hanging, 200);

    Step step = report.api().orElseThrow().steps().get(0);
    assertThat(step.finding()).isEqualTo(WayFinding.TLS_SILENT);
    assertThat(step.kind()).isEqualTo(Step.Kind.TLS);
    assertThat(report.targets()).isEmpty();
  }

  /** This machine may have been slow. */
  @Test
  void nobodyIsBlamedWhoHadLessThanASecond() throws InterruptedException {
    ApiProbing hanging =
        (within, told, finished) -> {
          Progress progress = new Progress("h:1", nanos::get, told);
          nanos.set(TIMEOUT.minusMillis(990).toNanos());
          progress.begins(Step.Kind.API);
          nanos.set(TIMEOUT.toNanos());
          return progress;
        };
    Step step = check(hanging, 200).api().orElseThrow().steps().get(0);

    assertThat(step.finding()).isEqualTo(WayFinding.OUT_OF_TIME);
    assertThat(step.kind()).isEqualTo(Step.Kind.API);
    assertThat(step.measured()).contains("990 ms");
  }

  @Test
  void onlySoManyAreLookedIntoAtOnceAndTheTimeIsShared() throws InterruptedException {
    streams.held = true;
    int many = 2 * Check.AT_ONCE + 1;
    Worker[] workers =
        IntStream.range(0, many)
            .mapToObj(i -> worker("w" + i, true, "ws://h:" + (i + 1)))
            .toArray(Worker[]::new);
    Thread checking =
        new Thread(
            () -> {
              try {
                check(listing(workers), many);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    checking.start();
    Awaitility.await().until(() -> streams.open.size() == Check.AT_ONCE);

    assertThat(streams.asked).hasSize(Check.AT_ONCE);
    assertThat(streams.asked.get(0).within())
        .isBetween(Duration.ofSeconds(3), Duration.ofMillis(3300));
    while (checking.isAlive()) {
      List<Runnable> now = new ArrayList<>(streams.open);
      streams.open.removeAll(now);
      now.forEach(Runnable::run);
    }
    assertThat(streams.asked).hasSize(many);
    assertThat(streams.asked.get(many - 1).within()).isGreaterThan(Duration.ofSeconds(9));
  }
}
