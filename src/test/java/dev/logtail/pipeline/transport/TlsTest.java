package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;

  private final Properties before = (Properties) System.getProperties().clone();
  private final TyrusConnector connector =
      new TyrusConnector(ConnectorSettings.DEFAULT, Credentials.NONE, new ManualScheduler());
  private final RecordingListener listener = new RecordingListener();

  @BeforeAll
  static void makeCertificates() throws Exception {
    makeCertificate("good", "SAN=IP:127.0.0.1");
    makeCertificate("other-host", "SAN=DNS:other.example");
  }

  /** A self-signed certificate, in a store that serves as key store and as trust store. */
  private static void makeCertificate(String name, String san) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                san,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve(name).toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor()).as(Files.readString(folder.resolve(name + ".log"))).isZero();
  }

  @AfterEach
  void restoreProperties() {
    connector.close();
    System.setProperties(before);
  }

  private static RawWebSocketServer serve(String certificate)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(certificate))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    ServerSocket socket =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    return new RawWebSocketServer(
        socket,
        peer -> {
          peer.accept();
          peer.text("x".repeat(100_000));
          peer.close(1000, "bye");
          peer.awaitEnd();
        });
  }

  private static void trust(String certificate) {
    System.setProperty("javax.net.ssl.trustStore", folder.resolve(certificate).toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
  }

  private void dial(RawWebSocketServer server) {
    URI secure = URI.create("wss" + server.url().toString().substring(2));
    connector.dial(secure, List.of(), listener);
  }

  @Test
  void followsAServerThatTheTrustStoreKnows() throws Exception {
    trust("good");
    try (RawWebSocketServer server = serve("good")) {
      dial(server);

      listener.expectOpened();
      assertThat(listener.expectText()).hasSize(100_000);
      assertThat(listener.expectEnd().failure().text()).contains("1000 normal: bye");
    }
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() throws Exception {
    try (RawWebSocketServer server = serve("good")) {
      dial(server);

      StreamEnd end = listener.expectEnd();
      assertThat(end.failure().kind()).isEqualTo(Kind.TLS);
      assertThat(end.failure().text()).contains("TLS failed (").contains("certification path");
      assertThat(end.retry()).isEqualTo(Retry.NEVER);
    }
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    trust("other-host");
    try (RawWebSocketServer server = serve("other-host")) {
      dial(server);

      assertThat(listener.expectEnd().failure().kind()).isEqualTo(Kind.TLS);
    }
  }
}
