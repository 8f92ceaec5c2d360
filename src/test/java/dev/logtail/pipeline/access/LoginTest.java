package dev.logtail.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown when, and what a refusal changes. */
class LoginTest {
  private static final URI API = URI.create("https://api.example/api/workers");
  private static final URI STREAM = URI.create("wss://api.example/ws/1");
  private static final Optional<SecretSource> TOKEN =
      Optional.of(SecretSource.fixed("--token", new Secret("tok-1")));
  private static final Optional<SecretSource> USER =
      Optional.of(SecretSource.fixed("--user bob", new Secret("bob:pw")));
  private static final List<String> BASIC = List.of("Basic realm=\"x\"");
  private static final List<String> BEARER = List.of("Bearer");

  @TempDir private Path folder;

  private final List<URI> asked = new ArrayList<>();

  private Credentials credentials(Optional<SecretSource> token, Optional<SecretSource> user) {
    return Credentials.of(
        OriginRules.only(API),
        List.of(),
        new Credentials.Logins(token, user, this::answer),
        new Redaction());
  }

  private Optional<Secret> answer(URI url) {
    asked.add(url);
    return asked.size() == 1 ? Optional.of(new Secret("typed")) : Optional.empty();
  }

  private static String shown(Credentials credentials, URI url) {
    List<String> values = credentials.headersFor(url).getOrDefault("Authorization", List.of());
    if (values.isEmpty() || values.get(0).startsWith("Bearer ")) {
      return String.join(",", values);
    }
    byte[] plain = Base64.getDecoder().decode(values.get(0).substring("Basic ".length()));
    return "Basic " + new String(plain, StandardCharsets.UTF_8);
  }

  private static boolean refuse(Credentials credentials, URI url, List<String> challenges) {
    return credentials.reconsider(url, credentials.headersFor(url), challenges);
  }

  @Test
  void oneOfThemIsShownToAll() {
    assertThat(shown(credentials(TOKEN, Optional.empty()), API)).isEqualTo("Bearer tok-1");
    assertThat(shown(credentials(TOKEN, Optional.empty()), STREAM)).isEqualTo("Bearer tok-1");
    assertThat(shown(credentials(Optional.empty(), USER), API)).isEqualTo("Basic bob:pw");
    assertThat(shown(credentials(Optional.empty(), USER), STREAM)).isEqualTo("Basic bob:pw");
  }

  @Test
  void withBothTheApiGetsTheTokenAndAStreamTheUser() {
    Credentials both = credentials(TOKEN, USER);

    assertThat(shown(both, API)).isEqualTo("Bearer tok-1");
    assertThat(shown(both, STREAM)).isEqualTo("Basic bob:pw");
  }

  @Test
  void aServerThatAsksForTheOtherOneGetsItFromThenOn() {
    Credentials both = credentials(TOKEN, USER);

    assertThat(refuse(both, API, BASIC)).isTrue();
    assertThat(shown(both, API)).isEqualTo("Basic bob:pw");
    assertThat(shown(both, STREAM)).isEqualTo("Basic bob:pw");
    assertThat(refuse(both, API, BASIC)).as("it is refused for good").isFalse();

    assertThat(refuse(both, STREAM, List.of())).as("no word of what it wants").isTrue();
    assertThat(shown(both, STREAM)).isEqualTo("Bearer tok-1");
    assertThat(refuse(both, STREAM, List.of())).as("both were tried").isFalse();
  }

  /** Many streams are refused at the same time, and the first one has learned already. */
  @Test
  void whatAnotherOneLearnedMeanwhileIsTried() {
    Credentials both = credentials(TOKEN, USER);
    Map<String, List<String>> sent = both.headersFor(STREAM);
    assertThat(both.reconsider(STREAM, sent, BEARER)).isTrue();

    assertThat(both.reconsider(STREAM, sent, BEARER)).isTrue();
    assertThat(shown(both, STREAM)).isEqualTo("Bearer tok-1");
  }

