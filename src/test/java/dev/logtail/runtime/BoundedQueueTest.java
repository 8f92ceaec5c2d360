package dev.logtail.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BoundedQueueTest {
  private record Item(int number, int weight) {}

  private static BoundedQueue<Item> queue(long bound) {
    return new BoundedQueue<>(Item::weight, bound);
  }

  private static List<Item> drained(BoundedQueue<Item> queue) {
    List<Item> items = new ArrayList<>();
    queue.drainTo(items, Integer.MAX_VALUE);
    return items;
  }

  /** Weights to offer, and -n to take n out. */
  @Provide
  Arbitrary<List<Integer>> deeds() {
    Arbitrary<Integer> weights =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(1, 60)), Tuple.of(1, Arbitraries.just(0)));
    return Combinators.combine(weights, Arbitraries.integers().between(-9, 30))
        .as((weight, take) -> take < 0 ? take : weight)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void order_is_kept_and_everything_is_taken_or_counted_as_dropped(
      @ForAll("deeds") List<Integer> deeds, @ForAll @IntRange(min = 1, max = 150) int bound) {
    List<Item> dropped = new ArrayList<>();
    BoundedQueue<Item> queue = new BoundedQueue<>(Item::weight, bound, dropped::add);
    List<Item> offered = new ArrayList<>();
    List<Item> taken = new ArrayList<>();
    for (int deed : deeds) {
      if (deed < 0) {
        assertThat(queue.drainTo(taken, -deed)).isLessThanOrEqualTo(-deed);
        continue;
      }
      Item item = new Item(offered.size(), deed);
      boolean empty = taken.size() + dropped.size() == offered.size();
      assertThat(queue.offer(item)).isEqualTo(empty);
      offered.add(item);
      assertThat(queue.bytes() <= bound || isAlone(offered, taken, dropped)).isTrue();
    }
    taken.addAll(drained(queue));
    assertThat(taken).isSortedAccordingTo((a, b) -> a.number() - b.number());
    assertThat(taken).containsAll(offered.stream().filter(item -> item.weight() == 0).toList());
    assertThat(dropped).allMatch(item -> item.weight() > 0).noneMatch(taken::contains);
    assertThat(taken.size() + dropped.size()).isEqualTo(offered.size());
    assertThat(queue.takeDropped()).isEqualTo(dropped.size());
    assertThat(queue.takeDropped()).isZero();
    assertThat(queue.bytes()).isZero();
    assertThat(queue.isEmpty()).isTrue();
  }

  private static boolean isAlone(List<Item> offered, List<Item> taken, List<Item> dropped) {
    return offered.stream()
            .filter(item -> item.weight() > 0)
            .filter(item -> !taken.contains(item) && !dropped.contains(item))
            .count()
        == 1;
  }

  @Test
  void what_overflows_is_dropped_oldest_first() {
    BoundedQueue<Item> queue = queue(100);
    IntStream.range(0, 5).forEach(i -> queue.offer(new Item(i, 40)));
    assertThat(drained(queue)).extracting(Item::number).containsExactly(3, 4);
    assertThat(queue.takeDropped()).isEqualTo(3);
  }

  @Test
  void a_single_element_may_exceed_the_bound_alone() {
    BoundedQueue<Item> queue = queue(100);
    queue.offer(new Item(0, 5000));
    queue.offer(new Item(1, 0));
    queue.offer(new Item(2, 0));
    assertThat(drained(queue)).as("what weighs nothing pushes nothing out").hasSize(3);
  }

  @Test
  void a_queue_may_use_what_the_others_leave_and_gives_way_when_they_want_it() {
    SharedBudget budget = new SharedBudget(100);
    BoundedQueue<Item> loud = new BoundedQueue<>(Item::weight, budget);
    BoundedQueue<Item> quiet = new BoundedQueue<>(Item::weight, budget);
    IntStream.range(0, 9).forEach(i -> loud.offer(new Item(i, 10)));
    assertThat(loud.takeDropped()).isZero();
    IntStream.range(0, 5).forEach(i -> quiet.offer(new Item(i, 10)));
    assertThat(quiet.takeDropped()).as("within its part nobody loses anything").isZero();
    loud.offer(new Item(9, 10));
    assertThat(loud.takeDropped()).isEqualTo(5);
    assertThat(budget.used()).isEqualTo(100);
    assertThat(drained(loud)).extracting(Item::number).containsExactly(5, 6, 7, 8, 9);
    assertThat(drained(quiet)).hasSize(5);
    assertThat(budget.used()).isZero();
  }

  @Test
  void drop_all_spares_what_weighs_nothing() {
    BoundedQueue<Item> queue = queue(100);
    queue.offer(new Item(0, 10));
    queue.offer(new Item(1, 0));
    queue.offer(new Item(2, 10));
    queue.dropAll();
    assertThat(drained(queue)).extracting(Item::number).containsExactly(1);
    assertThat(queue.takeDropped()).isEqualTo(2);
  }

  @Test
  void only_the_first_of_many_must_wake_the_reader() {
    BoundedQueue<Item> queue = queue(100);
    assertThat(queue.offer(new Item(0, 1))).isTrue();
    assertThat(queue.offer(new Item(1, 1))).isFalse();
    drained(queue);
    assertThat(queue.offer(new Item(2, 1))).isTrue();
  }
}
