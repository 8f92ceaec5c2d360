package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Severity;
import dev.logtail.pipeline.filter.FilterInput;
import dev.logtail.pipeline.filter.FilterParser;
import dev.logtail.pipeline.filter.FilterSyntaxException;
import dev.logtail.pipeline.store.Condition;
import dev.logtail.pipeline.store.Scan;
import dev.logtail.pipeline.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LogConditionTest {
  private static final Snapshot HELD = new FakeFarm(1 << 24, 5).log(6000).entries();

  private static Arbitrary<Optional<FilterInput>> filterInputs() {
    return Arbitraries.of(
            "#5",
            "资金",
            "dragon",
            "!bar",
            "/late by \\d*7 /",
            "!dragon",
            "GAP",
            "gap",
            "Timeout",
            "level >= ERROR and not timeout",
            "level in (INFO, ERROR) or worker ~ dragon",
            "worker = turtle and message contains \"#1\"",
            "not (worker ~ dragon or level < WARNING)",
            "not (\"bar\" and level = DEBUG)",
            "!level >= INFO",
            "!worker ~ dragon or message ~ /late by \\d*3/",
            "worker in (a, b) or not worker contains turtle",
            "!/dragon|late/",
            "k")
        .map(LogConditionTest::read)
        .optional();
  }

  static FilterInput read(String typed) {
    try {
      return FilterInput.read(typed, new FilterParser(ConsoleRig.ZONE, FakeFarm.START));
    } catch (FilterSyntaxException e) {
      throw new IllegalArgumentException(typed, e);
    }
  }

  @Provide
  Arbitrary<Optional<TextQuery>> searches() {
    return Arbitraries.of("#5", "资金", "dragon", "/late by \\d*7 /", "GAP", "gap", "Timeout", "k")
        .map(TextQuery::search)
        .optional();
  }

  @Provide
  Arbitrary<FilterSet> filters() {
    Arbitrary<WorkerChoice> workers =
        Arbitraries.of(
            WorkerChoice.ALL,
            WorkerChoice.ALL.only(FakeFarm.TURTLE),
            WorkerChoice.ALL.toggle(FakeFarm.DRAGON));
    return Combinators.combine(
            Arbitraries.of(Severity.class),
            filterInputs(),
            workers,
            searches(),
            Arbitraries.of(true, false))
        .as(
            (minimum, text, choice, matches, off) ->
                FilterSet.NONE
                    .withMinimum(minimum)
                    .withText(text)
                    .withWorkers(choice)
                    .withMatchesOf(matches)
                    .withOff(off));
  }

  private static List<Long> those(LongPredicate wanted) {
    return LongStream.range(HELD.first(), HELD.end()).filter(wanted).boxed().toList();
  }

  @Property(tries = 100)
  void nothing_is_passed_over_that_is_wanted(
      @ForAll("filters") FilterSet filters, @ForAll("searches") Optional<TextQuery> search) {
    Condition shown = LogCondition.of(filters);
    assertThat(those(new Scan(HELD, shown)::test))
        .isEqualTo(those(number -> filters.shows(HELD.get(number))));

    search.ifPresent(
        query ->
            assertThat(those(new Scan(HELD, LogCondition.of(filters, query))::test))
                .isEqualTo(
                    those(
                        number ->
                            filters.shows(HELD.get(number)) && query.matches(HELD.get(number)))));
  }
}
