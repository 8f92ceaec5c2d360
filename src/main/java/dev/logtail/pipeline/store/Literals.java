package dev.logtail.pipeline.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts of one run and which of them occur more than once: those are numbered. */
final class Literals {
  private static final int SINGLE = -1;
  private static final int UNNUMBERED = -2;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> numbered = new ArrayList<>();

  /** Forgets all; {@code first} is numbered 0. */
  void start(String first) {
    numbers.clear();
    numbered.clear();
    numbered.add(first);
  }

  /** {@code text} occurs. */
  void note(String text) {
    Integer number = numbers.putIfAbsent(text, SINGLE);
    if (number != null && number == SINGLE) {
      numbers.put(text, UNNUMBERED);
    }
  }

  /** The number of {@code text}, or -1 when it occurs no more than once. */
  int numberOf(String text) {
    int number = numbers.getOrDefault(text, SINGLE);
    if (number == UNNUMBERED) {
      number = numbered.size();
      numbered.add(text);
      numbers.put(text, number);
    }
    return number;
  }

  boolean isSingle(String text) {
    return numbers.getOrDefault(text, SINGLE) == SINGLE;
  }

  /** What has a number, in that order. */
  List<String> numbered() {
    return numbered;
  }
}
