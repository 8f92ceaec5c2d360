package dev.logtail.view.tui;

import java.util.List;

/**
 * What a word at a prompt could become: Tab goes through it.
 *
 * @param start where the word begins, in chars
 * @param line what was typed when it was asked for
 * @param candidates at least one
 * @param chosen which of them is in the line now; -1 for what they have in common
 */
public record Completion(LineEdit line, int start, List<String> candidates, int chosen) {
  public Completion {
    candidates = List.copyOf(candidates);
  }

  /** The first offer: what all candidates begin with, or the only one. */
  static Completion first(LineEdit line, int start, List<String> candidates) {
    boolean more = common(candidates).length() > line.cursor() - start;
    return new Completion(line, start, candidates, candidates.size() == 1 || !more ? 0 : -1);
  }

  Completion next() {
    return new Completion(line, start, candidates, (chosen + 1) % candidates.size());
  }

  /** The line with the offer in it. */
  LineEdit applied() {
    return line.replace(start, chosen < 0 ? common(candidates) : candidates.get(chosen));
  }

  private static String common(List<String> words) {
    String common = words.get(0);
    for (String word : words) {
      while (!word.startsWith(common)) {
        common = common.substring(0, common.offsetByCodePoints(common.length(), -1));
      }
    }
    return common;
  }
}
