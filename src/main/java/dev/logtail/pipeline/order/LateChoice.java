package dev.logtail.pipeline.order;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Sink;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A rule that is chosen when the first record comes, since some streams show only then what they
 * are. Before it there is nothing to judge.
 */
public final class LateChoice implements Continuity {
  private static final long SEAM_NANOS = Duration.ofSeconds(2).toNanos();

  private final Supplier<Continuity> choice;
  private Optional<Continuity> chosen = Optional.empty();
  private long openedNanos;
  private boolean moved;

  /**
   * @param choice asked once
   */
  public LateChoice(Supplier<Continuity> choice) {
    this.choice = choice;
  }

  @Override
  public void opened(long nowNanos, boolean elsewhere) {
    openedNanos = nowNanos;
    moved = elsewhere;
    chosen.ifPresent(rule -> rule.opened(nowNanos, elsewhere));
  }

  @Override
  public void accept(LogEvent event, long nowNanos, Sink<Entry> out) {
    if (chosen.isEmpty()) {
      Continuity rule = choice.get();
      rule.opened(openedNanos, moved);
      chosen = Optional.of(rule);
    }
    chosen.get().accept(event, nowNanos, out);
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
  public long repeated() {
    return chosen.map(Continuity::repeated).orElse(0L);
  }

  @Override
  public long fetched() {
    return chosen.map(Continuity::fetched).orElse(0L);
  }
}
