package dev.logtail.pipeline.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Secret;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.OriginRules;
import dev.logtail.pipeline.access.Redaction;
import dev.logtail.pipeline.access.SecretSource;
import dev.logtail.pipeline.access.TokenFile;
import dev.logtail.pipeline.access.WebOrigin;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W-20, S-2, S-6: what a stream shows, and when it comes again with something else. */
@Timeout(30)
class PassTest {
  @TempDir private Path folder;

  private final RecordingListener listener = new RecordingListener();
  private Optional<TyrusConnector> connector = Optional.empty();

  @AfterEach
  void close() {
    connector.ifPresent(TyrusConnector::close);
  }

  private void dial(URI url, Optional<SecretSource> token, Optional<SecretSource> user) {
    Credentials credentials =
        Credentials.of(
            OriginRules.only(url),
            List.of(),
            new Credentials.Logins(token, user, api -> Optional.empty()),
            new Redaction());
    TyrusConnector made =
        new TyrusConnector(ConnectorSettings.DEFAULT, credentials, new ManualScheduler());
    connector = Optional.of(made);
    made.dial(url, List.of(), listener);
  }

  private Optional<SecretSource> file(String token) throws IOException {
    return Optional.of(
        new TokenFile("--token-file", Files.writeString(folder.resolve("token"), token)));
  }

  private void changeTo(String token) throws IOException {
    Files.writeString(folder.resolve("token"), token);
  }

  private static RawWebSocketServer guarded(String authorization, String challenge)
      throws IOException {
    return new RawWebSocketServer(
        peer -> {
          String request = peer.readRequest();
          if (request.contains("Authorization: " + authorization + "\r\n")) {
            peer.write(peer.switchingProtocols(request).getBytes(ISO_8859_1));
            peer.text("hello");
            peer.awaitEnd();
          } else {
            String refusal = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n";
            peer.write((refusal + challenge + "\r\nno").getBytes(ISO_8859_1));
          }
        });
  }

