package dev.logtail.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a notice about a stream's continuity rests on.
 *
 * @param from stamp of the last record before the place that it is about
 * @param to stamp of the first record after it
 * @param proven true when it is known, false when it may be so
 * @param lost how many records are missing there, where that is known
 */
public record Evidence(
    Optional<Instant> from, Optional<Instant> to, boolean proven, OptionalLong lost) {
  public static final Evidence NONE =
      new Evidence(Optional.empty(), Optional.empty(), false, OptionalLong.empty());

  /** Nothing is missing after the record stamped {@code from}. */
  public static Evidence unbroken(Instant from) {
    return new Evidence(Optional.of(from), Optional.empty(), true, OptionalLong.of(0));
  }

  /** Records may be missing; nobody can tell how many. */
  public static Evidence doubtful(Instant from, Instant to) {
    return new Evidence(Optional.of(from), Optional.of(to), false, OptionalLong.empty());
  }

  /** Exactly {@code lost} records are missing. */
  public static Evidence missing(Instant from, Instant to, long lost) {
    return new Evidence(Optional.of(from), Optional.of(to), true, OptionalLong.of(lost));
  }
}
