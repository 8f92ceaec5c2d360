package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class NumberDequeTest {
  /** Steps: an odd number adds at the end, an even one at the front, 0 forgets the oldest half. */
  @Property
  void answers_like_a_sorted_set(
      @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 7) Integer> steps,
      @ForAll @IntRange(min = -50, max = 1500) int asked) {
    NumberDeque deque = new NumberDeque();
    TreeSet<Long> set = new TreeSet<>();
    for (int step : steps) {
      take(step, deque, set);
    }

    assertThat(deque.count()).isEqualTo(set.size());
    assertThat(deque.countBefore(asked)).isEqualTo(set.headSet((long) asked).size());
    assertThat(deque.atOrAfter(asked)).isEqualTo(optional(set.ceiling((long) asked)));
    assertThat(deque.atOrBefore(asked)).isEqualTo(optional(set.floor((long) asked)));
    assertThat(all(deque)).containsExactlyElementsOf(set);
  }

  private static void take(int step, NumberDeque deque, TreeSet<Long> set) {
    if (step == 0) {
      long keep = new ArrayList<>(set).stream().skip(set.size() / 2).findFirst().orElse(0L);
      deque.removeBefore(keep);
      set.headSet(keep).clear();
    } else if (step % 2 == 1) {
      long next = set.isEmpty() ? 500 : set.last() + step;
      deque.addLast(next);
      set.add(next);
    } else {
      long previous = set.isEmpty() ? 500 : set.first() - step;
      deque.addFirst(previous);
      set.add(previous);
    }
  }

  private static List<Long> all(EntryNumbers numbers) {
    List<Long> all = new ArrayList<>();
    OptionalLong next = numbers.atOrAfter(Long.MIN_VALUE);
    while (next.isPresent()) {
      all.add(next.getAsLong());
      next = numbers.atOrAfter(next.getAsLong() + 1);
    }
    return all;
  }

  private static OptionalLong optional(Long number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
