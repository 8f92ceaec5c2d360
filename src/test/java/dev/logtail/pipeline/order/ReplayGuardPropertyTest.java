package dev.logtail.pipeline.order;

import dev.logtail.pipeline.order.RingHistory.Step;
import dev.logtail.pipeline.order.RingServer.Pace;
import dev.logtail.pipeline.order.RingServer.Words;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * D-1: against a model server whose stamps never go back and whose ring is contiguous, no record is
 * dropped, none is repeated without a mark, and no loss goes untold.
 */
class ReplayGuardPropertyTest {
  private static final RingHistory.Totals TOTALS = new RingHistory.Totals();

  private static final RingHistory.Totals FROZEN = new RingHistory.Totals();

  private static final Arbitrary<Step> JUMP_AHEAD =
      Arbitraries.of(1, 7200).map(Step.ClockJump::new);

  @AfterContainer
  static void tellTotals() {
    System.out.println(TOTALS.line());
    System.out.println("frozen clock: " + FROZEN.line());
  }

  private static Arbitrary<Step> log(Arbitrary<Boolean> twins) {
    Arbitrary<List<Integer>> dice = Arbitraries.integers().between(0, 999).list().ofMaxSize(25);
    return Combinators.combine(dice, twins).as(Step.Log::new);
  }

  private static <T> Tuple.Tuple2<Integer, T> tuple(int weight, T value) {
    return Tuple.of(weight, value);
  }

  private static Arbitrary<Step> connect(int mostEarly) {
    Arbitrary<Integer> none = Arbitraries.just(0);
    Arbitrary<Integer> early = Arbitraries.frequencyOf(tuple(2, none), tuple(1, few(mostEarly)));
    Arbitrary<Integer> again = Arbitraries.frequencyOf(tuple(2, none), tuple(1, few(4)));
    Arbitrary<Integer> cut =
        Arbitraries.frequencyOf(tuple(3, Arbitraries.just(-1)), tuple(1, few(20)));
    Arbitrary<Boolean> slow = Arbitraries.frequency(tuple(4, false), tuple(1, true));
    return Combinators.combine(early, few(20), again, cut, slow).as(Step.Connect::new);
  }

  private static Arbitrary<Integer> few(int most) {
    return Arbitraries.integers().between(0, most);
  }

  private static Arbitrary<List<Step>> steps(int mostEarly, Arbitrary<Step> more) {
    return steps(mostEarly, log(Arbitraries.frequency(tuple(4, false), tuple(1, true))), more);
  }

  private static Arbitrary<List<Step>> steps(
      int mostEarly, Arbitrary<Step> log, Arbitrary<Step> more) {
    Arbitrary<Step> wait = Arbitraries.of(100, 300, 3000).map(Step.Wait::new);
    Arbitrary<Step> restart = Arbitraries.of(true, false).map(Step.Restart::new);
    return Arbitraries.frequencyOf(
            tuple(5, log),
            tuple(5, connect(mostEarly)),
            tuple(3, Arbitraries.just(new Step.Disconnect())),
            tuple(3, wait),
            tuple(1, restart),
            tuple(1, more))
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return steps(3, JUMP_AHEAD);
  }

  /** Without twins: nobody can tell a record that was not sent from its twin that was. */
  @Provide
  Arbitrary<List<Step>> withDrops() {
    Arbitrary<Step> drop = Arbitraries.integers().between(1, 12).map(Step.Drop::new);
    return steps(0, log(Arbitraries.just(false)), drop);
  }

  @Provide
  Arbitrary<List<Step>> withJumps() {
    return steps(0, Arbitraries.of(-3600, -1, 3600).map(Step.ClockJump::new));
  }

  /** Without records that overtake the ring: where equal stamps abound, nobody could place them. */
  @Provide
  Arbitrary<List<Step>> inOrder() {
    return steps(0, JUMP_AHEAD);
  }

  @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
  void D1_with_a_fine_clock(
      @ForAll("histories") List<Step> steps,
      @ForAll Words words,
      @ForAll @IntRange(min = 1, max = 24) int ringSize) {
    new RingHistory(new RingServer(ringSize, words, Pace.FINE), TOTALS).play(steps);
  }

  @Property(tries = 2_500, edgeCases = EdgeCasesMode.NONE)
  void D1_with_a_coarse_clock_and_unique_messages(
      @ForAll("histories") List<Step> steps, @ForAll @IntRange(min = 1, max = 24) int ringSize) {
    new RingHistory(new RingServer(ringSize, Words.UNIQUE, Pace.COARSE), TOTALS).play(steps);
  }

  @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
  void D1_with_a_coarse_clock_and_equal_messages(
      @ForAll("inOrder") List<Step> steps,
      @ForAll Words words,
      @ForAll @IntRange(min = 1, max = 24) int ringSize) {
    new RingHistory(new RingServer(ringSize, words, Pace.COARSE), TOTALS).play(steps);
  }

  /** Stamps that go back break an assumption; where no two records are equal, nothing follows. */
  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void D1_with_a_clock_that_is_set_back(
      @ForAll("withJumps") List<Step> steps, @ForAll @IntRange(min = 1, max = 24) int ringSize) {
    new RingHistory(new RingServer(ringSize, Words.UNIQUE, Pace.SET_BACK), TOTALS).play(steps);
  }

  /**
   * What a server does not send breaks an assumption too; without equal records nothing follows.
   */
  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void D1_with_a_server_that_drops(
      @ForAll("withDrops") List<Step> steps,
      @ForAll Pace pace,
      @ForAll @IntRange(min = 1, max = 24) int ringSize) {
    new RingHistory(new RingServer(ringSize, Words.UNIQUE, pace), TOTALS).play(steps);
  }

  /**
   * Nothing is to be had from stamps: what proves is the order of records that are all different.
   */
  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void D1_with_a_clock_that_stands_still(
      @ForAll("inOrder") List<Step> steps,
      @ForAll Words words,
      @ForAll @IntRange(min = 1, max = 60) int ringSize) {
    new RingHistory(new RingServer(ringSize, words, Pace.FROZEN), FROZEN).play(steps);
  }

  /** Found once: a replay that was shown again, marked, stood twice in what was handed on. */
  @Example
  void a_replay_that_was_shown_twice_proves_nothing_by_its_order() {
    List<Step> steps =
        List.of(
            new Step.Log(Collections.nCopies(17, 0), false),
            new Step.Connect(0, 0, 0, -1, false),
            new Step.Disconnect(),
            new Step.Connect(0, 0, 0, 16, true),
            new Step.Connect(0, 0, 0, -1, false));
    new RingHistory(new RingServer(17, Words.UNIQUE, Pace.FROZEN), FROZEN).play(steps);
  }

  /** Found once: two connections that broke at their first record, the second one a live one. */
  @Example
  void a_connection_that_brought_only_an_overtaking_record_proves_nothing() {
    List<Step> steps =
        List.of(
            new Step.Log(List.of(0, 0), true),
            new Step.Connect(0, 0, 0, 1, false),
            new Step.Connect(1, 0, 0, 1, false),
            new Step.Connect(0, 0, 0, -1, false));
    new RingHistory(new RingServer(2, Words.UNIQUE, Pace.COARSE), TOTALS).play(steps);
  }
}
