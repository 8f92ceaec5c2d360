package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WithContextTest {
  private static NumberDeque deque(Iterable<Integer> numbers) {
    NumberDeque deque = new NumberDeque();
    numbers.forEach(deque::addLast);
    return deque;
  }

  @Property(tries = 500)
  void is_each_entry_and_its_neighbours(
      @ForAll @Size(max = 40) Set<@IntRange(min = 0, max = 60) Integer> numbers,
      @ForAll Set<@IntRange(min = 0, max = 60) Integer> some,
      @ForAll @IntRange(min = 0, max = 5) int reach) {
    TreeSet<Integer> base = new TreeSet<>(numbers);
    TreeSet<Integer> core = new TreeSet<>(some);
    core.retainAll(base);
    TreeSet<Integer> expected = new TreeSet<>();
    for (int one : core) {
      base.headSet(one, true).descendingSet().stream().limit(reach + 1L).forEach(expected::add);
      base.tailSet(one, true).stream().limit(reach + 1L).forEach(expected::add);
    }

    EntryNumbers shown = new WithContext(deque(core), deque(base), reach);

    for (int number = -1; number <= 62; number++) {
      Integer next = expected.ceiling(number);
      Integer previous = expected.floor(number);
      assertThat(shown.atOrAfter(number).orElse(-1)).isEqualTo(next == null ? -1 : next);
      assertThat(shown.atOrBefore(number).orElse(-1)).isEqualTo(previous == null ? -1 : previous);
    }
    assertThat(shown.count()).isEqualTo(core.size());
  }
}
