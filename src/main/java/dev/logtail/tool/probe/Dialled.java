package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.transport.Obstacle;
import dev.logtail.pipeline.transport.WireEvent.Answered;
import dev.logtail.pipeline.transport.WireEvent.Ended;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a dialling came that did not end in an open stream.
 *
 * @param at what was under way
 * @param waited since that began
 * @param silence what it comes to where a proxy was under way and nothing more is heard of it
 * @param answered what came back for the request
 * @param ended empty where time was over first
 * @param otherScheme the server answers when it is dialled with the other one of ws and wss
 */
record Dialled(
    StreamQuestion question,
    Step.Kind at,
    Duration waited,
    Optional<StreamFailure> silence,
    Optional<ShownCertificates> shown,
    Optional<Answered> answered,
    Optional<Ended> ended,
    boolean otherScheme) {
  private static final Obstacle SILENCE =
      new Obstacle(Obstacle.Kind.SILENCE, List.of(), Optional.empty());

  /** What was in the way; that nothing came in time, where nothing ended. */
  Obstacle obstacle() {
    return ended.map(end -> end.end().obstacle()).orElse(SILENCE);
  }

  /** The host and port that were dialled. */
  String place() {
    int port = question.url().getPort();
    int byScheme = isSecure() ? 443 : 80;
    return question.url().getHost() + ":" + (port == -1 ? byScheme : port);
  }

  boolean isSecure() {
    return question.url().getScheme().equalsIgnoreCase("wss");
  }

  Dialled knowing(boolean other) {
    return new Dialled(question, at, waited, silence, shown, answered, ended, other);
  }
}