  @Test
  void aRefusedFileIsReadAgain() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "old");
    Credentials credentials =
        credentials(Optional.of(new TokenFile("--token-file", file)), Optional.empty());
    assertThat(refuse(credentials, API, BEARER)).as("it holds the same").isFalse();

    Files.writeString(file, "new");

    assertThat(shown(credentials, API)).isEqualTo("Bearer old");
    assertThat(refuse(credentials, API, BEARER)).isTrue();
    assertThat(shown(credentials, API)).isEqualTo("Bearer new");
    Files.delete(file);
    assertThat(refuse(credentials, API, BEARER)).as("it is gone").isFalse();
    assertThat(shown(credentials, API)).isEqualTo("Bearer new");
  }

  @Test
  void aPersonIsAskedOnlyForATokenThatTheApiWants() {
    Credentials none = credentials(Optional.empty(), Optional.empty());
    assertThat(refuse(none, STREAM, BEARER)).isFalse();
    assertThat(refuse(none, API, BASIC)).isFalse();
    assertThat(asked).isEmpty();

    assertThat(refuse(none, API, BEARER)).isTrue();
    assertThat(shown(none, API)).isEqualTo("Bearer typed");
    assertThat(shown(none, STREAM)).isEqualTo("Bearer typed");
    assertThat(asked).containsExactly(API);
    assertThat(refuse(none, API, BEARER)).isFalse();
  }

  @Test
  void aHeaderOfOnesOwnIsNeverReplaced() {
    Credentials own =
        Credentials.of(
            OriginRules.only(API),
            List.of(new Credentials.Header("authorization", "Custom xyz")),
            new Credentials.Logins(TOKEN, USER, this::answer),
            new Redaction());

    assertThat(own.headersFor(API)).containsOnlyKeys("authorization");
    assertThat(refuse(own, API, BASIC)).isFalse();
    assertThat(own.advice(API, BASIC)).contains("--header");
  }

  @Test
  void advisesWhatToTry() {
    Credentials none = credentials(Optional.empty(), Optional.empty());
    assertThat(none.advice(API, List.of())).contains("--token-file", "LOGTAIL_TOKEN");
    assertThat(none.advice(API, BASIC)).contains("-u NAME", "--netrc");
    Credentials token = credentials(TOKEN, Optional.empty());
    assertThat(token.advice(API, BEARER)).contains("the token of --token was refused");
    assertThat(token.advice(API, BASIC)).contains("asks for a user", "-u NAME");
    assertThat(token.advice(URI.create("wss://other.example/"), BASIC))
        .contains("withheld", "--auth-host other.example:443");
    assertThat(credentials(Optional.empty(), USER).advice(API, BASIC)).contains("--user bob");
  }

  private static List<String> digest(String nonce) {
    return List.of("Digest realm=\"x\", qop=\"auth\", nonce=\"" + nonce + "\"");
  }

  private static String authorization(Credentials credentials, URI url) {
    return credentials.headersFor(url).get("Authorization").get(0);
  }

  @Test
  void aServerThatAsksForDigestGetsItFromThenOn() {
    Credentials credentials = credentials(Optional.empty(), USER);

    assertThat(shown(credentials, API)).isEqualTo("Basic bob:pw");
    assertThat(refuse(credentials, API, digest("n1"))).isTrue();
    assertThat(authorization(credentials, API))
        .startsWith("Digest username=\"bob\"")
        .contains("nonce=\"n1\"", "uri=\"/api/workers\"", "nc=00000001");
    assertThat(authorization(credentials, STREAM)).contains("uri=\"/ws/1\"", "nc=00000002");
  }

  @Test
  void aRefusedDigestIsNotRepeated() {
    Credentials credentials = credentials(Optional.empty(), USER);
    refuse(credentials, API, digest("n1"));

    assertThat(refuse(credentials, API, digest("n2"))).isFalse();
    assertThat(credentials.advice(API, digest("n2"))).contains("wrong name or password");
  }

  @Test
  void aNonceThatHasBecomeTooOldIsReplaced() {
    Credentials credentials = credentials(Optional.empty(), USER);
    refuse(credentials, API, digest("n1"));

    assertThat(refuse(credentials, API, List.of(digest("n2").get(0) + ", stale=true"))).isTrue();
    assertThat(authorization(credentials, API)).contains("nonce=\"n2\"", "nc=00000001");
    assertThat(refuse(credentials, API, digest("n3")))
        .as("it was good once, the server has forgotten it")
        .isTrue();
    assertThat(authorization(credentials, API)).contains("nonce=\"n3\"", "nc=00000001");
  }

  @Test
  void digestThatCannotBeGivenIsNamed() {
    Credentials credentials = credentials(Optional.empty(), USER);
    List<String> odd = List.of("Digest realm=\"x\", nonce=\"1\", algorithm=SHA-512-256");

    assertThat(refuse(credentials, API, odd)).isFalse();
    assertThat(credentials.advice(API, odd)).contains("a kind of Digest");
  }

  @Test
  void whereBasicIsRefusedToNoDigestIsTried() {
    Credentials credentials = credentials(Optional.empty(), USER);
    List<String> both = List.of(digest("n1").get(0), BASIC.get(0));

    assertThat(refuse(credentials, API, both)).isFalse();
  }

  /** A server of both kinds of user: the token is not what a Digest is made of. */
  @Test
  void aTokenYieldsToDigest() {
    Credentials credentials = credentials(TOKEN, USER);

    assertThat(refuse(credentials, API, digest("n1"))).isTrue();
    assertThat(authorization(credentials, API)).startsWith("Digest ");
  }
}
