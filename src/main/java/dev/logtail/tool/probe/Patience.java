package dev.logtail.tool.probe;

import java.time.Duration;

/**
 * What is said of a step that did not come to its end in time: only one that was given enough of it
 * is blamed. Pure.
 */
final class Patience {
  /** Who has said nothing for so long does not speak; in less, this machine may have been slow. */
  static final Duration ENOUGH = Duration.ofSeconds(1);

  private Patience() {}

  /**
   * The step that was under way.
   *
   * @param waited how long it was
   * @param place the host and port that were asked
   */
  static Step step(Step.Kind at, Duration waited, String place) {
    if (waited.compareTo(ENOUGH) < 0) {
      return WayFinding.OUT_OF_TIME.at(at, Amounts.time(waited));
    }
    return switch (at) {
      case TCP -> WayFinding.NO_ANSWER_TO_CONNECT.with(place);
      case TLS -> WayFinding.TLS_SILENT.with(place);
      case HANDSHAKE -> WayFinding.NEVER_ANSWERS.with(place, Amounts.time(waited));
      case API, LISTING -> ApiFinding.API_SILENT.with(place, Amounts.time(waited));
      default -> WayFinding.OUT_OF_TIME.at(at, Amounts.time(waited));
    };
  }
}