  @Test
  void aTokenThatHasChangedMeanwhileIsTriedAtOnce() throws Exception {
    try (RawWebSocketServer server = guarded("Bearer new", "")) {
      Optional<SecretSource> file = file("old");
      OnceChanged source = new OnceChanged(file.orElseThrow(), () -> changeQuietly("new"));
      dial(server.url(), Optional.of(source), Optional.empty());

      listener.expectOpened();
      assertThat(listener.expectText()).isEqualTo("hello");
      assertThat(server.request()).contains("Bearer old");
      assertThat(server.request()).contains("Bearer new");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  private void changeQuietly(String token) {
    try {
      changeTo(token);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Changes right after it was read for the first time. */
  private record OnceChanged(SecretSource file, Runnable change) implements SecretSource {
    @Override
    public Secret read() {
      Secret read = file.read();
      change.run();
      return read;
    }

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public boolean canChange() {
      return true;
    }
  }

  @Test
  void aTokenThatIsStillTheSameIsNotTriedAgain() throws Exception {
    try (RawWebSocketServer server = guarded("Bearer new", "")) {
      dial(server.url(), file("old"), Optional.empty());

      StreamEnd end = listener.expectEnd();
      assertThat(end.failure().text()).contains("answered 401", "the token of --token-file");
      assertThat(end.failure().kind()).isEqualTo(Kind.UNAUTHORISED);
      assertThat(end.retry()).isEqualTo(Retry.NEVER);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  /** However often the file changes: no storm. */
  @Test
  void aTokenThatChangesAllTheTimeIsTriedThreeTimes() throws Exception {
    int[] reads = {0};
    SecretSource restless =
        new SecretSource() {
          @Override
          public Secret read() {
            return new Secret("token-" + reads[0]++);
          }

          @Override
          public String name() {
            return "restless";
          }

          @Override
          public boolean canChange() {
            return true;
          }
        };
    try (RawWebSocketServer server = guarded("Bearer never", "")) {
      dial(server.url(), Optional.of(restless), Optional.empty());

      assertThat(listener.expectEnd().retry()).isEqualTo(Retry.NEVER);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void aServerThatAsksForTheTokenGetsItInsteadOfTheUser() throws Exception {
    try (RawWebSocketServer server = guarded("Bearer tok", "WWW-Authenticate: Bearer\r\n")) {
      SecretSource user = SecretSource.fixed("--user", new Secret("bob:pw"));
      SecretSource token = SecretSource.fixed("--token", new Secret("tok"));
      dial(server.url(), Optional.of(token), Optional.of(user));

      listener.expectOpened();
      assertThat(server.request()).contains("Basic ");
      assertThat(server.request()).contains("Bearer tok");
    }
  }

  @Test
  void aPolicyCloseIsLookedIntoOnceMoreWhenTheTokenHasChanged() throws Exception {
    CountDownLatch expired = new CountDownLatch(1);
    try (RawWebSocketServer server =
        new RawWebSocketServer(
            peer -> {
              peer.accept();
              peer.text("hello");
              expired.await();
              peer.close(1008, "token has expired");
              peer.awaitEnd();
            })) {
      dial(server.url(), file("old"), Optional.empty());
      listener.expectOpened();
      listener.expectText();
      changeTo("new");
      expired.countDown();

      StreamEnd end = listener.expectEnd();
      assertThat(end.failure().text()).contains("1008", "the credentials have changed since");
      assertThat(end.retry()).isEqualTo(Retry.FEW);
    }
  }

  @Test
  void aPolicyCloseWithoutAChangeIsTheEnd() throws Exception {
    try (RawWebSocketServer server =
        new RawWebSocketServer(
            peer -> {
              peer.accept();
              peer.close(1008, "token has expired");
              peer.awaitEnd();
            })) {
      dial(server.url(), file("old"), Optional.empty());
      listener.expectOpened();

      assertThat(listener.expectEnd().retry()).isEqualTo(Retry.NEVER);
    }
  }

  /** S-3: what a remote API names leads back to this machine, where other things listen. */
  @Test
  void aHostThatLeadsHereIsNotDialledForARemoteApi() throws Exception {
    OriginRules rules =
        new OriginRules(
            List.of(WebOrigin.of(URI.create("https://api.example"))),
            List.of(),
            List.of(),
            false,
            false,
            false);
    Credentials credentials =
        Credentials.of(
            rules,
            List.of(),
            new Credentials.Logins(Optional.empty(), Optional.empty(), api -> Optional.empty()),
            new Redaction());
    TyrusConnector made =
        new TyrusConnector(ConnectorSettings.DEFAULT, credentials, new ManualScheduler());
    connector = Optional.of(made);
    try (RawWebSocketServer server = guarded("", "")) {
      made.dial(server.url(), List.of(), listener);

      StreamEnd end = listener.expectEnd();
      assertThat(end.failure().text())
          .contains("not dialled: its host leads to 127.0.0.1", "--allow-private-streams");
      assertThat(end.retry()).isEqualTo(Retry.NEVER);
      assertThat(server.connections()).isZero();
    }
  }

  /** S-2: with credentials or without, a stream follows no redirect. */
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) throws Exception {
    try (RawWebSocketServer second = guarded("Bearer tok", "");
        RawWebSocketServer first =
            new RawWebSocketServer(
                peer -> {
                  peer.answer(
                      status + " Moved", "Location: " + second.url("/elsewhere") + "\r\n", "");
                })) {
      dial(first.url(), file("tok"), Optional.empty());

      StreamEnd end = listener.expectEnd();
      assertThat(end.failure().text()).contains("a redirect to", "is not followed");
      assertThat(end.retry()).isEqualTo(Retry.NEVER);
      assertThat(first.request()).contains("Bearer tok");
      assertThat(second.connections()).isZero();
    }
  }
}
