package dev.logtail.tool.probe;

import java.util.function.Consumer;

/** Where somebody stands who looks into a target by blocking questions. Safe for many threads. */
final class Progress implements StreamProbing.Looking {
  private final Consumer<Step> told;

  /** Written by the one that looks, read by the one that waits. */
  private volatile Step.Kind at = Step.Kind.NAME;

  private volatile boolean over;

  Progress(Consumer<Step> told) {
    this.told = told;
  }

  /** This is under way now. */
  void begins(Step.Kind kind) {
    at = kind;
  }

  @Override
  public Step.Kind at() {
    return at;
  }

  void tell(Step step) {
    at = step.kind();
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
