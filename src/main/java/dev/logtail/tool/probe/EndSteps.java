package dev.logtail.tool.probe;

import dev.logtail.model.Worker;
import dev.logtail.pipeline.transport.CloseCodes;
import dev.logtail.pipeline.transport.Obstacle;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.pipeline.transport.WireEvent.Ended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How a stream that was open behaves otherwise: answers pings, lets clients in, ends. Pure. */
final class EndSteps {
  private static final int POLICY = 1008;
  private static final int NO_CODE = 1005;
  private static final int NOT_UTF_8 = 1007;
  private static final int TOO_BIG = 1009;
  private static final List<Integer> IN_ORDER = List.of(1000, 1001, NO_CODE);

  /** A silence that was cut off, and no accident. */
  private static final Duration IDLE = Duration.ofMillis(800);

  /** What ends so soon was never meant to go on. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private static final Duration RIGHT_AFTER = Duration.ofMillis(300);

  /** Codes that libraries and frameworks have for it. */
  private static final Set<Integer> ASK_WHO = Set.of(3000, 3003, 4401, 4403);

  private static final Set<Integer> LATER = Set.of(1012, 1013);

  private static final Pattern FULL =
      Pattern.compile(
          "too many|(max(imum)?|limit)\\b.*\\b(connection|client|viewer)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WHO =
      Pattern.compile("auth|token|credential|log ?in|forbidden", Pattern.CASE_INSENSITIVE);

  private EndSteps() {}

  /** The server says no to this client. */
  private static Step turnedAway(Ended ended) {
    return FULL.matcher(ended.reason()).find()
        ? StreamFinding.TOO_MANY_CLIENTS.with(code(ended))
        : StreamFinding.REFUSED_BY_POLICY.with(
            ended.reason().isBlank() ? "" : ": " + ended.reason());
  }

  /**
   * Why it ended while it was looked at.
   *
   * @param heard when anything last came
   */
  static Step ended(Reception reception, Ended ended, Duration heard) {
    boolean pinged =
        reception.pings().answers().isEmpty()
            && reception
                .pings()
                .waited()
                .filter(wait -> wait.compareTo(RIGHT_AFTER) < 0)
                .isPresent();
    if (pinged && ended.by() != WireEvent.Closer.RULES && ended.code() != POLICY) {
      return StreamFinding.ENDS_WHEN_PINGED.with(
          ended.by() == WireEvent.Closer.SERVER ? code(ended) : "without a close");
    }
    return switch (ended.by()) {
      case RULES -> broken(ended);
      case SERVER -> ended.code() == POLICY ? turnedAway(ended) : closed(reception, ended);
      case NETWORK, US, NOBODY -> lost(reception, ended, heard);
    };
  }

  private static Step broken(Ended ended) {
    Obstacle obstacle = ended.end().obstacle();
    if (obstacle.kind() == Obstacle.Kind.CORRUPT) {
      return StreamFinding.COMPRESSION_BROKEN.with(obstacle.first());
    }
    return switch (ended.code()) {
      case NOT_UTF_8 -> StreamFinding.NOT_UTF_8.with();
      case TOO_BIG -> StreamFinding.MESSAGE_TOO_LARGE.with();
      default -> StreamFinding.ILLEGAL_FRAMES.with(ended.reason());
    };
  }

  private static Step closed(Reception reception, Ended ended) {
    String code = code(ended);
    if (FULL.matcher(ended.reason()).find()) {
      return StreamFinding.TOO_MANY_CLIENTS.with(code);
    }
    if (ASK_WHO.contains(ended.code()) || (ended.code() >= 3000 && isAboutLogin(ended))) {
      return StreamFinding.LOGIN_WANTED.with(code);
    }
    if (LATER.contains(ended.code())) {
      return StreamFinding.TRY_LATER.with(code);
    }
    if (reception.isEmpty()) {
      boolean atOnce = reception.open().compareTo(AT_ONCE) < 0;
      return !atOnce
          ? StreamFinding.CLOSED_LATER.with(Amounts.time(reception.open()), code)
          : IN_ORDER.contains(ended.code())
              ? StreamFinding.CLOSED_AT_ONCE.with(code)
              : StreamFinding.FAILS_AT_ONCE.with(code);
    }
    boolean inBurst = reception.isOneBurst() && reception.silence().compareTo(RIGHT_AFTER) < 0;
    return inBurst
        ? StreamFinding.CLOSED_AFTER_REPLAY.with(code)
        : StreamFinding.CLOSED_LATER.with(Amounts.time(reception.open()), code);
  }

  private static boolean isAboutLogin(Ended ended) {
    return WHO.matcher(ended.reason()).find();
  }

  private static Step lost(Reception reception, Ended ended, Duration heard) {
    Duration silence = reception.until().minus(heard);
    return silence.compareTo(IDLE) >= 0
        ? StreamFinding.CLOSED_WHEN_IDLE.with(Amounts.time(silence))
        : StreamFinding.BROKE_OFF.with(
            Amounts.time(reception.open()), ended.end().obstacle().first());
  }

  /** {@code 1011 server failure: database is gone}. */
  private static String code(Ended ended) {
    if (ended.code() == NO_CODE) {
      return CloseCodes.meaning(NO_CODE);
    }
    return ended.code()
        + " "
        + CloseCodes.meaning(ended.code())
        + (ended.reason().isBlank() ? "" : ": " + ApiVerdicts.quoted(ended.reason()));
  }

  /** The steps for a stream that is still open. */
  static List<Step> open(Reception reception, Survey survey, Optional<Worker> worker) {
    List<Step> steps = new ArrayList<>();
    steps.add(pings(reception, survey));
    steps.add(StreamFinding.LET_IN.with());
    boolean answers = !reception.pings().answers().isEmpty();
    boolean dead = worker.filter(listed -> !listed.alive()).isPresent();
    if (dead && answers) {
      steps.add(StreamFinding.DEAD_BUT_OPEN.with());
    } else if (answers || !survey.live().isEmpty()) {
      steps.add(RecordSteps.flood(reception, survey).orElseGet(() -> stays(reception)));
    }
    return steps;
  }

  private static Step stays(Reception reception) {
    return StreamFinding.STAYS_OPEN.with(
        Amounts.time(reception.open()),
        Amounts.messages(reception.amount().messages())
            + ", "
            + Amounts.bytes(reception.amount().bytes()));
  }

  private static Step pings(Reception reception, Survey survey) {
    List<Duration> answers =
        reception.pings().answers().stream().sorted(Comparator.naturalOrder()).toList();
    if (!answers.isEmpty()) {
      return StreamFinding.PONGS.with(
          ConnectionSteps.millis(answers.get(answers.size() / 2)), answers.size());
    }
    Duration wait = reception.pings().waited().orElse(Duration.ZERO);
    if (wait.compareTo(Patience.ENOUGH) < 0) {
      return StreamFinding.PINGS_UNTOLD.with();
    }
    if (reception.pings().odd()) {
      return StreamFinding.PONGS_ODD.with();
    }
    String waited = Amounts.time(wait);
    return survey.live().isEmpty()
        ? StreamFinding.NO_PONG.with(waited)
        : StreamFinding.PINGS_EATEN.with(waited);
  }
}
