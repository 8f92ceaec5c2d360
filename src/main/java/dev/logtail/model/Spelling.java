package dev.logtail.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what was meant by a word that is not known, so that an error can name it. Pure. */
public final class Spelling {
  private static final int MOST_COMPARED = 64;

  private Spelling() {}

  /** The known word that is nearest to {@code typed}; empty when none is near. */
  public static Optional<String> nearest(String typed, Collection<String> known) {
    String word = folded(typed);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** {@code "; did you mean dark?"}, or {@code "; known are dark, light"} when none is near. */
  public static String hint(String typed, Collection<String> known) {
    return nearest(typed, known)
        .map(near -> "; did you mean " + near + "?")
        .orElseGet(() -> "; known are " + String.join(", ", known));
  }

  private static int distance(String word, String candidate) {
    return edits(word, folded(candidate));
  }

  private static String folded(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.substring(0, Math.min(lower.length(), MOST_COMPARED));
  }

  /** How many characters are added, left out, replaced, or change places with their neighbour. */
  public static int edits(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int i, int j, int[][] cost) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    least = Math.min(least, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
