package dev.logtail.server;

/**
 * What a demo farm is like.
 *
 * @param workers 1 to 1000
 * @param rate records a second of each worker, above 0 and at most 10000
 * @param seed decides what the workers log
 * @param port the REST API's; 0 for any that is free
 * @param restarts whether now and then a worker comes back on another port with an empty ring
 */
public record DemoSettings(int workers, double rate, long seed, int port, boolean restarts) {
  private static final int MOST_WORKERS = 1000;
  private static final double HIGHEST_RATE = 10_000;
  private static final int HIGHEST_PORT = 65_535;

  public DemoSettings {
    require(
        workers >= 1 && workers <= MOST_WORKERS, "a demo has 1 to 1000 workers, not " + workers);
    require(
        rate > 0 && rate <= HIGHEST_RATE,
        "a demo worker logs more than 0 and at most 10000 records a second, not " + rate);
    require(port >= 0 && port <= HIGHEST_PORT, "a port is 0 to 65535, not " + port);
  }

  private static void require(boolean isTrue, String otherwise) {
    if (!isTrue) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
