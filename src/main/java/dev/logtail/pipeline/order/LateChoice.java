package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.ResumeRule;
import dev.logtail.model.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A rule that is chosen when the first record comes, since some streams show only then what they
 * are. Before it there is nothing to judge, unless an earlier run knew the stream: then it is taken
 * for what it was, until its first record shows something else.
 */
public final class LateChoice implements Continuity {
  private static final long SEAM_NANOS = Duration.ofSeconds(2).toNanos();

  private final Supplier<ResumeRule> told;
  private final Function<ResumeRule, Continuity> rules;
  private Optional<ResumeRule> choice;
  private Optional<Continuity> chosen;
  private boolean known;
  private long openedNanos;
  private boolean moved;

  /**
   * @param told asked once
   * @param rules makes what it says
   * @param before what was told of the stream by an earlier run
   */
  public LateChoice(
      Supplier<ResumeRule> told,
      Function<ResumeRule, Continuity> rules,
      Optional<ResumeRule> before) {
    this.told = told;
    this.rules = rules;
    this.choice = before;
    this.chosen = before.map(rules);
  }

  @Override
  public void opened(long nowNanos, boolean elsewhere) {
    openedNanos = nowNanos;
    moved = elsewhere;
    chosen.ifPresent(rule -> rule.opened(nowNanos, elsewhere));
  }

  @Override
  public void accept(LogEvent event, long nowNanos, Sink<Entry> out) {
    rule().accept(event, nowNanos, out);
  }

  private Continuity rule() {
    ResumeRule now = known ? choice.orElseThrow() : told.get();
    if (chosen.isPresent() && choice.equals(Optional.of(now))) {
      known = true;
      return chosen.get();
    }
    Continuity rule = rules.apply(now);
    rule.opened(openedNanos, moved);
    known = true;
    choice = Optional.of(now);
    chosen = Optional.of(rule);
    return rule;
  }

  @Override
  public void expire(long nowNanos, Sink<Entry> out) {
    chosen.ifPresent(rule -> rule.expire(nowNanos, out));
  }

  @Override
  public OptionalLong deadline() {
    return chosen.map(Continuity::deadline).orElse(OptionalLong.empty());
  }

  @Override
  public void closed(long nowNanos, Sink<Entry> out) {
    chosen.ifPresent(rule -> rule.closed(nowNanos, out));
  }

  @Override
  public boolean isAtSeam(long nowNanos) {
    return chosen.map(rule -> rule.isAtSeam(nowNanos)).orElse(nowNanos - openedNanos < SEAM_NANOS);
  }

  @Override
  public void settled(LogEvent event) {
    chosen.ifPresent(rule -> rule.settled(event));
  }

  @Override
  public Remembered remembered(long nowNanos) {
    return chosen
        .map(rule -> rule.remembered(nowNanos))
        .orElse(new Remembered.LastOnly(Instant.MIN));
  }

  @Override
  public long repeated() {
    return chosen.map(Continuity::repeated).orElse(0L);
  }

  @Override
  public long fetched() {
    return chosen.map(Continuity::fetched).orElse(0L);
  }
}
