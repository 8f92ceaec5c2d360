package dev.logtail.tool.probe;

import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.proxy.ProxyStage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes steps of what a proxy does, each as it is done. Not safe for use by many threads. */
final class ProxySteps {
  private final String proxy;
  private final boolean known;
  private ProxyStage at = ProxyStage.REACHING;
  private Optional<ShownCertificates> shown = Optional.empty();

  /**
   * Steps of {@code proxy}.
   *
   * @param proxy as it may be shown
   * @param known whether it is told who we are
   */
  ProxySteps(String proxy, boolean known) {
    this.proxy = proxy;
    this.known = known;
  }

  void shown(ShownCertificates certificates) {
    shown = Optional.of(certificates);
  }

  /** TLS stands with it. */
  List<Step> secured(String version, String cipher, Instant now) {
    return shown
        .map(seen -> List.of(ConnectionSteps.proxySecured(seen, version, cipher, now)))
        .orElse(List.of());
  }

  /** What is done now that {@code next} has begun. */
  List<Step> entered(ProxyStage next) {
    ProxyStage before = at;
    at = next;
    return switch (next) {
      case REACHING, SECURING, GREETING -> List.of();
      case LOGIN -> List.of(WayFinding.PROXY_ASKS.with());
      case LEADING ->
          switch (before) {
            case GREETING -> List.of(WayFinding.PROXY_LETS_IN.with(known ? "looking at the" : "a"));
            case LOGIN -> List.of(WayFinding.PROXY_TAKES_USER.with());
            default -> List.of();
          };
      case OPEN -> List.of(ConnectionSteps.through(proxy));
    };
  }
}
