package dev.logtail.pipeline.discovery;

import java.time.Duration;

/**
 * How long and how much the REST client waits for and takes.
 *
 * @param connectTimeout until TCP and TLS stand
 * @param requestTimeout for one request in total, its answer's last byte included
 * @param maxBody bytes of an answer, after decompression
 */
public record HttpSettings(Duration connectTimeout, Duration requestTimeout, int maxBody) {
  public static final HttpSettings DEFAULT =
      new HttpSettings(Duration.ofSeconds(10), Duration.ofSeconds(10), 16 << 20);

  public HttpSettings {
    if (connectTimeout.compareTo(Duration.ZERO) <= 0
        || requestTimeout.compareTo(Duration.ZERO) <= 0
        || maxBody < 1) {
      throw new IllegalArgumentException("timeouts and the body's limit are positive");
    }
  }
}
