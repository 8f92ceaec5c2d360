package dev.logtail.pipeline.order;

import dev.logtail.pipeline.order.SequenceHistory.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * D-1 where the server numbers its records: nothing that came is left out, nothing is shown twice,
 * and the number of records told to be lost is the number of records that were, whatever the clock
 * does.
 */
class SequenceGuardPropertyTest {
  private static final SequenceHistory.Totals TOTALS = new SequenceHistory.Totals();

  @AfterContainer
  static void tellTotals() {
    System.out.println(TOTALS.line());
  }

  private static <T> Tuple.Tuple2<Integer, T> tuple(int weight, T value) {
    return Tuple.of(weight, value);
  }

  private static Arbitrary<Integer> few(int most) {
    return Arbitraries.integers().between(0, most);
  }

  private static Arbitrary<Integer> mostlyNone(int most) {
    return Arbitraries.frequencyOf(tuple(2, Arbitraries.just(0)), tuple(1, few(most)));
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Step> log = Combinators.combine(few(30), few(25), mostlyNone(6)).as(Step.Log::new);
    Arbitrary<Integer> cut =
        Arbitraries.frequencyOf(tuple(3, Arbitraries.just(-1)), tuple(1, few(25)));
    Arbitrary<Step> connect =
        Combinators.combine(mostlyNone(3), few(20), mostlyNone(4), cut).as(Step.Connect::new);
    Arbitrary<Step> jump = Arbitraries.of(-3600, -1, 7200).map(Step.ClockJump::new);
    Arbitrary<Step> wait = Arbitraries.of(100, 300, 3000).map(Step.Wait::new);
    return Arbitraries.frequencyOf(
            tuple(5, log),
            tuple(5, connect),
            tuple(3, Arbitraries.just(new Step.Disconnect())),
            tuple(2, wait),
            tuple(1, jump),
            tuple(1, Arbitraries.just(new Step.Restart())))
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
  void D1_numbers_are_exact(
      @ForAll("histories") List<Step> steps,
      @ForAll @IntRange(min = 0, max = 24) int ringSize,
      @ForAll @IntRange(min = 0, max = 500) int firstSeq) {
    new SequenceHistory(ringSize, firstSeq, TOTALS).play(steps);
  }
}
