package dev.logtail.pipeline.access;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed, and which one we show.
 *
 * @param authorities believed besides those of the JVM
 * @param identity what we show to a server that asks
 * @param insecure whether any certificate is believed
 * @param pins keys of which a server must have one, believed or not; empty for any
 */
public record TrustSettings(
    List<X509Certificate> authorities,
    Optional<PemIdentity> identity,
    boolean insecure,
    List<KeyPin> pins) {
  public static final TrustSettings DEFAULT =
      new TrustSettings(List.of(), Optional.empty(), false, List.of());

  public TrustSettings {
    authorities = List.copyOf(authorities);
    pins = List.copyOf(pins);
  }

  /** The same for servers that the pins do not mean and that have no business with who we are. */
  public TrustSettings ofOthers() {
    return new TrustSettings(authorities, Optional.empty(), insecure, List.of());
  }

  /** The trust that follows. */
  public Trust trust() {
    return witness -> {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager judge = new WitnessedTrustManager(judge(), witness);
      context.init(keyManagers(), new TrustManager[] {judge}, new SecureRandom());
      return context;
    };
  }

  private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException {
    if (identity.isEmpty()) {
      return null;
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(identity.get().keyStore(), new char[0]);
    return factory.getKeyManagers();
  }

  private X509ExtendedTrustManager judge() throws GeneralSecurityException {
    return pins.isEmpty() ? judgeOfNames() : new PinningTrustManager(judgeOfNames(), pins);
  }

  private X509ExtendedTrustManager judgeOfNames() throws GeneralSecurityException {
    if (insecure) {
      return new Gullible();
    }
    X509ExtendedTrustManager usual = manager(null);
    return new TellingTrustManager(authorities.isEmpty() ? usual : manager(all(usual)));
  }

  private KeyStore all(X509ExtendedTrustManager usual) throws GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>(List.of(usual.getAcceptedIssuers()));
    all.addAll(authorities);
    KeyStore store = PemIdentity.emptyStore();
    for (int number = 0; number < all.size(); number++) {
      store.setCertificateEntry("authority-" + number, all.get(number));
    }
    return store;
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("this Java can't judge certificates");
  }
}
