package dev.logtail.tool.debug;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How many frames and bytes came lately. For one thread at a time. */
final class FrameRates {
  private static final long SLICE = Duration.ofMillis(100).toNanos();
  private static final int SLICES_PER_SECOND = 10;
  private static final int SLICES = 60 * SLICES_PER_SECOND + 1;
  private static final List<Integer> SPANS = List.of(1, 10, 60);

  private final long[] frames = new long[SLICES];
  private final long[] bytes = new long[SLICES];
  private final long begin;

  /** The slice that was counted in last, from the beginning. */
  private long last;

  FrameRates(long nanos) {
    this.begin = nanos;
  }

  void received(long size, long nanos) {
    int slot = advance(nanos);
    frames[slot]++;
    bytes[slot] += size;
  }

  private int advance(long nanos) {
    long now = (nanos - begin) / SLICE;
    if (now - last >= SLICES) {
      Arrays.fill(frames, 0);
      Arrays.fill(bytes, 0);
    } else {
      for (long slice = last + 1; slice <= now; slice++) {
        frames[(int) (slice % SLICES)] = 0;
        bytes[(int) (slice % SLICES)] = 0;
      }
    }
    last = Math.max(last, now);
    return (int) (last % SLICES);
  }

  /** A line a span: {@code last 10 s: 12.5 frames/s, 3,100 bytes/s}. */
  String text(long nanos) {
    advance(nanos);
    return SPANS.stream().map(this::row).collect(Collectors.joining("\n"));
  }

  private String row(int seconds) {
    return String.format(
        Locale.ROOT,
        "last %2d s: %,.1f frames/s, %,d bytes/s",
        seconds,
        (double) sum(frames, seconds) / seconds,
        sum(bytes, seconds) / seconds);
  }

  /** The slice that is going on counts too. */
  private long sum(long[] counted, int seconds) {
    long sum = 0;
    for (int back = 0; back < Math.min(seconds * SLICES_PER_SECOND + 1, last + 1); back++) {
      sum += counted[(int) ((last - back) % SLICES)];
    }
    return sum;
  }
}
