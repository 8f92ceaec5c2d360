package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.transport.WireEvent.Closer;
import java.net.URI;
import java.util.Optional;

/**
 * How a connection ended.
 *
 * @param code of the close; 0 where it never was open
 * @param reason foreign text, or ours
 */
record Ending(Closer by, int code, String reason, StreamEnd end) {
  /** Stands for an end without a close frame. */
  static final int NO_CLOSE = 1006;

  /** It never was open. */
  static Ending unopened(StreamEnd end) {
    return new Ending(Closer.NOBODY, 0, "", end);
  }

  /** The other side broke the rules. */
  static Ending broken(URI url, Breach breach) {
    return new Ending(
        Closer.RULES,
        breach.code(),
        breach.words(),
        CloseCodes.breach(url, breach).by(breach.obstacle()));
  }

  /** It broke, with a FIN where {@code why} is empty. */
  static Ending lost(URI url, Optional<Throwable> why, String where) {
    return new Ending(Closer.NETWORK, NO_CLOSE, where, CloseCodes.lost(url, why, where));
  }

  /** Reading failed in a way that nobody foresaw. */
  static Ending failed(URI url, Throwable error) {
    StreamEnd end =
        StreamEnd.of(
            StreamEnd.Retry.ALWAYS,
            StreamFailure.Kind.UNREACHABLE,
            ForeignWords.of(url) + ": reading failed (" + error + ")");
    return new Ending(Closer.NETWORK, NO_CLOSE, "", end);
  }

  /** The server closed it. */
  static Ending closed(URI url, int code, String reason) {
    return new Ending(Closer.SERVER, code, reason, CloseCodes.end(url, code, reason));
  }

  /** The user wanted it. */
  static Ending byUs(URI url, Frame.Close close) {
    return new Ending(Closer.US, close.code(), close.reason(), CloseCodes.byUs(url, close.code()));
  }

  /** The same in other words. */
  Ending told(StreamEnd words) {
    return new Ending(by, code, reason, words);
  }

  boolean isForGood() {
    return end.retry() == StreamEnd.Retry.NEVER;
  }
}
