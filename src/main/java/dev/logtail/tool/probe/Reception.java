package dev.logtail.tool.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an open stream brought until it was looked at no longer. All durations count from the
 * beginning of the dialling.
 *
 * @param begun when that was
 * @param asked the server was asked for the stream: it may have let us in soon afterwards
 * @param opened its answer came
 * @param until it was no longer looked at
 * @param kept the messages of text, the first ones where there were too many
 * @param burst how many messages came before the stream first paused; empty where it never did
 */
record Reception(
    Instant begun,
    Duration asked,
    Duration opened,
    Duration until,
    List<Heard> kept,
    Amount amount,
    Optional<Integer> burst,
    Pings pings) {
  /** One message of text. */
  record Heard(Duration at, String text) {}

  /**
   * All messages, those that were not kept too.
   *
   * @param first when it came; {@code opened} where none did
   * @param last when it came
   * @param binary how many were not text
   * @param firstBinary bytes of the first of them
   */
  record Amount(
      long messages, long bytes, Duration first, Duration last, long binary, int firstBinary) {}

  /**
   * Pings and their answers.
   *
   * @param answers how long each took
   * @param waited for the one that has no answer yet
   * @param odd whether pongs came that answer none of them
   */
  record Pings(List<Duration> answers, Optional<Duration> waited, boolean odd) {
    public Pings {
      answers = List.copyOf(answers);
    }
  }

  public Reception {
    kept = List.copyOf(kept);
  }

  boolean isEmpty() {
    return amount.messages() == 0;
  }

  /** The time between handshake and first message. */
  Duration untilFirst() {
    return amount.first().minus(opened);
  }

  /** All that came, came at once. */
  boolean isOneBurst() {
    return burst.filter(before -> before == amount.messages()).isPresent();
  }

  /** How long no message had come. */
  Duration silence() {
    return until.minus(amount.last());
  }

  /** How long it was open. */
  Duration open() {
    return until.minus(opened);
  }

  /** The time on the clock. */
  Instant clock(Duration at) {
    return begun.plus(at);
  }
}
