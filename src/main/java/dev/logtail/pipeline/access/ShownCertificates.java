package dev.logtail.pipeline.access;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The certificates that a server showed, its own first. */
public record ShownCertificates(List<X509Certificate> chain) {
  public ShownCertificates {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a server shows at least its own certificate");
    }
  }

  /** The server's own. */
  public X509Certificate own() {
    return chain.get(0);
  }

  /** Until when it holds. */
  public Instant expires() {
    return own().getNotAfter().toInstant();
  }

  /** Whole days that are left at {@code now}; negative when it is over. */
  public long daysLeft(Instant now) {
    return Math.floorDiv(
        Duration.between(now, expires()).toSeconds(), Duration.ofDays(1).toSeconds());
  }
}
