package dev.logtail.pipeline.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.pipeline.access.TrustSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** W-26, W-27, S-7 for the REST API; streams have the same rows. */
@Timeout(60)
class RestTlsTest {
  private static final Trust GULLIBLE =
      new TrustSettings(List.of(), Optional.empty(), true, List.of()).trust();

  @TempDir private static Path folder;
  private static Certificates certificates;

  private HttpsServer server;

  @BeforeAll
  static void make() {
    certificates = Certificates.in(folder);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private String serve(String certificate, boolean wantsClient)
      throws IOException, GeneralSecurityException {
    SSLContext context = certificates.server(certificate);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ours = context.getDefaultSSLParameters();
            ours.setNeedClientAuth(wantsClient);
            parameters.setSSLParameters(ours);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"workers\":{\"a\":{}}}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  private static HttpWorkerDirectory directory(String api, Trust trust) {
    return new HttpWorkerDirectory(
        ApiAddress.parse(api), HttpSettings.DEFAULT, Credentials.NONE, trust, ProxyRules.DIRECT);
  }

  private static StreamFailure failure(String api, Trust trust) {
    try (HttpWorkerDirectory directory = directory(api, trust)) {
      return catchThrowableOfType(DirectoryException.class, directory::list).failure();
    }
  }

  private static void expectList(String api, Trust trust) throws DirectoryException {
    try (HttpWorkerDirectory directory = directory(api, trust)) {
      assertThat(directory.list()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown | the certificate's issuer 'CN=stranger' is not known here; if you trust it, give its authority with --cacert",
        "self    | the certificate is self-signed and not known here; if you trust it, give its authority with --cacert",
        "expired | the certificate of CN=expired expired on 2021-01-01 00:00:00 UTC",
        "early   | the certificate of CN=early is valid only from 2059-01-01 00:00:00 UTC",
        "other   | the certificate is for other.example, not for 127.0.0.1",
      })
  void aCertificateIsRefusedForTheVeryReason(String certificate, String words) throws Exception {
    StreamFailure failure = failure(serve(certificate, false), certificates.trust(""));

    assertThat(failure.text()).contains("TLS failed: " + words);
    assertThat(failure.kind()).isEqualTo(Kind.TLS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "self", "expired", "early", "other", "good"})
  void insecureBelievesThemAll(String certificate) throws Exception {
    expectList(serve(certificate, false), GULLIBLE);
  }

  @Test
  void anAuthorityThatIsGivenIsBelieved() throws Exception {
    expectList(serve("good", false), certificates.trust(""));
  }

  @Test
  void aClientCertificateIsShownToAServerThatWantsOne() throws Exception {
    expectList(serve("good", true), certificates.trust("client"));
  }

  @Test
  void withoutAClientCertificateTheMessageNamesTheOption() throws Exception {
    try (SSLServerSocket socket = demanding()) {
      new Thread(() -> greetEverybody(socket)).start();

      StreamFailure failure =
          failure("https://127.0.0.1:" + socket.getLocalPort(), certificates.trust(""));

      assertThat(failure.text()).contains("client certificate", "--cert FILE");
      assertThat(failure.kind()).isEqualTo(Kind.TLS);
    }
  }

  private static SSLServerSocket demanding() throws IOException, GeneralSecurityException {
    SSLServerSocket socket =
        (SSLServerSocket)
            certificates
                .server("good")
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(true);
    return socket;
  }

  private static void greetEverybody(ServerSocket socket) {
    while (!socket.isClosed()) {
      try (Socket peer = socket.accept()) {
        peer.getInputStream().read(new byte[4096]);
      } catch (IOException e) {
        // The test closed its server, or the client has no certificate.
      }
    }
  }

  @Test
  void aServerWithOtherVersionsOfTlsIsRefused() throws Exception {
    byte[] alert = {0x15, 3, 1, 0, 2, 2, 0x46};
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> alertEverybody(socket, alert));
      answering.start();

      StreamFailure failure =
          failure("https://127.0.0.1:" + socket.getLocalPort(), certificates.trust(""));

      assertThat(failure.text()).contains("no version of TLS that is safe");
      assertThat(failure.kind()).isEqualTo(Kind.TLS);
    }
  }

  private static void alertEverybody(ServerSocket socket, byte[] alert) {
    while (!socket.isClosed()) {
      try (Socket peer = socket.accept()) {
        peer.getInputStream().read(new byte[4096]);
        peer.getOutputStream().write(alert);
      } catch (IOException e) {
        // The test closed its server, or the client went away: both end the alerting.
      }
    }
  }

  @Test
  void refusedCertificatesLeaveNothingBehind() throws Exception {
    UnixOperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    String api = serve("self", false);
    try (HttpWorkerDirectory directory = directory(api, certificates.trust(""))) {
      catchThrowableOfType(DirectoryException.class, directory::list);
      long before = system.getOpenFileDescriptorCount();
      for (int i = 0; i < 100; i++) {
        assertThat(catchThrowableOfType(DirectoryException.class, directory::list).failure().kind())
            .isEqualTo(Kind.TLS);
      }

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(system.getOpenFileDescriptorCount()).isLessThanOrEqualTo(before + 4));
    }
  }
}
