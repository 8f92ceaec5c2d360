package dev.logtail.view.tui;

import static dev.logtail.view.tui.FakeFarm.START;

import dev.logtail.model.Health.Condition;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.model.Vitals;
import dev.logtail.model.Vitals.Pulse;
import dev.logtail.model.Vitals.Standing;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.model.WorkerStatus.Connection;
import dev.logtail.model.WorkerStatus.Phase;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Workers in every condition there is, at the start of the made-up farm. */
final class FakeStaff {
  private FakeStaff() {}

  /** One of each condition, in the order of the conditions. */
  static List<WorkerStatus> ofEachKind() {
    return Arrays.stream(Condition.values())
        .map(condition -> in(condition, 600_000 + condition.ordinal()))
        .toList();
  }

  /** Nobody of whom anything comes. */
  static List<WorkerStatus> idle() {
    return List.of(
        in(Condition.REFUSED, 600_000),
        in(Condition.REFUSED, 600_001),
        in(Condition.DEAD, 600_002),
        in(Condition.GONE, 600_003));
  }

  static List<WorkerStatus> all(Condition condition, int count) {
    return IntStream.range(0, count).mapToObj(n -> in(condition, 600_000 + n)).toList();
  }

  /** Every third one is retried. */
  static List<WorkerStatus> crowd(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> in(n % 3 == 2 ? Condition.RETRYING : Condition.LIVE, 600_000 + n))
        .toList();
  }

  static WorkerStatus in(Condition condition, int number) {
    String name = condition.name().toLowerCase(Locale.ROOT);
    WorkerStatus status =
        WorkerStatus.connecting(new WorkerKey("user1_" + number + ".SH_" + name), START);
    return status.with(connection(condition)).with(vitals(condition));
  }

  private static Connection connection(Condition condition) {
    Instant since = START.minusSeconds(7200);
    return switch (condition) {
      case CONNECTING -> new Connection(Phase.CONNECTING, START);
      case LIVE, QUIET, STALLED, RESTARTED, DEAD -> new Connection(Phase.LIVE, since);
      case RETRYING ->
          new Connection(
              Phase.RETRYING,
              START,
              new StreamFailure(Kind.UNREACHABLE, "ws://127.0.0.1:9003: connection refused"),
              START.plusMillis(3500));
      case REFUSED ->
          new Connection(
              Phase.FAILED,
              since,
              new StreamFailure(Kind.UNAUTHORISED, "ws://127.0.0.1:9004: answered 403, forbidden"),
              since);
      case FAILED ->
          new Connection(
              Phase.FAILED,
              since,
              new StreamFailure(Kind.PROTOCOL, "ws://127.0.0.1:9005: not a WebSocket server"),
              since);
      case NO_STREAM ->
          new Connection(
              Phase.NO_STREAM,
              since,
              new StreamFailure(Kind.NONE, "has no stream: streaming is off"),
              since);
      case GONE -> new Connection(Phase.GONE, since);
    };
  }

  private static Vitals vitals(Condition condition) {
    Standing standing =
        switch (condition) {
          case DEAD -> Standing.DEAD;
          case GONE -> Standing.UNLISTED;
          default -> Standing.ALIVE;
        };
    Instant silent = START.minusSeconds(25);
    Pulse pulse =
        condition == Condition.STALLED
            ? new Pulse(silent, Optional.of(START.minusSeconds(5)))
            : new Pulse(START, Optional.empty());
    Optional<Instant> restarted =
        condition == Condition.RESTARTED ? Optional.of(START.minusSeconds(3)) : Optional.empty();
    Instant record = condition == Condition.QUIET ? START.minusSeconds(245) : START;
    return new Vitals(standing, pulse, record, restarted, 0);
  }
}
