package dev.logtail.pipeline.access;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges as another does, and then believes only servers that have one of the pinned keys. */
final class PinningTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;
  private final List<KeyPin> pins;

  PinningTrustManager(X509ExtendedTrustManager judge, List<KeyPin> pins) {
    this.judge = judge;
    this.pins = List.copyOf(pins);
  }

  private void checkKey(X509Certificate[] chain) throws CertificateException {
    KeyPin seen = KeyPin.of(chain[0]);
    if (!pins.contains(seen)) {
      throw new CertificateRefused(
          "the server's key is "
              + seen
              + ", which is not pinned; if it rightly has a new key, give that to --pin-sha256",
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

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }
}
