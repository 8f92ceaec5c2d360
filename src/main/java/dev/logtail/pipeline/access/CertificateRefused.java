package dev.logtail.pipeline.access;

import java.security.cert.CertificateException;

/** A certificate is not believed; the message says exactly why and may quote foreign text. */
final class CertificateRefused extends CertificateException {
  private static final long serialVersionUID = 1;

  CertificateRefused(String message, CertificateException cause) {
    super(message, cause);
  }
}
