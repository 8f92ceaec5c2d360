package dev.logtail.pipeline.order;

import dev.logtail.pipeline.order.NamedHistory.Names;
import dev.logtail.pipeline.order.NamedHistory.Reply;
import dev.logtail.pipeline.order.NamedHistory.Step;
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
 * D-1 where records have names and the server a history: nothing is shown twice, nothing that came
 * is left out, and what the history no longer had is told, counted where the names are numbers.
 */
class HistoryGuardPropertyTest {
  private static final NamedHistory.Totals TOTALS = new NamedHistory.Totals();

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

  @Provide
  Arbitrary<List<Step>> histories() {
    return steps(Arbitraries.of(Reply.AT_ONCE, Reply.LATE, Reply.LATE, Reply.FAILS, Reply.NEVER));
  }

  @Provide
  Arbitrary<List<Step>> answered() {
    return steps(Arbitraries.of(Reply.AT_ONCE, Reply.LATE));
  }

  private static Arbitrary<List<Step>> steps(Arbitrary<Reply> replies) {
    Arbitrary<Integer> again =
        Arbitraries.frequencyOf(tuple(2, Arbitraries.just(0)), tuple(1, few(4)));
    Arbitrary<Step> log = Combinators.combine(few(30), again).as(Step.Log::new);
    Arbitrary<Integer> cut =
        Arbitraries.frequencyOf(tuple(3, Arbitraries.just(-1)), tuple(1, few(10)));
    Arbitrary<Step> connect = Combinators.combine(few(12), replies, cut).as(Step.Connect::new);
    Arbitrary<Step> wait = Arbitraries.of(100, 300, 3000, 6000).map(Step.Wait::new);
    return Arbitraries.frequencyOf(
            tuple(5, log),
            tuple(5, connect),
            tuple(3, Arbitraries.just(new Step.Disconnect())),
            tuple(3, wait))
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void D1_with_a_history_that_may_fail(
      @ForAll("histories") List<Step> steps,
      @ForAll Names names,
      @ForAll @IntRange(min = 0, max = 60) int retention) {
    new NamedHistory(names, retention, TOTALS).play(steps);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void D1_with_a_history_that_keeps_everything(
      @ForAll("answered") List<Step> steps, @ForAll Names names) {
    NamedHistory history = new NamedHistory(names, Integer.MAX_VALUE, TOTALS);
    history.play(steps);
    history.checkThatNothingIsMissing();
  }
}
