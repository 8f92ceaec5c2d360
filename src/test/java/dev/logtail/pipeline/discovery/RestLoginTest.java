package dev.logtail.pipeline.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.Credentials.Header;
import dev.logtail.pipeline.access.OriginRules;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Redaction;
import dev.logtail.pipeline.access.TokenFile;
import dev.logtail.pipeline.access.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S-2 and S-6 for the REST API: who is shown the credentials, and what a refusal changes. */
class RestLoginTest {
  @TempDir private Path folder;

  /** What each server was shown, a line a request. */
  private final List<String> first = new CopyOnWriteArrayList<>();

  private final List<String> second = new CopyOnWriteArrayList<>();
  private HttpServer api;
  private HttpServer other;
  private volatile String wanted = "Bearer old";
  private volatile Optional<String> redirect = Optional.empty();
  private volatile int redirectStatus = 302;

  @BeforeEach
  void serve() throws IOException {
    api = server(first, true);
    other = server(second, false);
  }

  @AfterEach
  void stop() {
    api.stop(0);
    other.stop(0);
  }

  private HttpServer server(List<String> shown, boolean redirects) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String authorization = exchange.getRequestHeaders().getFirst("Authorization");
          shown.add(authorization + " " + exchange.getRequestHeaders().getFirst("X-Secret"));
          Optional<String> to =
              redirect.filter(
                  target -> redirects && exchange.getRequestURI().getPath().startsWith("/api"));
          to.ifPresent(target -> exchange.getResponseHeaders().set("Location", target));
          int status = to.isPresent() ? redirectStatus : wanted.equals(authorization) ? 200 : 401;
          byte[] body = "{\"workers\":{\"a\":{}}}".getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String base(HttpServer server, String host) {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  private HttpWorkerDirectory directory(Path token) {
    URI url = URI.create(base(api, "127.0.0.1"));
    Credentials credentials =
        Credentials.of(
            OriginRules.only(url),
            List.of(new Header("X-Secret", "canary")),
            new Credentials.Logins(
                Optional.of(new TokenFile("--token-file", token)),
                Optional.empty(),
                asked -> Optional.empty()),
            new Redaction());
    return new HttpWorkerDirectory(
        new ApiAddress(url),
        HttpSettings.DEFAULT,
        credentials,
        Trust.ofThisJvm(),
        ProxyRules.DIRECT);
  }

  private Path token(String token) throws IOException {
    return Files.writeString(folder.resolve("token"), token);
  }

  @Test
  void aTokenThatExpiredIsReadAgainAndTriedAtOnce() throws Exception {
    try (HttpWorkerDirectory directory = directory(token("old"))) {
      assertThat(directory.list()).hasSize(1);
      wanted = "Bearer new";
      token("new");

      assertThat(directory.list()).hasSize(1);
      assertThat(directory.list()).hasSize(1);
    }
    assertThat(first)
        .containsExactly(
            "Bearer old canary", "Bearer old canary", "Bearer new canary", "Bearer new canary");
  }

  @Test
  void aTokenThatIsStillTheSameIsNotTriedAgain() throws Exception {
    wanted = "Bearer other";
    try (HttpWorkerDirectory directory = directory(token("old"))) {
      StreamFailure failure =
          catchThrowableOfType(DirectoryException.class, directory::list).failure();

      assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORISED);
      assertThat(failure.text()).contains("the token of --token-file", "wrong or expired");
    }
    assertThat(first).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "301, same", "302, same", "303, same", "307, same", "308, same",
    "301, port", "302, port", "303, port", "307, port", "308, port",
    "301, host", "302, host", "303, host", "307, host", "308, host",
  })
  void aRedirectIsFollowedInsideTheOriginOnly(int status, String where) throws Exception {
    redirectStatus = status;
    redirect =
        Optional.of(
            switch (where) {
              case "same" -> "/v2/workers";
              case "port" -> base(other, "127.0.0.1") + "/v2/workers";
              default -> base(other, "localhost") + "/v2/workers";
            });
    try (HttpWorkerDirectory directory = directory(token("old"))) {
      if (where.equals("same")) {
        assertThat(directory.list()).hasSize(1);
        assertThat(first).containsExactly("Bearer old canary", "Bearer old canary");
      } else {
        assertThat(catchThrowableOfType(DirectoryException.class, directory::list).failure().text())
            .contains("it redirects to '" + redirect.orElse(""), "give that as --api URL");
      }
    }
    assertThat(second).as("nobody else is asked at all").isEmpty();
  }
}
