package dev.logtail.pipeline.transport;

import java.util.List;

/**
 * How one stream is kept alive.
 *
 * @param reconnect false: the first end is the last
 * @param maxRetries failures in a row that are tried again; {@link #UNLIMITED} for no end
 * @param hello text frames to send on each new connection; usually none
 */
public record StreamSettings(
    Backoff backoff, KeepAlive keepAlive, boolean reconnect, int maxRetries, List<String> hello) {
  public static final int UNLIMITED = Integer.MAX_VALUE;
  public static final StreamSettings DEFAULT =
      new StreamSettings(Backoff.DEFAULT, KeepAlive.DEFAULT, true, UNLIMITED, List.of());

  public StreamSettings {
    hello = List.copyOf(hello);
    if (maxRetries < 0) {
      throw new IllegalArgumentException("the number of retries is not negative");
    }
  }
}
