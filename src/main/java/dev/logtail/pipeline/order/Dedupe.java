package dev.logtail.pipeline.order;

import java.util.Locale;

/** What is done about records that come again after a reconnection. */
public enum Dedupe {
  /** Left out where they are proved to be repeats. */
  AUTO,
  /** Shown again. */
  OFF;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
