package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Says what a close code means, for people and for a stream. Pure. */
public final class CloseCodes {
  private static final Duration SERVER_BUSY = Duration.ofSeconds(1);

  private CloseCodes() {}

  /** Whether a close frame may carry {@code code} (RFC 6455, 7.4, and the registry behind it). */
  static boolean mayBeSent(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  /**
   * What the server's close means for the stream at {@code url}.
   *
   * @param reason the other side's words, foreign text
   */
  static StreamEnd end(URI url, int code, String reason) {
    return switch (code) {
      case 1000, 1001 ->
          StreamEnd.of(
              Retry.ALWAYS, Kind.NONE, told(url, "the server closed the stream", code, reason));
      case FrameGate.NO_CODE ->
          StreamEnd.of(
              Retry.ALWAYS,
              Kind.NONE,
              ForeignWords.of(url) + ": the server closed the stream without a code");
      case 1008 -> StreamEnd.of(Retry.NEVER, Kind.UNAUTHORISED, refusal(url, code, reason));
      case 1002, 1003, 1007, 1009, 1010 ->
          StreamEnd.of(Retry.FEW, Kind.PROTOCOL, told(url, "the server rejected us", code, reason));
      case 1012, 1013 -> later(url, code, reason);
      default ->
          StreamEnd.of(
              Retry.ALWAYS,
              Kind.UNREACHABLE,
              told(url, "the server closed the stream", code, reason));
    };
  }

  /** The user ended it. */
  static StreamEnd byUs(URI url, int code) {
    return StreamEnd.of(
        Retry.NEVER, Kind.NONE, ForeignWords.of(url) + ": closed by us (" + code + ")");
  }

  /** The other side broke the protocol. */
  static StreamEnd breach(URI url, Breach breach) {
    return breach.code() == Breach.TOO_BIG
        ? tooLarge(url)
        : StreamEnd.of(
            Retry.FEW,
            Kind.PROTOCOL,
            String.format(
                "%s: closed for what the server sent (%d: %s)",
                ForeignWords.of(url), breach.code(), ForeignWords.of(breach.words())));
  }

  private static String refusal(URI url, int code, String reason) {
    return reason.toLowerCase(Locale.ROOT).contains("too many")
        ? told(url, "the server allows no more clients", code, reason)
            + "; close another viewer and try again"
        : told(url, "the server refuses this client", code, reason);
  }

  /** The connection ended without a close, with a FIN where {@code why} is empty. */
  static StreamEnd lost(URI url, Optional<Throwable> why, String where) {
    String at = ForeignWords.of(url) + ": ";
    if (why.filter(StreamSocket.Stalled.class::isInstance).isPresent()) {
      return StreamEnd.of(
          Retry.ALWAYS, Kind.UNREACHABLE, at + "the server does not read what is sent to it");
    }
    String how = where.isEmpty() ? " without a close" : " " + where;
    String cause = why.map(Throwable::getMessage).map(text -> ": " + text).orElse("");
    return StreamEnd.of(
            Retry.ALWAYS,
            Kind.UNREACHABLE,
            at + "the connection was lost" + how + ForeignWords.of(cause))
        .by(Obstacle.of(Obstacle.Kind.LOST, (where.isEmpty() ? "" : " " + where) + cause));
  }

  /** A message is larger than the settings allow. */
  static StreamEnd tooLarge(URI url) {
    return StreamEnd.of(
        Retry.FEW,
        Kind.PROTOCOL,
        ForeignWords.of(url) + ": a message is larger than allowed; raise --max-frame");
  }

  private static StreamEnd later(URI url, int code, String reason) {
    StreamEnd end =
        StreamEnd.of(
            Retry.ALWAYS,
            Kind.UNREACHABLE,
            told(url, "the server closed the stream", code, reason));
    return new StreamEnd(end.failure(), end.retry(), SERVER_BUSY, end.obstacle());
  }

  private static String told(URI url, String what, int code, String reason) {
    String words = reason.isBlank() ? "" : ": " + ForeignWords.of(reason);
    return ForeignWords.of(url) + ": " + what + " (" + code + " " + meaning(code) + words + ")";
  }

  /** In a few words, for a reader of logs, after RFC 6455 and the registry behind it. */
  public static String meaning(int code) {
    return switch (code) {
      case 1000 -> "normal";
      case 1001 -> "going away";
      case 1002 -> "protocol error";
      case 1003 -> "unacceptable data";
      case 1004 -> "reserved";
      case 1005 -> "no code";
      case 1006 -> "lost without a close";
      case 1007 -> "text that is not UTF-8";
      case 1008 -> "policy";
      case 1009 -> "message too big";
      case 1010 -> "extension missing";
      case 1011 -> "server failure";
      case 1012 -> "restart";
      case 1013 -> "try again later";
      case 1014 -> "bad gateway";
      case 1015 -> "TLS failed";
      case 3000 -> "unauthorised";
      case 3003 -> "forbidden";
      case 3008 -> "timeout";
      default -> meaningOfRange(code);
    };
  }

  private static String meaningOfRange(int code) {
    return switch (code / 1000) {
      case 4 -> "its own code";
      case 3 -> "a library's code";
      default -> "no legal code";
    };
  }
}
