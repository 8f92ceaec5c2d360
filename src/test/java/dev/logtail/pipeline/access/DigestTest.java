package dev.logtail.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digest by the examples of its RFCs, and what a server may write otherwise. */
class DigestTest {
  private static final String RFC7616 =
      "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
          + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
          + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
  private static final Digest.Request REQUEST =
      new Digest.Request(
          "GET", "/dir/index.html", 1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

  private static Optional<Digest> read(String... values) {
    return Digest.best(Challenge.parse(List.of(values)));
  }

  private static String answer(String challenge, String login, Digest.Request request) {
    return read(challenge).orElseThrow().answer(login, request);
  }

  /** RFC 7616, 3.9.1. */
  @ParameterizedTest
  @CsvSource({
    "MD5,8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256,753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void answersAsRfc7616(String algorithm, String response) {
    assertThat(answer(RFC7616.formatted(algorithm), "Mufasa:Circle of Life", REQUEST))
        .isEqualTo(
            "Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
                + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                + " uri=\"/dir/index.html\", response=\""
                + response
                + "\", algorithm="
                + algorithm
                + ", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", qop=auth,"
                + " nc=00000001, cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\"");
  }

  /** RFC 2617, 3.5. */
  @Test
  void answersAsRfc2617() {
    String challenge =
        "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
            + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
            + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";

    assertThat(
            answer(
                challenge,
                "Mufasa:Circle Of Life",
                new Digest.Request("GET", "/dir/index.html", 1, "0a4f113b")))
        .contains("response=\"6629fae49393a05397450978507c4ef1\"")
        .doesNotContain("algorithm=");
  }

  /** RFC 2069, 2.4, with the response of its erratum 749. */
  @Test
  void answersAnOldServerWithoutQop() {
    String challenge =
        "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
            + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";

    assertThat(
            answer(
                challenge,
                "Mufasa:CircleOfLife",
                new Digest.Request("GET", "/dir/index.html", 1, "unused")))
        .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
        .doesNotContain("qop", "nc=", "cnonce");
  }

  /** The same request, with what Python's hashlib makes of it. */
  @ParameterizedTest
  @CsvSource({
    "MD5-sess,e783283f46242139c486a698fec7211d",
    "SHA-256-sess,2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7"
  })
  void answersSessions(String algorithm, String response) {
    assertThat(answer(RFC7616.formatted(algorithm), "Mufasa:Circle of Life", REQUEST))
        .contains("response=\"" + response + "\"", "algorithm=" + algorithm);
  }

  @Test
  void takesTheStrongestOfThoseOffered() {
    String weak = "Digest realm=\"a\", nonce=\"1\", qop=\"auth\"";
    String strong = "Digest realm=\"a\", nonce=\"2\", qop=\"auth\", algorithm=SHA-256";

    assertThat(read(weak, strong).orElseThrow().nonce()).isEqualTo("2");
    assertThat(read(weak + ", " + strong + ", Basic realm=\"a\"").orElseThrow().nonce())
        .isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest realm=\"a\", nonce=\"1\", algorithm=SHA-512-256, qop=\"auth\"",
        "Digest realm=\"a\", nonce=\"1\", qop=\"auth-int\"",
        "Digest realm=\"a\", qop=\"auth\"",
        "Basic realm=\"a\", nonce=\"1\"",
        ""
      })
  void knowsWhatItCannotAnswer(String challenge) {
    assertThat(read(challenge)).isEmpty();
  }

  @Test
  void quotesAndEncodesNames() {
    String challenge = "Digest realm=\"a \\\"b\\\" \\\\ c\", nonce=\"1\", qop=auth, stale=TRUE";
    Digest digest = read(challenge).orElseThrow();

    assertThat(digest.realm()).isEqualTo("a \"b\" \\ c");
    assertThat(digest.stale()).isTrue();
    assertThat(digest.answer("o\"neil:x", REQUEST))
        .contains("username=\"o\\\"neil\"", "realm=\"a \\\"b\\\" \\\\ c\"");
    assertThat(digest.answer("奇 *:x", REQUEST)).contains("username*=UTF-8''%E5%A5%87%20%2A,");
    assertThat(digest.answer("a:b", REQUEST)).isNotEqualTo(digest.answer("a:b:", REQUEST));
  }

  @Test
  void readsSeveralOffersOfOneHeader() {
    List<Challenge> offers =
        Challenge.parse(
            List.of("Negotiate abc==, NTLM, Basic realm=\"x, Bearer\"", "DIGEST  nonce = \"1\""));

    assertThat(offers)
        .extracting(Challenge::scheme)
        .containsExactly("negotiate", "ntlm", "basic", "digest");
    assertThat(offers.get(2).parameter("REALM")).contains("x, Bearer");
    assertThat(offers.get(3).parameter("nonce")).contains("1");
  }
}
