package dev.logtail.tool.probe;

import dev.logtail.model.ShownAddress;
import dev.logtail.pipeline.access.ShownCertificates;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The steps that an API and a stream have in common, in the same words. Pure. */
final class ConnectionSteps {
  static final String REFUSED = "connection refused";

  /** Fewer days left are worth a word. */
  private static final long FEW_DAYS = 14;

  private static final int ADDRESSES_NAMED = 4;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ConnectionSteps() {}

  /** {@code host} has addresses, or is one. */
  static Step name(String host, List<InetAddress> addresses) {
    String all =
        addresses.stream()
            .limit(ADDRESSES_NAMED)
            .map(ShownAddress::of)
            .collect(Collectors.joining(", "));
    int more = addresses.size() - ADDRESSES_NAMED;
    String bare = host.replaceAll("^\\[|\\]$", "");
    boolean spelledOut = addresses.size() == 1 && all.equals(bare);
    String named = spelledOut ? bare : bare + " is " + all;
    return WayFinding.NAMED.with(
        more > 0 ? named + " and " + more + " more" : named, families(addresses));
  }

  private static String families(List<InetAddress> addresses) {
    return addresses.stream()
        .map(ConnectionSteps::family)
        .distinct()
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  static String family(InetAddress address) {
    return address instanceof Inet6Address ? "IPv6" : "IPv4";
  }

  /** TCP stands. */
  static Step connected(InetSocketAddress peer, Duration took) {
    return WayFinding.CONNECTED.with(
        ShownAddress.of(peer), family(peer.getAddress()), millis(took));
  }

  /** What the network says, in a user's words. */
  static String refusal(IOException why) {
    String words = String.valueOf(why.getMessage());
    return words.contains("refused") ? REFUSED : words.replaceAll("\\s+", " ");
  }

  /** A proxy leads there. */
  static Step through(String proxy) {
    return WayFinding.THROUGH_PROXY.with(proxy);
  }

  /** TLS stands: the certificate was believed. */
  static Step secured(ShownCertificates shown, String version, String cipher, Instant now) {
    long days = shown.daysLeft(now);
    WayFinding finding =
        days < 0
            ? WayFinding.EXPIRED_BUT_LET_PASS
            : days < FEW_DAYS ? WayFinding.CERTIFICATE_ENDS_SOON : WayFinding.SECURED;
    return secured(finding, shown, version, cipher, days);
  }

  /** TLS stands with a proxy. */
  static Step proxySecured(ShownCertificates shown, String version, String cipher, Instant now) {
    long days = shown.daysLeft(now);
    WayFinding finding =
        days < 0
            ? WayFinding.PROXY_CERTIFICATE_EXPIRED
            : days < FEW_DAYS ? WayFinding.PROXY_CERTIFICATE_ENDS_SOON : WayFinding.PROXY_SECURED;
    return secured(finding, shown, version, cipher, days);
  }

  private static Step secured(
      WayFinding finding, ShownCertificates shown, String version, String cipher, long days) {
    return finding
        .with(
            version,
            subject(shown.own()),
            DAY.format(shown.expires()),
            days + (days == 1 ? " day" : " days"))
        .with(chain(shown, Optional.of(cipher)));
  }

  /**
   * TLS does not stand.
   *
   * @param shown what the server showed, where it came so far
   * @param why the step that failed
   */
  static Step refused(Optional<ShownCertificates> shown, Step why) {
    return shown.map(seen -> why.with(chain(seen, Optional.empty()))).orElse(why);
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  private static List<String> chain(ShownCertificates shown, Optional<String> cipher) {
    List<String> lines =
        shown.chain().stream()
            .map(
                certificate ->
                    "certificate: "
                        + subject(certificate)
                        + ", by "
                        + certificate.getIssuerX500Principal().getName()
                        + ", "
                        + DAY.format(certificate.getNotBefore().toInstant())
                        + " to "
                        + DAY.format(certificate.getNotAfter().toInstant()))
            .collect(Collectors.toCollection(ArrayList::new));
    cipher.ifPresent(name -> lines.add("cipher: " + name));
    return lines;
  }

  /** {@code 0.4 ms}, {@code 12 ms}, {@code 1.20 s}. */
  static String millis(Duration took) {
    double millis = took.toNanos() / NANOS_PER_MILLI;
    if (millis >= 1000) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }
}
