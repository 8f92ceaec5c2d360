package dev.logtail.pipeline.order;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds out whether a server's ids are consecutive numbers; only then a hole in them is a number of
 * records.
 */
final class IdCounter {
  private static final int LONGEST = 20;
  private static final int ENOUGH = 3;
  private static final BigInteger MOST_BELIEVED = BigInteger.valueOf(1_000_000_000);

  private Optional<BigInteger> last = Optional.empty();
  private int steps;
  private boolean broken;

  /** What an earlier run found out. */
  void recall(Remembered.Counter before) {
    last = numberOf(before.last());
    steps = before.steps();
    broken = before.broken();
  }

  /**
   * What is found out.
   *
   * @param unbroken whether the last record is where it should be
   */
  Remembered.Counter remembered(boolean unbroken) {
    return new Remembered.Counter(
        unbroken ? last.map(BigInteger::toString).orElse("") : "", steps, broken);
  }

  /** The next record of an unbroken stretch; one from before it says nothing. */
  void follows(String id) {
    Optional<BigInteger> number = numberOf(id);
    if (number.isEmpty()) {
      broken = true;
    } else if (last.isEmpty()) {
      last = number;
    } else if (number.get().compareTo(last.get()) > 0) {
      broken |= !number.get().equals(last.get().add(BigInteger.ONE));
      steps++;
      last = number;
    }
  }

  /** Others may be missing before the next record. */
  void forget() {
    last = Optional.empty();
  }

  /** How many records lie between the last one and {@code id}, where that can be known. */
  OptionalLong missingBefore(String id) {
    Optional<BigInteger> number = numberOf(id);
    if (broken || steps < ENOUGH || last.isEmpty() || number.isEmpty()) {
      return OptionalLong.empty();
    }
    BigInteger missing = number.get().subtract(last.get()).subtract(BigInteger.ONE);
    return missing.signum() < 0 || missing.compareTo(MOST_BELIEVED) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(missing.longValueExact());
  }

  private static Optional<BigInteger> numberOf(String id) {
    boolean digits =
        !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Optional.of(new BigInteger(id)) : Optional.empty();
  }
}
