package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Sink;
import java.util.OptionalLong;

/**
 * A rule by which one worker's stream goes on after a reconnection: what was shown before is left
 * out, and a notice says what is known about the rest. For one thread.
 */
public interface Continuity {
  /**
   * A handshake is done: records of a new connection follow.
   *
   * @param nowNanos the monotonic time
   * @param elsewhere true when the stream's URL is not the one it was
   */
  void opened(long nowNanos, boolean elsewhere);

  /** Takes the next record and hands on what may be shown. */
  void accept(LogEvent event, long nowNanos, Sink<Entry> out);

  /**
   * Takes note that frames were dropped here, before what is accepted next.
   *
   * @return false where what follows can't show which records were in them: then that is all there
   *     is to tell, and the caller has to
   */
  default boolean dropped(long frames) {
    return false;
  }

  /** How many dropped frames nothing has been told of; to be asked when nothing follows. */
  default long untold() {
    return 0;
  }

  /** Lets time pass. To be called at {@link #deadline()} or later. */
  void expire(long nowNanos, Sink<Entry> out);

  /** When {@link #expire} must be called, in monotonic nanoseconds; empty while nothing is due. */
  OptionalLong deadline();

  /** The connection is over: what is held is judged with what is known. */
  void closed(long nowNanos, Sink<Entry> out);

  /** True while replayed and live records of this connection may come mixed. */
  boolean isAtSeam(long nowNanos);

  /** How many records were dropped as repeats so far. */
  long repeated();

  /**
   * A record that was handed on will not come back from what follows: it is where it should be, or
   * nobody wants it. Told only to a rule that is to be remembered.
   */
  void settled(LogEvent event);

  /**
   * What is known for a later run, as if the connection ended now; of records that were handed on
   * only those that are settled.
   */
  Remembered remembered(long nowNanos);

  /** How many records that no connection brought were fetched and handed on so far. */
  default long fetched() {
    return 0;
  }
}
