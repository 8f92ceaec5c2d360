package dev.logtail.tool.probe;

import dev.logtail.runtime.Ticker;
import java.time.Duration;
import java.util.function.Consumer;

/** Where somebody stands who looks into a target by blocking questions. Safe for many threads. */
final class Progress implements StreamProbing.Looking {
  /** What is under way, and since when. */
  private record Stage(Step.Kind at, long nanos) {}

  private final String place;
  private final Ticker ticker;
  private final Consumer<Step> told;

  /** Written by the one that looks, read by the one that waits. */
  private volatile Stage stage;

  private volatile boolean over;

  /**
   * @param place the host and port that are asked
   */
  Progress(String place, Ticker ticker, Consumer<Step> told) {
    this.place = place;
    this.ticker = ticker;
    this.told = told;
    this.stage = new Stage(Step.Kind.NAME, ticker.nanos());
  }

  /** This is under way now. */
  void begins(Step.Kind kind) {
    stage = new Stage(kind, ticker.nanos());
  }

  @Override
  public Step overdue() {
    Stage now = stage;
    return Patience.step(now.at(), Duration.ofNanos(ticker.nanos() - now.nanos()), place);
  }

  /** The host and port that are asked. */
  String place() {
    return place;
  }

  void tell(Step step) {
    if (!over) {
      told.accept(step);
    }
  }

  @Override
  public void giveUp() {
    over = true;
  }

  boolean isOver() {
    return over;
  }
}
