package dev.logtail.view.style;

import java.util.Locale;

/** How a point in time is written. */
public enum TimeStyle {
  /** {@code 14:30:25.123} in the view's zone. */
  SHORT,
  /** {@code 2026-02-01T14:30:25.123+08:00} in the view's zone. */
  FULL,
  /** {@code 2026-02-01T06:30:25.123Z}. */
  UTC,
  /** {@code +12.345}: seconds since the first record of the run, or before it. */
  RELATIVE,
  /** {@code 1769927425.123}: seconds since 1970. */
  EPOCH,
  /** Not at all. */
  NONE;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
