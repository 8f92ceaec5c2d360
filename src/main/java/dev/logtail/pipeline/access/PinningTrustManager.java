package dev.logtail.pipeline.access;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges as another does, and then believes only servers that have one of the pinned keys. */
final class PinningTrustManager extends ServerJudge {
  private final List<KeyPin> pins;

  PinningTrustManager(X509ExtendedTrustManager judge, List<KeyPin> pins) {
    super(judge);
    this.pins = List.copyOf(pins);
  }

  private void checkKey(X509Certificate[] chain) throws CertificateException {
    KeyPin seen = KeyPin.of(chain[0]);
    if (!pins.contains(seen)) {
      throw new CertificateRefused(
          new TlsFailure(
              TlsFailure.Reason.KEY_NOT_PINNED,
              List.of(String.valueOf(seen)),
              "the server's key is " + seen + ", which is not pinned"),
          new CertificateException("pin"));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge.checkServerTrusted(chain, type, engine);
    checkKey(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkServerTrusted(chain, type, socket);
    checkKey(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkServerTrusted(chain, type);
    checkKey(chain);
  }
}
