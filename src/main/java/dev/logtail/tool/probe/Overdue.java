package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import java.math.BigDecimal;
import java.time.Duration;

/** What is said of a step that did not come to its end in time. Pure. */
final class Overdue {
  private Overdue() {}

  static Step step(Step.Kind kind, Duration timeout) {
    return Step.fail(
        kind, StreamFailure.Kind.UNREACHABLE, "not done within " + seconds(timeout), hint(kind));
  }

  /** {@code 10 s}, {@code 0.5 s}. */
  private static String seconds(Duration timeout) {
    return BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  private static String hint(Step.Kind kind) {
    return switch (kind) {
      case NAME -> "the name server does not answer; try the address in place of the name";
      case TCP ->
          "nothing answers there: a wrong address, a host that is down, or a firewall that drops";
      case PROXY -> "the proxy does not answer, or does not get there; --proxy '' goes without";
      case TLS -> "the server takes the connection and does not speak TLS; is the port right?";
      case API, LISTING ->
          "the server takes the connection and does not answer: it hangs, or has much to do";
      case HANDSHAKE -> "the server takes the connection and does not answer; does it hang?";
      default -> "--timeout DURATION waits longer";
    };
  }
}
