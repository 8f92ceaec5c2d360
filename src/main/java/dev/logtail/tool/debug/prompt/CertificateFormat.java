package dev.logtail.tool.debug.prompt;

import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.tool.debug.Wording;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes what a server's certificate says. Pure.
 *
 * <pre>
 *   certificate CN=localhost, 2026-01-01 to 2026-12-31, 39 days left
 *     for localhost, 127.0.0.1; issued by CN=Test CA; 2 certificates shown
 * </pre>
 */
final class CertificateFormat {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int MOST_NAMES = 6;
  private static final long SOON = 14;

  private final Theme theme;
  private final ZoneId zone;
  private final SafeText safe;

  CertificateFormat(Theme theme, ZoneId zone, SafeText safe) {
    this.theme = theme;
    this.zone = zone;
    this.safe = safe;
  }

  /** Two lines. */
  List<StyledText> lines(ShownCertificates shown, Instant now) {
    X509Certificate own = shown.own();
    String dates = date(own.getNotBefore().toInstant()) + " to " + date(shown.expires());
    boolean early = now.isBefore(own.getNotBefore().toInstant());
    long left = shown.daysLeft(now);
    String days =
        early ? "not valid yet" : left < 0 ? "expired" : Wording.count(left, "day") + " left";
    return List.of(
        new StyledText.Builder()
            .append("certificate " + subject(own) + ", " + dates + ", ", Style.PLAIN)
            .append(days, early || left < SOON ? theme.of(Part.TROUBLE) : Style.PLAIN)
            .build(),
        StyledText.of("  " + details(shown), theme.of(Part.NOTICE)));
  }

  private String details(ShownCertificates shown) {
    X509Certificate own = shown.own();
    String issuer =
        own.getIssuerX500Principal().equals(own.getSubjectX500Principal())
            ? "by itself"
            : "by " + safe.plain(own.getIssuerX500Principal().getName());
    String names = names(own).map(list -> "for " + list + "; ").orElse("");
    return names + "issued " + issuer + "; " + Wording.count(shown.chain().size(), "certificate");
  }

  private String subject(X509Certificate certificate) {
    String name = certificate.getSubjectX500Principal().getName();
    return name.isEmpty() ? "without a subject" : safe.plain(name);
  }

  private String date(Instant at) {
    return LocalDate.ofInstant(at, zone).toString();
  }

  private Optional<String> names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Optional.empty()
          : Optional.of(
              names.stream()
                      .filter(name -> name.get(0) instanceof Integer type && isHost(type))
                      .map(name -> safe.plain(String.valueOf(name.get(1))))
                      .limit(MOST_NAMES)
                      .collect(Collectors.joining(", "))
                  + more(names.size()));
    } catch (CertificateParsingException e) {
      return Optional.empty();
    }
  }

  private static String more(int names) {
    return names > MOST_NAMES ? " and " + (names - MOST_NAMES) + " more" : "";
  }

  private static boolean isHost(int type) {
    return type == DNS_NAME || type == IP_ADDRESS;
  }
}
