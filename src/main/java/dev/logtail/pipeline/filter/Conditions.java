package dev.logtail.pipeline.filter;

import java.util.List;

/** Puts conditions together. */
final class Conditions {
  private Conditions() {}

  static EntryFilter all(List<EntryFilter> parts) {
    return parts.size() == 1 ? parts.get(0) : joined(parts, false).telling(Clues.all(clues(parts)));
  }

  static EntryFilter any(List<EntryFilter> parts) {
    return parts.size() == 1 ? parts.get(0) : joined(parts, true).telling(Clues.any(clues(parts)));
  }

  static EntryFilter not(EntryFilter inner) {
    EntryFilter opposite = entry -> !inner.matches(entry);
    return opposite.telling(inner.clues().negated());
  }

  private static List<Clues> clues(List<EntryFilter> parts) {
    return parts.stream().map(EntryFilter::clues).toList();
  }

  /** Asks part after part until one says {@code decisive}. */
  private static EntryFilter joined(List<EntryFilter> list, boolean decisive) {
    EntryFilter[] parts = list.toArray(EntryFilter[]::new);
    return entry -> {
      for (EntryFilter part : parts) {
        if (part.matches(entry) == decisive) {
          return decisive;
        }
      }
      return !decisive;
    };
  }
}
