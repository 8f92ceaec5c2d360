package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.pipeline.access.TrustSettings;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import dev.logtail.runtime.ManualScheduler;
import dev.logtail.runtime.WallClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** W-26, W-27, S-7 for streams; the REST side has the same rows. */
@Timeout(60)
class TlsMatrixTest {
  private static final Trust GULLIBLE =
      new TrustSettings(List.of(), Optional.empty(), true, List.of()).trust();

  @TempDir private static Path folder;
  private static Certificates certificates;

  private final RecordingListener listener = new RecordingListener();

  @BeforeAll
  static void make() {
    certificates = Certificates.in(folder);
  }

  private static RawWebSocketServer serve(String certificate, boolean wantsClient)
      throws IOException, GeneralSecurityException {
    ServerSocket socket =
        certificates
            .server(certificate)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ((SSLServerSocket) socket).setNeedClientAuth(wantsClient);
    return new RawWebSocketServer(
        socket,
        peer -> {
          peer.accept();
          peer.text("hello");
          peer.awaitEnd();
        });
  }

  private StreamEnd end(RawWebSocketServer server, Trust trust) throws InterruptedException {
    try (TyrusConnector connector = connector(trust)) {
      dial(connector, server);
      return listener.expectEnd();
    }
  }

  private static TyrusConnector connector(Trust trust) {
    return new TyrusConnector(
        ConnectorSettings.DEFAULT,
        Credentials.NONE,
        new ManualScheduler(),
        trust,
        ProxyRules.DIRECT,
        WallClock.system());
  }

  private void dial(TyrusConnector connector, RawWebSocketServer server) {
    URI secure = URI.create("wss" + server.url().toString().substring(2));
    connector.dial(secure, List.of(), listener);
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
    try (RawWebSocketServer server = serve(certificate, false)) {
      StreamEnd end = end(server, certificates.trust(""));

      assertThat(end.failure().text()).contains("TLS failed: " + words);
      assertThat(end.failure().kind()).isEqualTo(Kind.TLS);
      assertThat(end.retry()).isEqualTo(Retry.NEVER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "self", "expired", "early", "other", "good"})
  void insecureBelievesThemAll(String certificate) throws Exception {
    try (RawWebSocketServer server = serve(certificate, false);
        TyrusConnector connector = connector(GULLIBLE)) {
      dial(connector, server);

      listener.expectOpened();
      assertThat(listener.expectText()).isEqualTo("hello");
    }
  }

  @Test
  void anAuthorityThatIsGivenIsBelieved() throws Exception {
    try (RawWebSocketServer server = serve("good", false);
        TyrusConnector connector = connector(certificates.trust(""))) {
      dial(connector, server);

      listener.expectOpened();
      assertThat(listener.expectText()).isEqualTo("hello");
    }
  }

  @Test
  void aClientCertificateIsShownToAServerThatWantsOne() throws Exception {
    try (RawWebSocketServer server = serve("good", true);
        TyrusConnector connector = connector(certificates.trust("client"))) {
      dial(connector, server);

      listener.expectOpened();
      assertThat(listener.expectText()).isEqualTo("hello");
    }
  }

  @Test
  void withoutAClientCertificateTheMessageNamesTheOption() throws Exception {
    try (RawWebSocketServer server = serve("good", true)) {
      StreamEnd end = end(server, certificates.trust(""));

      assertThat(end.failure().text()).contains("client certificate", "--cert FILE");
      assertThat(end.failure().kind()).isEqualTo(Kind.TLS);
      assertThat(end.retry()).isEqualTo(Retry.NEVER);
    }
  }
}
