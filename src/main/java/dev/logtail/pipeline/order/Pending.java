package dev.logtail.pipeline.order;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that a rule has handed on and that are not settled yet, so that what is remembered must
 * do without them. Of equal records the first one handed on is the first one settled. Empty for a
 * rule that is not to be remembered.
 */
final class Pending {
  /**
   * What handing a record on did to the rule.
   *
   * @param counted whether it is counted as delivered once more
   * @param listed whether it has a place in the order in which records were handed on
   * @param seam its stamp while replayed and live records could come mixed, else MAX
   */
  record Step(boolean counted, boolean listed, Instant seam) {}

  private final boolean kept;
  private final Map<Fingerprint, ArrayDeque<Step>> steps = new HashMap<>();

  Pending(boolean kept) {
    this.kept = kept;
  }

  void add(Fingerprint key, Step step) {
    if (kept) {
      steps.computeIfAbsent(key, first -> new ArrayDeque<>(1)).add(step);
    }
  }

  void settled(Fingerprint key) {
    steps.computeIfPresent(
        key,
        (same, waiting) -> {
          waiting.remove();
          return waiting.isEmpty() ? null : waiting;
        });
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** How often this record is counted too much. */
  int counted(Fingerprint key) {
    return (int) steps.getOrDefault(key, new ArrayDeque<>()).stream().filter(Step::counted).count();
  }

  private Map<Fingerprint, Integer> listed() {
    Map<Fingerprint, Integer> listed = new HashMap<>();
    steps.forEach(
        (key, waiting) -> listed.put(key, (int) waiting.stream().filter(Step::listed).count()));
    return listed;
  }

  /** Stamp of the oldest one that came while replayed and live records were mixed; MAX for none. */
  Instant seam() {
    return steps.values().stream()
        .flatMap(ArrayDeque::stream)
        .map(Step::seam)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** What of {@code shown}, oldest first, is settled. */
  List<Fingerprint> settledOf(Collection<Fingerprint> shown) {
    if (isEmpty()) {
      return List.copyOf(shown);
    }
    Map<Fingerprint, Integer> surplus = listed();
    ArrayDeque<Fingerprint> settled = new ArrayDeque<>(shown.size());
    List<Fingerprint> all = List.copyOf(shown);
    for (int i = all.size() - 1; i >= 0; i--) {
      int left = surplus.getOrDefault(all.get(i), 0);
      if (left > 0) {
        surplus.put(all.get(i), left - 1);
      } else {
        settled.addFirst(all.get(i));
      }
    }
    return List.copyOf(settled);
  }
}
