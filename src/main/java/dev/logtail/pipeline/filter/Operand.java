package dev.logtail.pipeline.filter;

import dev.logtail.model.Level;
import dev.logtail.model.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The right side of a comparison, before it is known what it is compared with.
 *
 * @param quoted whether it stood in quotes: then it is never a number
 */
record Operand(String text, boolean quoted) {
  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL");

  /** What the levels are called that a filter may name, mildest first. */
  static List<String> levels() {
    return LEVELS;
  }

  /** The severity that it names. */
  Optional<Severity> severity() {
    return Level.isKnown(text) ? Optional.of(Level.of(text).severity()) : Optional.empty();
  }

  /**
   * Asks a text how it compares with this. A number compares with numbers only; other text is equal
   * to text of the same characters, and ordered among what is no number.
   */
  Predicate<String> question(Relation relation, boolean anyCase) {
    Optional<BigDecimal> number = quoted ? Optional.empty() : NumberText.read(text);
    if (number.isPresent()) {
      return numeric(relation, number.get());
    }
    if (relation.isEquality()) {
      boolean wanted = relation == Relation.EQUAL;
      return anyCase
          ? value -> value.equalsIgnoreCase(text) == wanted
          : value -> value.equals(text) == wanted;
    }
    return value -> !NumberText.isNumber(value) && relation.holds(value.compareTo(text));
  }

  private static Predicate<String> numeric(Relation relation, BigDecimal number) {
    return value ->
        NumberText.read(value)
            .map(actual -> relation.holds(actual.compareTo(number)))
            .orElse(relation == Relation.NOT_EQUAL);
  }
}
