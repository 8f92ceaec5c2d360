package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.runtime.Ticker;
import dev.logtail.view.stats.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Counts what a run brings, and shows the counts at its end or again and again. */
final class StatsOutput implements RunOutput {
  private static final Duration RARELY = Duration.ofDays(1);

  private final StatsSettings settings;
  private final StatsScreen screen;
  private final Ticker ticker;
  private final Talk talk;
  private final Tally tally;

  /** These two: the view thread, and the main thread once that has ended. */
  private long shownNanos;

  private boolean hasShown;

  StatsOutput(StatsSettings settings, StatsScreen screen, Ticker ticker, Talk talk) {
    this.settings = settings;
    this.screen = screen;
    this.ticker = ticker;
    this.talk = talk;
    this.tally = new Tally(settings.dimensions());
  }

  /** What counts. */
  Tally tally() {
    return tally;
  }

  @Override
  public void write(List<? extends Entry> entries) {
    entries.forEach(tally::add);
  }

  @Override
  public Duration syncEvery() {
    return settings.every().orElse(RARELY);
  }

  /** There is always something new to show: time passes. */
  @Override
  public boolean sync() throws IOException {
    if (settings.every().isPresent()) {
      show();
    }
    return false;
  }

  private void show() throws IOException {
    long now = ticker.nanos();
    Optional<Duration> interval =
        settings.every().isPresent() && hasShown
            ? Optional.of(Duration.ofNanos(now - shownNanos))
            : Optional.empty();
    shownNanos = now;
    hasShown = true;
    screen.show(tally.take(interval));
  }

  @Override
  public boolean isSilent() {
    return settings.every().isEmpty();
  }

  @Override
  public void finish() throws IOException {
    talk.progressEnds();
    show();
  }

  @Override
  public void abandon() {}
}
