package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** Says what a close code means for a stream. Pure. */
final class CloseCodes {
  private static final Duration SERVER_BUSY = Duration.ofSeconds(1);
  private static final int ABNORMAL = 1006;

  private CloseCodes() {}

  /**
   * How the stream at {@code url} ended.
   *
   * @param reason the other side's words, foreign text; or our own library's where it found the
   *     frames to be wrong
   */
  static StreamEnd end(URI url, int code, String reason) {
    return switch (code) {
      case 1000, 1001 ->
          StreamEnd.of(
              Retry.ALWAYS, Kind.NONE, told(url, "the server closed the stream", code, reason));
      case ABNORMAL ->
          StreamEnd.of(
              Retry.ALWAYS,
              Kind.UNREACHABLE,
              ForeignWords.of(url) + ": the connection was lost without a close");
      case 1008 -> StreamEnd.of(Retry.NEVER, Kind.UNAUTHORISED, refusal(url, code, reason));
      case 1009 -> tooLarge(url);
      case 1002, 1003, 1007, 1010 ->
          StreamEnd.of(
              Retry.FEW,
              Kind.PROTOCOL,
              told(url, "closed for a frame that must not be", code, reason));
      case 1011 -> broken(url, code, reason);
      case 1012, 1013 -> later(url, code, reason);
      default ->
          StreamEnd.of(
              Retry.ALWAYS,
              Kind.UNREACHABLE,
              told(url, "the server closed the stream", code, reason));
    };
  }

  /** The other side broke the protocol. */
  static StreamEnd breach(URI url, Breach breach) {
    return breach.code() == Breach.TOO_BIG
        ? tooLarge(url)
        : StreamEnd.of(
            Retry.FEW,
            Kind.PROTOCOL,
            told(url, "closed for a frame that must not be", breach.code(), breach.words()));
  }

  private static String refusal(URI url, int code, String reason) {
    return reason.toLowerCase(Locale.ROOT).contains("too many")
        ? told(url, "the server allows no more clients", code, reason)
            + "; close another viewer and follow again"
        : told(url, "the server refuses this client", code, reason);
  }

  /** Tyrus itself closes with 1011 when a frame does not fit into its buffer. */
  private static StreamEnd broken(URI url, int code, String reason) {
    if (reason.toLowerCase(Locale.ROOT).contains("buffer overflow")) {
      return tooLarge(url);
    }
    return StreamEnd.of(
        Retry.ALWAYS, Kind.UNREACHABLE, told(url, "the server closed the stream", code, reason));
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
    return new StreamEnd(end.failure(), end.retry(), SERVER_BUSY);
  }

  private static String told(URI url, String what, int code, String reason) {
    String words = reason.isBlank() ? "" : ": " + ForeignWords.of(reason);
    return ForeignWords.of(url) + ": " + what + " (" + code + " " + meaning(code) + words + ")";
  }

  private static String meaning(int code) {
    return switch (code) {
      case 1000 -> "normal";
      case 1001 -> "going away";
      case 1002 -> "protocol error";
      case 1003 -> "unacceptable data";
      case 1007 -> "text that is not UTF-8";
      case 1008 -> "policy";
      case 1009 -> "message too big";
      case 1010 -> "extension missing";
      case 1011 -> "server failure";
      case 1012 -> "restart";
      case 1013 -> "try again later";
      case 1014 -> "bad gateway";
      default -> code >= 4000 ? "its own code" : "code";
    };
  }
}
