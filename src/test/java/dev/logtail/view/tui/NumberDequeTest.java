package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Receipt.Mark;
import dev.logtail.pipeline.store.EntryStore;
import dev.logtail.pipeline.store.Renumbering;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
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

  @Property
  void follows_entries_to_their_numbers(
      @ForAll Set<@IntRange(min = 0, max = 300) Integer> numbers,
      @ForAll Set<@IntRange(min = 0, max = 300) Integer> inserted,
      @ForAll @IntRange(max = 100) int turn,
      @ForAll @IntRange(min = 1, max = 4) int everyNth) {
    NumberDeque deque = turned(turn);
    TreeSet<Long> expected = new TreeSet<>();
    TreeSet<Integer> rising = new TreeSet<>(inserted);
    numbers.stream().sorted().forEach(number -> deque.addLast(number));
    numbers.forEach(number -> expected.add(moved(number, rising)));
    List<Long> added =
        rising.stream().filter(n -> n % everyNth == 0).map(Integer::longValue).toList();
    expected.addAll(added);

    deque.renumber(renumbering(rising), added.stream().mapToLong(n -> n).toArray());

    assertThat(all(deque)).containsExactlyElementsOf(expected);
  }

  /** An empty one whose ring begins anywhere. */
  private static NumberDeque turned(int turn) {
    NumberDeque deque = new NumberDeque();
    for (int number = 0; number < turn; number++) {
      deque.addLast(number);
      deque.removeBefore(number + 1);
    }
    return deque;
  }

  /** What a store tells after it has inserted entries that are numbered so afterwards. */
  private static Renumbering renumbering(TreeSet<Integer> inserted) {
    EntryStore store = new EntryStore(Long.MAX_VALUE);
    int end = 1000;
    for (int number = 0; number < end; number++) {
      if (!inserted.contains(number)) {
        store.append(
            List.of(
                FakeFarm.event(FakeFarm.DRAGON, FakeFarm.START.plusMillis(number), "INFO", "")));
      }
    }
    for (int number : inserted) {
      store.append(
          List.of(
              FakeFarm.event(FakeFarm.YANG, FakeFarm.START.plusMillis(number), "INFO", "")
                  .with(Mark.LATE)));
    }
    Renumbering moved = store.snapshot().renumberingSince(0);
    assertThat(moved.inserted()).containsExactly(inserted.stream().mapToLong(n -> n).toArray());
    return moved;
  }

  private static long moved(int number, TreeSet<Integer> inserted) {
    int now = number;
    for (int place : inserted) {
      now += place <= now ? 1 : 0;
    }
    return now;
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
