package dev.logtail.runtime;

/** A monotonic count of nanoseconds since some fixed moment: for durations only. */
@FunctionalInterface
public interface Ticker {
  long nanos();

  static Ticker system() {
    return System::nanoTime;
  }
}
