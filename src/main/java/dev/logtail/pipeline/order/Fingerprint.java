package dev.logtail.pipeline.order;

import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;

/**
 * Says whether two records are the same record: 128 bits over all seven fields, in two lanes that
 * mix differently. Two different records of one worker share a fingerprint less often than a disk
 * turns a bit; somebody who wanted to could make such a pair, but would only hide lines of their
 * own worker.
 */
public record Fingerprint(long high, long low) {
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final long STAFFORD_1 = 0xbf58476d1ce4e5b9L;
  private static final long STAFFORD_2 = 0x94d049bb133111ebL;
  private static final int TURN = 29;

  /** Of a line of which only the text is known. */
  static Fingerprint of(String line) {
    return new Fingerprint(FNV_START, GOLDEN).and(line).finished();
  }

  static Fingerprint of(LogEvent event) {
    Origin origin = event.origin();
    return new Fingerprint(FNV_START, GOLDEN)
        .and(event.time().text())
        .and(event.level().word())
        .and(origin.logger())
        .and(origin.module())
        .and(origin.function())
        .and(origin.line())
        .and(event.message())
        .finished();
  }

  /** The length goes first, so that no field can reach into the next. */
  private Fingerprint and(String field) {
    int length = field.length();
    Fingerprint before = and(length);
    long a = before.high;
    long b = before.low;
    for (int i = 0; i < length; i++) {
      char c = field.charAt(i);
      a = (a ^ c) * FNV_PRIME;
      b = Long.rotateLeft(b, TURN) * GOLDEN + c;
    }
    return new Fingerprint(a, b);
  }

  private Fingerprint and(int number) {
    return new Fingerprint(
        (high ^ number) * FNV_PRIME, Long.rotateLeft(low, TURN) * GOLDEN + number);
  }

  private Fingerprint finished() {
    return new Fingerprint(avalanche(high + low), avalanche(low ^ Long.rotateLeft(high, TURN)));
  }

  private static long avalanche(long bits) {
    long once = (bits ^ (bits >>> 30)) * STAFFORD_1;
    long twice = (once ^ (once >>> 27)) * STAFFORD_2;
    return twice ^ (twice >>> 31);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(low);
  }
}
