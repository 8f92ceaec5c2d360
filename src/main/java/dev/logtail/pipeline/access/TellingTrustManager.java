package dev.logtail.pipeline.access;

import dev.logtail.pipeline.access.TlsFailure.Reason;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges as the JVM does, and says why a certificate is refused in words that name the very reason:
 * the JVM has the same ones for a self-signed certificate, an unknown issuer and a missing link.
 */
final class TellingTrustManager extends ServerJudge {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  TellingTrustManager(X509ExtendedTrustManager judge) {
    super(judge);
  }

  @FunctionalInterface
  private interface Check {
    void run() throws CertificateException;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(
        chain,
        hostOf(engine.getHandshakeSession()),
        () -> judge.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    String host =
        socket instanceof SSLSocket secure ? hostOf(secure.getHandshakeSession()) : "this host";
    check(chain, host, () -> judge.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, "this host", () -> judge.checkServerTrusted(chain, type));
  }

  private static String hostOf(SSLSession session) {
    return String.valueOf(session.getPeerHost());
  }

  /** The JVM does not look at the dates of a certificate that is an authority itself. */
  private static void check(X509Certificate[] chain, String host, Check check)
      throws CertificateException {
    try {
      check.run();
      for (X509Certificate certificate : chain) {
        certificate.checkValidity();
      }
    } catch (CertificateException e) {
      throw new CertificateRefused(all(reasons(chain, host, e)), e);
    }
  }

  /** The first reason, in the words of all. */
  private static TlsFailure all(List<TlsFailure> reasons) {
    TlsFailure first = reasons.get(0);
    String words = String.join(", and ", reasons.stream().map(TlsFailure::words).toList());
    return new TlsFailure(first.reason(), first.about(), words);
  }

  private static List<TlsFailure> reasons(
      X509Certificate[] chain, String host, CertificateException refusal) {
    List<TlsFailure> reasons = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      dates(certificate, reasons);
    }
    String words = String.valueOf(refusal.getMessage());
    if (isSelfSigned(chain[0]) && words.contains("path building")) {
      reasons.add(
          new TlsFailure(
              Reason.SELF_SIGNED, List.of(), "the certificate is self-signed and not known here"));
    } else if (words.contains("path building")) {
      String issuer = issuer(chain);
      reasons.add(
          new TlsFailure(
              Reason.ISSUER_UNKNOWN,
              List.of(issuer),
              "the certificate's issuer " + issuer + " is not known here"));
    } else if (words.contains("subject alternative") || words.contains("No name matching")) {
      String names = names(chain[0]);
      reasons.add(
          new TlsFailure(
              Reason.OTHER_HOST,
              List.of(names, host),
              "the certificate is for " + names + ", not for " + host));
    } else if (reasons.isEmpty()) {
      reasons.add(
          new TlsFailure(Reason.NOT_BELIEVED, List.of(), "the certificate is refused: " + words));
    }
    return reasons;
  }

  private static void dates(X509Certificate certificate, List<TlsFailure> reasons) {
    String whose = certificate.getSubjectX500Principal().getName();
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException e) {
      String day = day(certificate.getNotAfter().toInstant());
      reasons.add(
          new TlsFailure(
              Reason.EXPIRED,
              List.of(whose, day),
              "the certificate of " + whose + " expired on " + day));
    } catch (CertificateNotYetValidException e) {
      String day = day(certificate.getNotBefore().toInstant());
      reasons.add(
          new TlsFailure(
              Reason.TOO_EARLY,
              List.of(whose, day),
              "the certificate of " + whose + " is valid only from " + day));
    }
  }

  private static String day(Instant instant) {
    return instant.toString().replace("T", " ").replace("Z", " UTC");
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String issuer(X509Certificate[] chain) {
    return "'" + chain[chain.length - 1].getIssuerX500Principal().getName() + "'";
  }

  /** The hosts that it is for. */
  private static String names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        List<String> hosts =
            names.stream()
                .filter(name -> List.of(DNS_NAME, IP_ADDRESS).contains(name.get(0)))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
        if (!hosts.isEmpty()) {
          return String.join(", ", hosts);
        }
      }
    } catch (CertificateException e) {
      return "names that can't be read";
    }
    return certificate.getSubjectX500Principal().getName();
  }
}
