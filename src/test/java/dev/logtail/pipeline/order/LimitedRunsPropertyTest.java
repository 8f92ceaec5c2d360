package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.RecordId;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * D-8 where runs end before everything that was handed on was taken: the records that were taken,
 * of all runs together, miss none without saying so and repeat none without a mark.
 */
class LimitedRunsPropertyTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final WorkerKey WORKER = Records.WORKER;

  /**
   * One run.
   *
   * @param before records that are logged before it
   * @param during records that are logged while it is connected
   * @param taken entries that are taken of what its rule hands on
   * @param millis how long it goes on
   */
  record Run(int before, int during, int taken, int millis) {}

  /** How a server's records can be told apart. */
  enum Kindly {
    BY_STAMP(recall -> new ReplayGuard(WORKER, () -> Long.MAX_VALUE, recall)),
    BY_NUMBER(
        recall -> new SequenceGuard(WORKER, new ReplayGuard(WORKER, () -> 0L, recall), recall)),
    BY_TEXT(recall -> new TextGuard(WORKER, recall));

    private final Function<Recall, Continuity> rules;

    Kindly(Function<Recall, Continuity> rules) {
      this.rules = rules;
    }

    LogEvent record(int number) {
      LogEvent plain = Records.at(number, "record " + number);
      return switch (this) {
        case BY_STAMP -> plain;
        case BY_NUMBER -> Records.numbered(plain.at(), RecordId.numbered("b", number + 1));
        case BY_TEXT -> Records.unstamped(number, "record " + number);
      };
    }
  }

  @Provide
  Arbitrary<List<Run>> runs() {
    Arbitrary<Integer> few = Arbitraries.integers().between(0, 30);
    Arbitrary<Integer> millis = Arbitraries.of(5, 400, 3000);
    return Combinators.combine(few, few, Arbitraries.integers().between(0, 60), millis)
        .as(Run::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(8);
  }

  @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
  void D8_what_was_not_taken_was_not_seen(
      @ForAll("runs") List<Run> runs,
      @ForAll Kindly kindly,
      @ForAll @IntRange(min = 1, max = 40) int ringSize,
      @ForAll boolean cutShort) {
    new Play(kindly, ringSize, cutShort).play(runs);
  }

  /** Runs against one server, and what is in the file after them. */
  private static final class Play {
    private final Kindly kindly;
    private final int ringSize;
    private final boolean cutShort;
    private final List<Entry> file = new ArrayList<>();
    private Optional<Remembered> remembered = Optional.empty();
    private int logged;
    private long now;

    Play(Kindly kindly, int ringSize, boolean cutShort) {
      this.kindly = kindly;
      this.ringSize = ringSize;
      this.cutShort = cutShort;
    }

    void play(List<Run> runs) {
      runs.forEach(this::play);
      check();
    }

    private void play(Run run) {
      logged += run.before();
      Continuity rule = kindly.rules.apply(new Recall(true, remembered));
      if (cutShort && remembered.isPresent()) {
        rule = new CutShort(WORKER, rule, false);
      }
      List<Entry> out = new ArrayList<>();
      rule.opened(now, false);
      for (int i = Math.max(0, logged - ringSize); i < logged; i++) {
        accept(rule, i, out);
      }
      now += run.millis() * MILLI;
      expire(rule, out);
      for (int i = 0; i < run.during(); i++) {
        accept(rule, logged++, out);
      }
      now += run.millis() * MILLI;
      expire(rule, out);
      take(rule, out, run);
    }

    private void accept(Continuity rule, int number, List<Entry> out) {
      now += MILLI;
      rule.accept(kindly.record(number), now, out::add);
    }

    private void expire(Continuity rule, List<Entry> out) {
      OptionalLong due = rule.deadline();
      if (due.isPresent() && due.getAsLong() <= now) {
        rule.expire(now, out::add);
      }
    }

    /** A run that was cut short has written two more entries than it remembers. */
    private void take(Continuity rule, List<Entry> out, Run run) {
      int settled = Math.min(run.taken(), out.size());
      for (Entry entry : out.subList(0, settled)) {
        if (entry instanceof LogEvent event) {
          rule.settled(event);
        }
      }
      if (settled > 0 || remembered.isPresent()) {
        Remembered known = rule.remembered(now);
        remembered = known.last().isAfter(Instant.MIN) ? Optional.of(known) : remembered;
      }
      boolean known = remembered.isPresent();
      int written = cutShort && known ? Math.min(settled + 2, out.size()) : settled;
      file.addAll(out.subList(0, written));
      now += 60_000 * MILLI;
    }

    private void check() {
      BitSet seen = new BitSet();
      boolean told = true;
      for (Entry entry : file) {
        if (entry instanceof StreamNotice notice) {
          boolean doubt = notice.kind() == Kind.GAP || notice.kind() == Kind.RESTARTED;
          told = doubt || (told && kindly != Kindly.BY_TEXT);
        } else {
          LogEvent event = (LogEvent) entry;
          int number = numberOf(event);
          boolean marked = event.receipt().marks().contains(Mark.MAY_REPEAT);
          boolean ofText = kindly == Kindly.BY_TEXT && told;
          assertThat(seen.get(number) && !marked && !ofText)
              .as("%d is there again and not marked: %s", number, file)
              .isFalse();
          boolean follows = number == 0 || seen.get(number - 1) || seen.get(number);
          assertThat(follows || told)
              .as("what is missing before %d is told: %s", number, file)
              .isTrue();
          seen.set(number);
          told &= kindly == Kindly.BY_TEXT;
        }
      }
    }

    private int numberOf(LogEvent event) {
      return kindly == Kindly.BY_NUMBER
          ? (int) event.receipt().id().seq() - 1
          : Integer.parseInt(event.message().substring("record ".length()));
    }
  }
}
