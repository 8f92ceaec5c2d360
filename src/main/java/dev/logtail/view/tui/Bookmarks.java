package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The entries that the user has marked, by their numbers. Never changes. */
public final class Bookmarks {
  static final Bookmarks NONE = new Bookmarks(new TreeSet<>());

  private final NavigableSet<Long> numbers;

  private Bookmarks(NavigableSet<Long> numbers) {
    this.numbers = numbers;
  }

  boolean isEmpty() {
    return numbers.isEmpty();
  }

  int count() {
    return numbers.size();
  }

  boolean has(long number) {
    return numbers.contains(number);
  }

  /** Marks the entry, or takes the mark away. */
  Bookmarks toggle(long number) {
    TreeSet<Long> changed = new TreeSet<>((SortedSet<Long>) numbers);
    if (!changed.remove(number)) {
      changed.add(number);
    }
    return new Bookmarks(changed);
  }

  OptionalLong atOrAfter(long number) {
    return optional(numbers.ceiling(number));
  }

  OptionalLong atOrBefore(long number) {
    return optional(numbers.floor(number));
  }

  private static OptionalLong optional(@Nullable Long number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** The numbers, rising. */
  LongStream numbers() {
    return numbers.stream().mapToLong(Long::longValue);
  }

  /** The same, of entries that have other numbers now. */
  Bookmarks renumbered(Renumbering moved) {
    TreeSet<Long> now = new TreeSet<>();
    numbers.forEach(number -> now.add(moved.of(number)));
    return new Bookmarks(now);
  }

  /** Without those that are no longer held. */
  Bookmarks heldFrom(long first) {
    return isEmpty() || numbers.first() >= first
        ? this
        : new Bookmarks(new TreeSet<>(numbers.tailSet(first)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bookmarks marks && marks.numbers.equals(numbers);
  }

  @Override
  public int hashCode() {
    return numbers.hashCode();
  }

  @Override
  public String toString() {
    return numbers.toString();
  }
}
