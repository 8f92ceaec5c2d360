package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.transport.WireEvent.Answered;
import dev.logtail.pipeline.transport.WireEvent.Ended;
import java.util.Optional;

/**
 * How far a dialling came that did not end in an open stream.
 *
 * @param at what was under way
 * @param silence what it comes to where a proxy was under way and nothing more is heard of it
 * @param answered what came back for the request
 * @param ended empty where time was over first
 * @param otherScheme the server answers when it is dialled with the other one of ws and wss
 */
record Dialled(
    StreamQuestion question,
    Step.Kind at,
    Optional<StreamFailure> silence,
    Optional<ShownCertificates> shown,
    Optional<Answered> answered,
    Optional<Ended> ended,
    boolean otherScheme) {
  /** What the network says, without the address that it begins with; "" where nothing ended. */
  String words() {
    String text = ended.map(end -> end.end().failure().text()).orElse("");
    int start = text.indexOf(": ");
    return start < 0 ? text : text.substring(start + 2);
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
    return new Dialled(question, at, silence, shown, answered, ended, other);
  }
}
