package dev.logtail.model;

/**
 * What became of a worker's records: {@code received = shown + filtered + repeated + dropped +
 * malformed + surplus}.
 *
 * @param received everything that came, also what was fetched afterwards
 * @param shown well-formed records that were handed on to be shown
 * @param repeated left out as repeats
 * @param malformed handed on as the text that they are
 * @param surplus came when as many were shown as were asked for
 * @param findings what was found out about them beside that
 */
public record StreamCounts(
    long received,
    long shown,
    long filtered,
    long repeated,
    long dropped,
    long malformed,
    long surplus,
    Findings findings) {
  /**
   * Of the records shown or left out, and of what lies between them.
   *
   * @param gaps places where records are missing or may be
   * @param mayRepeat shown although they may have been shown before
   * @param recovered fetched afterwards
   */
  public record Findings(long gaps, long mayRepeat, long recovered) {
    public static final Findings NONE = new Findings(0, 0, 0);

    private Findings plus(Findings other) {
      return new Findings(
          gaps + other.gaps, mayRepeat + other.mayRepeat, recovered + other.recovered);
    }
  }

  public static final StreamCounts ZERO = new StreamCounts(0, 0, 0, 0, 0, 0);

  /** Counts without surplus and findings. */
  public StreamCounts(
      long received, long shown, long filtered, long repeated, long dropped, long malformed) {
    this(received, shown, filtered, repeated, dropped, malformed, 0, Findings.NONE);
  }

  public StreamCounts plus(StreamCounts other) {
    return new StreamCounts(
        received + other.received,
        shown + other.shown,
        filtered + other.filtered,
        repeated + other.repeated,
        dropped + other.dropped,
        malformed + other.malformed,
        surplus + other.surplus,
        findings.plus(other.findings));
  }
}
