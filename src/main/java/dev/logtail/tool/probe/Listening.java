package dev.logtail.tool.probe;

import dev.logtail.model.Worker;
import dev.logtail.pipeline.transport.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides how long an open stream is listened to, and when it is pinged. Not safe for use by many
 * threads.
 */
final class Listening {
  /** A server that sends its ring is pinged behind it. */
  private static final Duration BEFORE_PING = Duration.ofMillis(300);

  private static final Duration FOR_PONG = Duration.ofSeconds(2);

  /** For records that are logged just now, beside those that are kept. */
  private static final Duration FOR_NEW = Duration.ofMillis(1500);

  /** More of them tell no more. */
  private static final int NEW_ENOUGH = 3;

  private static final int PINGS = 3;

  private final Intake intake;
  private final boolean dead;
  private Duration pinged = Duration.ZERO;
  private Frame.Bytes mark = Frame.Bytes.NONE;
  private Duration heard;

  Listening(Instant begun, Duration asked, Duration opened, Optional<Worker> worker) {
    intake = new Intake(begun, asked, opened);
    dead = worker.filter(listed -> !listed.alive()).isPresent();
    heard = opened;
  }

  void take(Duration at, Frame frame) {
    heard = at;
    if (frame instanceof Frame.Text || frame instanceof Frame.Binary) {
      intake.message(at, frame);
    } else if (frame instanceof Frame.Pong pong) {
      if (pong.payload().equals(mark)) {
        intake.answered(at);
      } else {
        intake.answeredOddly();
      }
    }
  }

  /** The ping that is to be sent now. */
  Optional<Frame> due(Duration now) {
    intake.notice(now);
    boolean early = now.minus(intake.opened()).compareTo(BEFORE_PING) < 0;
    if (early || intake.waiting().isPresent() || intake.answers() == PINGS) {
      return Optional.empty();
    }
    pinged = now;
    mark = Frame.Bytes.of("logtail check " + (intake.answers() + 1));
    intake.pinged(now);
    return Optional.of(new Frame.Ping(mark));
  }

  /** Whether to go on would tell no more; what is silent is listened to for as long as may be. */
  boolean isEnough(Duration now) {
    boolean pings =
        intake.answers() == PINGS
            || (intake.waiting().isPresent() && now.minus(pinged).compareTo(FOR_PONG) >= 0);
    boolean waited = now.minus(intake.opened()).compareTo(FOR_NEW) >= 0;
    boolean records =
        intake.messages() == 0 ? dead && waited : waited || intake.sinceBurst() >= NEW_ENOUGH;
    return pings && records;
  }

  /** When anything last came. */
  Duration heard() {
    return heard;
  }

  Reception until(Duration now) {
    return intake.until(now);
  }
}
