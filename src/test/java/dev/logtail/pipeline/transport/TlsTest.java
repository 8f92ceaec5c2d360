package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
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

  private static SSLContext identity(String certificate)
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
    return context;
  }

  private static RawWebSocketServer serve(String certificate)
      throws IOException, GeneralSecurityException {
    ServerSocket socket =
        identity(certificate)
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

  /** Speaks TLS over plain sockets that can be closed without TLS's farewell. */
  private static final class Rude extends ServerSocket {
    private final SSLContext context;
    private volatile Socket plain;

    Rude(SSLContext context) throws IOException {
      super(0, 50, InetAddress.getLoopbackAddress());
      this.context = context;
    }

    @Override
    public Socket accept() throws IOException {
      plain = super.accept();
      return context.getSocketFactory().createSocket(plain, null, true);
    }
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
      assertThat(end.failure().kind()).as(end.failure().text()).isEqualTo(Kind.TLS);
      assertThat(end.failure().text())
          .contains("TLS failed: the certificate is self-signed")
          .contains("--cacert");
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

  /** W-28. */
  @Test
  void anEndWithoutTheFarewellOfTlsIsALostConnection() throws Exception {
    trust("good");
    Rude rude = new Rude(identity("good"));
    try (RawWebSocketServer server =
        new RawWebSocketServer(
            rude,
            peer -> {
              peer.accept();
              peer.text("last");
              rude.plain.close();
            })) {
      dial(server);

      listener.expectOpened();
      assertThat(listener.expectText()).isEqualTo("last");
      StreamEnd end = listener.expectEnd();
      assertThat(end.failure().text()).contains("the connection was lost without a close");
      assertThat(end.retry()).isEqualTo(Retry.ALWAYS);
    }
  }

  /** W-27: what a server says that has only TLS 1.1 to offer. */
  @Test
  void aServerWithOtherVersionsOfTlsIsRefused() throws Exception {
    byte[] alert = HostileRow.hex("15 03 01 00 02 02 46");
    try (RawWebSocketServer server =
        new RawWebSocketServer(
            peer -> {
              peer.write(alert);
              peer.awaitEnd();
            })) {
      dial(server);

      StreamEnd end = listener.expectEnd();
      assertThat(end.failure().kind()).as(end.failure().text()).isEqualTo(Kind.TLS);
      assertThat(end.failure().text()).contains("protocol_version");
      assertThat(end.retry()).isEqualTo(Retry.NEVER);
    }
  }

  /** W-26: a refused certificate leaves nothing behind, however often. */
  @Test
  void refusedCertificatesLeaveNothingBehind() throws Exception {
    UnixOperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    try (RawWebSocketServer server = serve("good")) {
      dial(server);
      listener.expectEnd();
      long before = system.getOpenFileDescriptorCount();
      for (int i = 0; i < 100; i++) {
        dial(server);
        assertThat(listener.expectEnd().failure().kind()).isEqualTo(Kind.TLS);
      }

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(system.getOpenFileDescriptorCount()).isLessThanOrEqualTo(before + 4));
    }
  }
}
