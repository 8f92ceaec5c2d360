package dev.logtail.pipeline.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates of every kind, made anew by openssl in a folder: {@code NAME.pem} and {@code
 * NAME.key}. All but the self-signed one are vouched for by {@code ca.pem} or {@code stranger.pem}.
 */
public final class Certificates {
  private static final String CONFIG =
      """
      [ca]
      default_ca = any
      [any]
      database = index.txt
      serial = serial.txt
      new_certs_dir = .
      default_md = sha256
      policy = anything
      copy_extensions = copy
      unique_subject = no
      [anything]
      commonName = supplied
      """;
  private static final String EC = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  /** Makes them in {@code folder}. */
  public static Certificates in(Path folder) {
    Certificates made = new Certificates(folder);
    try {
      Files.writeString(folder.resolve("ca.cnf"), CONFIG);
      Files.writeString(folder.resolve("index.txt"), "");
      Files.writeString(folder.resolve("serial.txt"), "1000\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    made.selfSigned("ca", "");
    made.selfSigned("stranger", "");
    made.selfSigned("self", "-addext subjectAltName=IP:127.0.0.1,DNS:localhost");
    made.signed("good", "ca", "IP:127.0.0.1,DNS:localhost", "20200101", "20600101");
    made.signed("unknown", "stranger", "IP:127.0.0.1,DNS:localhost", "20200101", "20600101");
    made.signed("other", "ca", "DNS:other.example", "20200101", "20600101");
    made.signed("expired", "ca", "IP:127.0.0.1,DNS:localhost", "20200101", "20210101");
    made.signed("early", "ca", "IP:127.0.0.1,DNS:localhost", "20590101", "20600101");
    LocalDate soon = LocalDate.now(ZoneOffset.UTC).plusDays(5);
    made.signed(
        "soon",
        "ca",
        "IP:127.0.0.1,DNS:localhost",
        "20200101",
        soon.format(DateTimeFormatter.BASIC_ISO_DATE));
    made.signed("client", "ca", "DNS:client", "20200101", "20600101");
    return made;
  }

  private void selfSigned(String name, String more) {
    openssl(
        "req -x509 "
            + EC
            + " -keyout %s.key -out %s.pem -days 3650 -subj /CN=%s ".formatted(name, name, name)
            + more);
  }

  private void signed(String name, String by, String san, String from, String until) {
    openssl(
        "req -new "
            + EC
            + " -keyout %s.key -out %s.csr -subj /CN=%s -addext subjectAltName=%s"
                .formatted(name, name, name, san));
    openssl(
        "ca -batch -notext -config ca.cnf -cert %s.pem -keyfile %s.key".formatted(by, by)
            + " -in %s.csr -out %s.pem".formatted(name, name)
            + " -startdate %s000000Z -enddate %s000000Z".formatted(from, until));
  }

  /** Runs openssl in the folder; the words have no spaces. */
  public void openssl(String words) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words.strip().split(" +")));
    try {
      Process openssl =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      openssl.getOutputStream().close();
      String said;
      try (InputStream in = openssl.getInputStream()) {
        said = new String(in.readAllBytes());
      }
      if (openssl.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + said);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** What a server shows that is called {@code name}. */
  public SSLContext server(String name) throws GeneralSecurityException {
    PemIdentity identity =
        PemIdentity.read(file(name + ".pem"), file(name + ".key"), key -> Optional.empty());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(identity.keyStore(), new char[0]);
    TrustManagerFactory clients =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var store = PemIdentity.emptyStore();
    store.setCertificateEntry("ca", new PemFile("", file("ca.pem")).certificates().get(0));
    clients.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), clients.getTrustManagers(), new SecureRandom());
    return context;
  }

  /** Believes the authority {@code ca}, and shows {@code client} if that is not empty. */
  public Trust trust(String client) {
    Optional<PemIdentity> identity =
        client.isEmpty()
            ? Optional.empty()
            : Optional.of(
                PemIdentity.read(
                    file(client + ".pem"), file(client + ".key"), key -> Optional.empty()));
    return new TrustSettings(
            new PemFile("--cacert", file("ca.pem")).certificates(), identity, false, List.of())
        .trust();
  }
}
