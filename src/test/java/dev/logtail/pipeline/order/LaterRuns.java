package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A rule beside which another one runs that is made anew after each connection, from what the one
 * before it remembered; both must say the same of everything.
 */
final class LaterRuns implements Continuity {
  private final Function<Recall, Continuity> rules;
  private final Continuity goingOn;
  private Continuity later;
  private long repeatedBefore;

  LaterRuns(Function<Recall, Continuity> rules) {
    this.rules = rules;
    this.goingOn = rules.apply(Recall.NONE);
    this.later = rules.apply(new Recall(true, Optional.empty()));
  }

  private void both(Consumer<Sink<Entry>> first, Consumer<Sink<Entry>> second, Sink<Entry> out) {
    List<Entry> expected = new ArrayList<>();
    List<Entry> said = new ArrayList<>();
    first.accept(expected::add);
    second.accept(said::add);
    assertThat(said).as("what a later run says").isEqualTo(expected);
    said.stream()
        .filter(LogEvent.class::isInstance)
        .map(LogEvent.class::cast)
        .forEach(later::settled);
    expected.forEach(out::accept);
    assertThat(later.deadline()).as("what a later run waits for").isEqualTo(goingOn.deadline());
    assertThat(repeatedBefore + later.repeated()).isEqualTo(goingOn.repeated());
  }

  @Override
  public void opened(long nowNanos, boolean elsewhere) {
    goingOn.opened(nowNanos, elsewhere);
    later.opened(nowNanos, elsewhere);
  }

  @Override
  public void accept(LogEvent event, long nowNanos, Sink<Entry> out) {
    both(
        sink -> goingOn.accept(event, nowNanos, sink),
        sink -> later.accept(event, nowNanos, sink),
        out);
  }

  @Override
  public void expire(long nowNanos, Sink<Entry> out) {
    both(sink -> goingOn.expire(nowNanos, sink), sink -> later.expire(nowNanos, sink), out);
  }

  @Override
  public OptionalLong deadline() {
    return goingOn.deadline();
  }

  @Override
  public void closed(long nowNanos, Sink<Entry> out) {
    both(sink -> goingOn.closed(nowNanos, sink), sink -> later.closed(nowNanos, sink), out);
    repeatedBefore += later.repeated();
    Remembered remembered = later.remembered(nowNanos);
    later = rules.apply(new Recall(true, Optional.of(remembered)));
  }

  @Override
  public boolean isAtSeam(long nowNanos) {
    return goingOn.isAtSeam(nowNanos);
  }

  @Override
  public long repeated() {
    return goingOn.repeated();
  }

  @Override
  public long fetched() {
    return goingOn.fetched();
  }

  @Override
  public void settled(LogEvent event) {
    goingOn.settled(event);
  }

  @Override
  public Remembered remembered(long nowNanos) {
    return later.remembered(nowNanos);
  }
}
