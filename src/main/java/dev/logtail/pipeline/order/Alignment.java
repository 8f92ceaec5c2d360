package dev.logtail.pipeline.order;

import java.util.Arrays;
import java.util.List;

/**
 * Finds where a replay begins in the order in which its records were handed on before: the proof
 * for a worker whose clock stands still, so that its stamps prove nothing.
 *
 * <pre>
 *   handed on    … p q A B C … O P r s
 *   replay             A B C … O P r s t u      sixteen in a row, each handed on just once
 * </pre>
 *
 * The ring is contiguous, so everything from A on is in it. Sixteen are more than can have
 * overtaken a replay that broke off.
 */
final class Alignment {
  private static final int ENOUGH = 16;
  private static final int NOWHERE = -1;

  private final Fingerprint[] shown;
  private int start = NOWHERE;
  private int matched;
  private boolean failed;

  /**
   * @param shown what was handed on, in order
   */
  Alignment(Fingerprint[] shown) {
    this.shown = shown;
    this.failed = shown.length < ENOUGH;
  }

  /**
   * Takes the next record of the replay; true once the place is found.
   *
   * @param once whether it was handed on just once
   */
  boolean fits(Fingerprint key, boolean once) {
    if (!once || failed) {
      failed = true;
      return false;
    }
    if (start == NOWHERE) {
      start = Arrays.asList(shown).lastIndexOf(key);
    }
    int place = start + matched;
    failed = start == NOWHERE || place >= shown.length || !shown[place].equals(key);
    matched++;
    return !failed && matched >= ENOUGH;
  }

  /** What was handed on from that place on. */
  List<Fingerprint> sinceStart() {
    return Arrays.asList(shown).subList(start, shown.length);
  }
}
