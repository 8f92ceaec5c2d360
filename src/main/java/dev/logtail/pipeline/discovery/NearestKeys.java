package dev.logtail.pipeline.discovery;

import dev.logtail.model.Spelling;
import dev.logtail.model.WorkerKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Guesses which keys a user meant who typed one that does not exist. Pure. */
final class NearestKeys {
  private static final int MOST = 5;
  private static final int MAX_COMPARED = 64;

  private NearestKeys() {}

  /** At most five keys, the nearest first; none when nothing is near. */
  static List<WorkerKey> to(String typed, Collection<WorkerKey> keys) {
    String word = folded(typed);
    record Guess(WorkerKey key, int distance) {}
    List<Guess> guesses = new ArrayList<>();
    for (WorkerKey key : keys) {
      int distance = distance(word, folded(key.value()));
      if (distance <= Math.max(1, word.length() / 3)) {
        guesses.add(new Guess(key, distance));
      }
    }
    return guesses.stream()
        .sorted(Comparator.comparingInt(Guess::distance).thenComparing(Guess::key))
        .limit(MOST)
        .map(Guess::key)
        .toList();
  }

  private static String folded(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.substring(0, Math.min(lower.length(), MAX_COMPARED));
  }

  /** How far the word is from the key or from the nearest of the key's parts. */
  private static int distance(String word, String key) {
    return Stream.concat(Stream.of(key), Stream.of(key.split("[_./:\\s-]+")))
        .filter(part -> !part.isEmpty())
        .mapToInt(part -> Spelling.edits(word, part))
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
