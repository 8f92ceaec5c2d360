package dev.logtail.pipeline.order;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many of the first lines of a burst are the last lines of what was shown before.
 *
 * <pre>
 *   shown   … c d e f g h
 *   burst           e f g h i j        4, and no other number fits
 * </pre>
 */
final class LineOverlap {
  private static final int SHORTEST = 5;
  private static final int LEAST_DISTINCT = 3;

  private LineOverlap() {}

  /**
   * The length of the overlap, or 0 when there is none or it may be chance: when more than one
   * length fits, when it is shorter than five lines, or has fewer than three different ones.
   */
  static int length(List<Fingerprint> shown, List<Fingerprint> burst) {
    int[] borders = borders(shown, burst);
    int longest = borders[borders.length - 1];
    boolean only = longest > 0 && borders[longest - 1] == 0;
    return only && longest >= SHORTEST && distinct(burst.subList(0, longest)) >= LEAST_DISTINCT
        ? longest
        : 0;
  }

  private static int distinct(List<Fingerprint> lines) {
    Set<Fingerprint> different = new HashSet<>(lines);
    return different.size();
  }

  /**
   * For each place in burst, then shown: how many lines before it, itself included, are the first
   * ones of the burst (Knuth, Morris, Pratt).
   */
  private static int[] borders(List<Fingerprint> shown, List<Fingerprint> burst) {
    int size = burst.size();
    int[] borders = new int[size + shown.size()];
    for (int i = 1; i < borders.length; i++) {
      Fingerprint line = i < size ? burst.get(i) : shown.get(i - size);
      int length = i == size ? 0 : borders[i - 1];
      while (length > 0 && (length == size || !burst.get(length).equals(line))) {
        length = borders[length - 1];
      }
      borders[i] = length < size && burst.get(length).equals(line) ? length + 1 : length;
    }
    return borders;
  }
}
