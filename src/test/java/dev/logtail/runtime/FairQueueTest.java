package dev.logtail.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  /** The number-th value of a lane. */
  record Value(int lane, int number, int weight) {}

  private final List<Value> dropped = new ArrayList<>();

  private FairQueue<Integer, Value> queue(long bound) {
    return new FairQueue<>(Value::weight, bound, Value::lane, dropped::add);
  }

  private static List<Value> values(int lane, int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> new Value(lane, n, 1)).toList();
  }

  private static List<Value> all(Backlog<Value> queue) {
    List<Value> taken = new ArrayList<>();
    while (queue.drainTo(taken, 7) > 0) {
      // until nothing waits
    }
    return taken;
  }

  @Test
  void a_loud_lane_does_not_push_out_a_quiet_one() {
    FairQueue<Integer, Value> queue = queue(100);
    queue.offerAll(values(1, 0, 10));
    queue.offerAll(values(2, 0, 5000));
    assertThat(dropped).isEqualTo(values(2, 0, 4910));
    List<Value> taken = all(queue);
    assertThat(taken.subList(0, 10)).isEqualTo(values(1, 0, 10));
    assertThat(taken.subList(10, 100)).isEqualTo(values(2, 4910, 5000));
  }

  @Test
  void places_of_dropped_values_do_not_pile_up_behind_one_that_stays() {
    FairQueue<Integer, Value> queue = queue(2000);
    queue.offerAll(values(1, 0, 1));
    for (int i = 0; i < 300; i++) {
      queue.offerAll(values(2, 10_000 * i, 10_000 * (i + 1)));
    }
    assertThat(dropped).hasSize(3_000_000 + 1 - 2000);
    assertThat(all(queue)).hasSize(2000).startsWith(new Value(1, 0, 1));
  }

  @Test
  void a_closed_queue_is_empty_and_may_be_used_again() {
    FairQueue<Integer, Value> queue = queue(10);
    queue.offerAll(values(1, 0, 5));
    queue.close();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.offerAll(values(1, 5, 10))).isTrue();
    assertThat(all(queue)).isEqualTo(values(1, 5, 10));
  }

  /** Values that come, or a number of values to take. */
  record Step(int lane, int number, int weight, boolean take) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(1, 9),
            Arbitraries.of(true, false, false))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 1000)
  void nothing_is_lost_uncounted_order_stays_and_the_bound_holds(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 300) int bound) {
    dropped.clear();
    FairQueue<Integer, Value> queue = queue(bound);
    List<Value> given = new ArrayList<>();
    List<Value> taken = new ArrayList<>();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (Step step : steps) {
      if (step.take()) {
        queue.drainTo(taken, step.number());
      } else {
        for (int i = 0; i < step.number(); i++) {
          int number = numbers.merge(step.lane(), 1, Integer::sum);
          Value value = new Value(step.lane(), number, step.weight());
          given.add(value);
          queue.offerAll(List.of(value));
        }
      }
      long waits = weight(given) - weight(taken) - weight(dropped);
      assertThat(waits).isLessThanOrEqualTo(Math.max(bound, 9));
    }
    taken.addAll(all(queue));
    assertThat(queue.isEmpty()).isTrue();
    List<Value> rest = new ArrayList<>(given);
    rest.removeAll(dropped);
    assertThat(taken).isEqualTo(rest);
  }

  private static long weight(List<Value> values) {
    return values.stream().mapToLong(Value::weight).sum();
  }
}
