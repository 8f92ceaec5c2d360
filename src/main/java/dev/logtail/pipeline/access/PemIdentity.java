package dev.logtail.pipeline.access;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate of our own, with the key that proves it.
 *
 * @param chain the certificate, then those that vouch for it
 */
public record PemIdentity(List<X509Certificate> chain, PrivateKey key) {
  public PemIdentity {
    chain = List.copyOf(chain);
  }

  /**
   * Reads both from PEM files, which may be one.
   *
   * @throws IllegalArgumentException when they are of no use; the message is for the user
   */
  public static PemIdentity read(Path certificate, Path key, PemFile.Passphrase passphrase) {
    List<X509Certificate> chain = new PemFile("--cert", certificate).certificates();
    PrivateKey found = new PemFile("--key", key).privateKey(passphrase);
    if (!found.getAlgorithm().equals(chain.get(0).getPublicKey().getAlgorithm())) {
      throw new IllegalArgumentException(
          "--key " + key + " is not the key of the certificate in --cert " + certificate);
    }
    return new PemIdentity(chain, found);
  }

  KeyStore keyStore() throws GeneralSecurityException {
    KeyStore store = emptyStore();
    store.setKeyEntry("ours", key, new char[0], chain.toArray(Certificate[]::new));
    return store;
  }

  static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return store;
  }

  @Override
  public String toString() {
    return "PemIdentity " + chain.get(0).getSubjectX500Principal();
  }
}
