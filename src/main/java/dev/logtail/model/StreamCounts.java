package dev.logtail.model;

/**
 * What became of a worker's records: {@code received = shown + filtered + repeated + dropped},
 * malformed ones counted within.
 */
public record StreamCounts(
    long received, long shown, long filtered, long repeated, long dropped, long malformed) {
  public static final StreamCounts ZERO = new StreamCounts(0, 0, 0, 0, 0, 0);

  public StreamCounts plus(StreamCounts other) {
    return new StreamCounts(
        received + other.received,
        shown + other.shown,
        filtered + other.filtered,
        repeated + other.repeated,
        dropped + other.dropped,
        malformed + other.malformed);
  }
}
