package dev.logtail.model;

import dev.logtail.model.Vitals.Pulse;
import dev.logtail.model.Vitals.Standing;
import java.time.Duration;
import java.time.Instant;

/**
 * How a worker is, in one word, from all that is known of it: what the API says, what its stream is
 * doing, when it last answered and when it last logged. Pure, so that every view calls the same
 * thing by the same name.
 *
 * @param time how long it has been so; how long until the next try while {@code RETRYING}
 */
public record Health(Condition condition, Duration time) {
  /** The conditions, each with its own glyph and word in the worker pane. */
  public enum Condition {
    CONNECTING,
    LIVE,
    /** Connected and answering, but nothing was logged for {@link #QUIET_AFTER}. */
    QUIET,
    /** Connected, but a ping has waited for an answer for {@link #STALLED_AFTER}. */
    STALLED,
    /** Live, and found to have begun anew within {@link #RESTARTED_FOR}. */
    RESTARTED,
    RETRYING,
    /** The server does not let us in; trying again changes nothing. */
    REFUSED,
    /** Ended by another failure that trying again can't mend. */
    FAILED,
    /** The API names no stream of it, or none that is there. */
    NO_STREAM,
    /** The API says {@code alive=false}, whatever its stream does. */
    DEAD,
    /** No longer listed, and no stream left; its lines stay. */
    GONE;

    /** True where somebody should look, or nothing will come without help. */
    public boolean isTrouble() {
      return switch (this) {
        case STALLED, RETRYING, REFUSED, FAILED, DEAD -> true;
        case CONNECTING, LIVE, QUIET, RESTARTED, NO_STREAM, GONE -> false;
      };
    }
  }

  /** Half a minute: longer than any pause of a worker that logs each bar or heartbeat. */
  public static final Duration QUIET_AFTER = Duration.ofSeconds(30);

  /**
   * Longer than any round trip. What is silent is only pinged once each keep-alive interval, and
   * given up one interval after that: a stream is shown as stalled between the two.
   */
  public static final Duration STALLED_AFTER = Duration.ofSeconds(3);

  /** Long enough to be noticed by somebody who looks away for a moment. */
  public static final Duration RESTARTED_FOR = Duration.ofSeconds(10);

  /** How {@code worker} is at {@code now}. */
  public static Health of(WorkerStatus worker, Instant now) {
    Duration inPhase = between(worker.connection().since(), now);
    if (worker.isGone()) {
      return new Health(Condition.GONE, inPhase);
    }
    if (worker.vitals().standing() == Standing.DEAD) {
      return new Health(Condition.DEAD, inPhase);
    }
    return switch (worker.phase()) {
      case CONNECTING -> new Health(Condition.CONNECTING, inPhase);
      case LIVE -> connected(worker, now);
      case RETRYING -> waiting(worker.connection(), now);
      case FAILED -> new Health(failure(worker.connection()), inPhase);
      case NO_STREAM, GONE -> new Health(Condition.NO_STREAM, inPhase);
    };
  }

  private static Health connected(WorkerStatus worker, Instant now) {
    Vitals vitals = worker.vitals();
    Pulse pulse = vitals.pulse();
    Duration unanswered = between(pulse.unanswered().orElse(now), now);
    if (unanswered.compareTo(STALLED_AFTER) >= 0) {
      return new Health(Condition.STALLED, between(pulse.heard(), now));
    }
    if (vitals.restarted().isPresent()) {
      Duration ago = between(vitals.restarted().get(), now);
      if (ago.compareTo(RESTARTED_FOR) < 0) {
        return new Health(Condition.RESTARTED, ago);
      }
    }
    Duration silent = between(vitals.lastRecord(), now);
    return silent.compareTo(QUIET_AFTER) >= 0
        ? new Health(Condition.QUIET, silent)
        : new Health(Condition.LIVE, between(worker.connection().since(), now));
  }

  /** When the wait is over, the next connection is on its way. */
  private static Health waiting(WorkerStatus.Connection connection, Instant now) {
    return now.isBefore(connection.nextTry())
        ? new Health(Condition.RETRYING, between(now, connection.nextTry()))
        : new Health(Condition.CONNECTING, between(connection.nextTry(), now));
  }

  private static Condition failure(WorkerStatus.Connection connection) {
    return connection.trouble().kind() == StreamFailure.Kind.UNAUTHORISED
        ? Condition.REFUSED
        : Condition.FAILED;
  }

  /** A clock that was set back makes nothing negative. */
  private static Duration between(Instant from, Instant to) {
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }
}
