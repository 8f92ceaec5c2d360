package dev.logtail.pipeline.access;

import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate is not believed; what is told of it says exactly why and may quote foreign text.
 */
final class CertificateRefused extends CertificateException {
  private static final long serialVersionUID = 1;

  private final TlsFailure.Reason reason;
  private final ArrayList<String> about;

  /**
   * @param why the first reason, in the words of all
   */
  CertificateRefused(TlsFailure why, CertificateException cause) {
    super(why.words(), cause);
    this.reason = why.reason();
    this.about = new ArrayList<>(why.about());
  }

  TlsFailure why() {
    return new TlsFailure(reason, List.copyOf(about), String.valueOf(getMessage()));
  }
}
