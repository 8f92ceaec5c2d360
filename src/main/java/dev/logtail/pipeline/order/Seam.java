package dev.logtail.pipeline.order;

import java.time.Instant;

/**
 * Judges a record that one connection brings for the second time, shortly after its handshake. A
 * busy server sends a few records both in the replay and live; a worker with two handlers sends
 * each record twice on purpose.
 *
 * <pre>
 *   replay … X Y Z   live X Y Z …   the second X, Y are older than Z; the second Z has older ones since the first: repeats
 *   live   … X X Y Y Z Z …          each follows its twin as the newest: both genuine
 * </pre>
 *
 * For one connection.
 */
final class Seam {
  /** What a second copy is. */
  enum Verdict {
    GENUINE,
    /** The first pair of this connection: a twin or a repeat, nobody can tell. */
    DOUBTFUL,
    REPEAT
  }

  private Instant newest = Instant.MIN;
  private boolean olderSinceNewest;
  private boolean pairSeen;

  /**
   * Tells what a record that came before on this connection is, from its time; to be asked before
   * {@link #passed}.
   */
  Verdict judge(Instant at) {
    if (at.isBefore(newest) || olderSinceNewest) {
      return Verdict.REPEAT;
    }
    Verdict verdict = pairSeen ? Verdict.GENUINE : Verdict.DOUBTFUL;
    pairSeen = true;
    return verdict;
  }

  /** Notes a record that the connection brought. */
  void passed(Instant at) {
    if (at.isAfter(newest)) {
      newest = at;
      olderSinceNewest = false;
    } else if (at.isBefore(newest)) {
      olderSinceNewest = true;
    }
  }
}
