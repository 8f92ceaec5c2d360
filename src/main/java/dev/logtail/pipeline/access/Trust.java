package dev.logtail.pipeline.access;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Says whose certificates are believed. Asked once, before the first TLS connection. */
@FunctionalInterface
public interface Trust {
  /** What every connection speaks at least. */
  List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  /**
   * The context of TLS connections whose handshakes are looked at. May read files.
   *
   * @param witness told on the thread of a handshake what the server shows, before it is judged:
   *     the connection may yet be refused
   */
  SSLContext context(Consumer<ShownCertificates> witness) throws GeneralSecurityException;

  /** The context of all other TLS connections. May read files. */
  default SSLContext context() throws GeneralSecurityException {
    return context(shown -> {});
  }

  /** What this JVM believes: its trust store, or the one that its system properties name. */
  static Trust ofThisJvm() {
    return TrustSettings.DEFAULT.trust();
  }

  /**
   * Sets what every TLS connection keeps to: its versions, and that the certificate is the host's.
   */
  static void harden(SSLParameters parameters) {
    parameters.setProtocols(VERSIONS.toArray(String[]::new));
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
  }
}
