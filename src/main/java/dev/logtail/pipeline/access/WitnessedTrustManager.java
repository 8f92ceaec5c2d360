package dev.logtail.pipeline.access;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges as another does, and tells first what there is to judge. */
final class WitnessedTrustManager extends ServerJudge {
  private final Consumer<ShownCertificates> witness;

  WitnessedTrustManager(X509ExtendedTrustManager judge, Consumer<ShownCertificates> witness) {
    super(judge);
    this.witness = witness;
  }

  private void tell(X509Certificate[] chain) {
    if (chain.length > 0) {
      witness.accept(new ShownCertificates(List.of(chain)));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    tell(chain);
    judge.checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    tell(chain);
    judge.checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    tell(chain);
    judge.checkServerTrusted(chain, type);
  }
}
