package dev.logtail.pipeline.order;

import java.time.Instant;

/**
 * Judges a record that one connection brings for the second time, shortly after its handshake. A
 * busy server sends a few records both in the replay and live, and may send a live one before the
 * end of the replay; a worker with two handlers sends each record twice on purpose. A run is what
 * comes one after the other with the same stamp.
 *
 * <pre>
 *   replay … X Y Z   live X Y Z …   as often in a run as in an earlier one: repeats
 *   live   … X X Y Y Z Z …          all in one run: twins, both genuine
 *   live Z … X Y … Z                nothing was repeated before the newest: nobody can tell
 * </pre>
 *
 * For one connection.
 */
final class Seam {
  /** What a record is. */
  enum Verdict {
    GENUINE,
    /** A twin or a repeat, nobody can tell; also the first pair of a connection. */
    DOUBTFUL,
    REPEAT
  }

  /** How often one record came. */
  static final class Copies {
    private int run = -1;
    private int inRun;
    private int genuineBefore;
    private int genuine;
    private long repeatsBefore;
  }

  private Instant present = Instant.MIN;
  private Instant newest = Instant.MIN;
  private int run;
  private long repeats;
  private boolean pairSeen;

  /** Takes the next record, of which {@code copies} came before, and tells what it is. */
  Verdict judge(Instant at, Copies copies) {
    enterRun(at);
    if (copies.run != run) {
      copies.run = run;
      copies.inRun = 0;
      copies.genuineBefore = copies.genuine;
    }
    copies.inRun++;
    Verdict verdict = verdict(at, copies);
    if (verdict == Verdict.REPEAT) {
      repeats++;
    } else {
      copies.genuine++;
    }
    copies.repeatsBefore = repeats;
    return verdict;
  }

  private void enterRun(Instant at) {
    if (!at.equals(present)) {
      present = at;
      run++;
    }
    newest = at.isAfter(newest) ? at : newest;
  }

  private Verdict verdict(Instant at, Copies copies) {
    if (copies.inRun <= copies.genuineBefore) {
      boolean repeating = at.isBefore(newest) || repeats > copies.repeatsBefore;
      return repeating ? Verdict.REPEAT : Verdict.DOUBTFUL;
    }
    if (copies.inRun == 1) {
      return Verdict.GENUINE;
    }
    Verdict verdict = pairSeen ? Verdict.GENUINE : Verdict.DOUBTFUL;
    pairSeen = true;
    return verdict;
  }
}
