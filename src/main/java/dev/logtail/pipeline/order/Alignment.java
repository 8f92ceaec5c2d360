package dev.logtail.pipeline.order;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private static final int SEVERAL = -1;

  private final Fingerprint[] shown;

  /** Where each record was handed on; {@link #SEVERAL} for one that was more than once. */
  private final Map<Fingerprint, Integer> places = new HashMap<>();

  private int start;
  private int matched;
  private boolean failed;

  /**
   * @param shown what was handed on, in order
   */
  Alignment(Fingerprint[] shown) {
    this.shown = shown;
    this.failed = shown.length < ENOUGH;
    for (int i = 0; i < shown.length && !failed; i++) {
      places.merge(shown[i], i, (first, next) -> SEVERAL);
    }
  }

  /**
   * Takes the next record of the replay; true once the place is found.
   *
   * @param once whether it is known to have been logged just once
   */
  boolean fits(Fingerprint key, boolean once) {
    Integer place = failed || !once ? null : places.get(key);
    if (place == null || place == SEVERAL || (matched > 0 && place != start + matched)) {
      failed = true;
      return false;
    }
    start = matched == 0 ? place : start;
    matched++;
    return matched >= ENOUGH;
  }

  /** What was handed on from that place on. */
  List<Fingerprint> sinceStart() {
    return Arrays.asList(shown).subList(start, shown.length);
  }
}
