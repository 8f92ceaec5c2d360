package dev.logtail.pipeline.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * What a server asks for that wants proof of a password without being sent it (RFC 7616), and the
 * answer to it. Answers for MD5 and SHA-256, with and without -sess, with qop=auth or none. Pure.
 *
 * @param algorithm as the server wrote it, empty where it means MD5 by saying nothing
 * @param hash its name in Java
 * @param qop whether the server knows qop=auth, which all do that are younger than 1999
 */
record Digest(
    String realm,
    String nonce,
    Optional<String> opaque,
    String algorithm,
    String hash,
    boolean qop,
    boolean stale) {
  /** The stronger first. */
  private static final Map<String, String> HASHES =
      Map.of("SHA-256", "SHA-256", "SHA-256-SESS", "SHA-256", "MD5", "MD5", "MD5-SESS", "MD5");

  /**
   * One request.
   *
   * @param uri path and query, as they are sent
   * @param count how often the nonce has been used, with this time
   * @param cnonce a nonce of our own
   */
  record Request(String method, String uri, int count, String cnonce) {}

  /** The strongest of those offered that can be answered. */
  static Optional<Digest> best(List<Challenge> challenges) {
    List<Digest> usable = challenges.stream().flatMap(offer -> of(offer).stream()).toList();
    return usable.stream()
        .filter(digest -> digest.hash.equals("SHA-256"))
        .findFirst()
        .or(() -> usable.stream().findFirst());
  }

  private static Optional<Digest> of(Challenge offer) {
    String algorithm = offer.parameter("algorithm").orElse("");
    String upper = algorithm.isEmpty() ? "MD5" : algorithm.toUpperCase(Locale.ROOT);
    Optional<String> qop = offer.parameter("qop");
    boolean auth =
        qop.stream()
            .flatMap(words -> Stream.of(words.split(",")))
            .anyMatch(word -> word.strip().equalsIgnoreCase("auth"));
    boolean usable =
        offer.scheme().equals("digest")
            && offer.parameter("nonce").isPresent()
            && HASHES.containsKey(upper)
            && (qop.isEmpty() || auth);
    return usable
        ? Optional.of(
            new Digest(
                offer.parameter("realm").orElse(""),
                offer.parameter("nonce").orElse(""),
                offer.parameter("opaque"),
                algorithm,
                String.valueOf(HASHES.get(upper)),
                auth,
                offer.parameter("stale").filter("true"::equalsIgnoreCase).isPresent()))
        : Optional.empty();
  }

  /**
   * The value of Authorization.
   *
   * @param login {@code name:password}
   */
  String answer(String login, Request request) {
    String name = login.substring(0, login.indexOf(':'));
    StringJoiner words = new StringJoiner(", ", "Digest ", "");
    words.add(userName(name));
    words.add("realm=" + quoted(realm));
    words.add("nonce=" + quoted(nonce));
    words.add("uri=" + quoted(request.uri()));
    words.add("response=" + quoted(proof(login, request)));
    if (!algorithm.isEmpty()) {
      words.add("algorithm=" + algorithm);
    }
    opaque.ifPresent(text -> words.add("opaque=" + quoted(text)));
    if (qop) {
      words.add("qop=auth");
      words.add("nc=" + count(request));
    }
    if (qop || isSession()) {
      words.add("cnonce=" + quoted(request.cnonce()));
    }
    return words.toString();
  }

  private String proof(String login, Request request) {
    int colon = login.indexOf(':');
    String password = login.substring(colon + 1);
    String who = hashed(login.substring(0, colon) + ":" + realm + ":" + password);
    String first = isSession() ? hashed(who + ":" + nonce + ":" + request.cnonce()) : who;
    String second = hashed(request.method() + ":" + request.uri());
    String between = qop ? count(request) + ":" + request.cnonce() + ":auth:" : "";
    return hashed(first + ":" + nonce + ":" + between + second);
  }

  private boolean isSession() {
    return algorithm.toLowerCase(Locale.ROOT).endsWith("-sess");
  }

  private static String count(Request request) {
    return String.format(Locale.ROOT, "%08x", request.count());
  }

  /** A header holds ASCII only. */
  private static String userName(String name) {
    boolean ascii = name.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    return ascii
        ? "username=" + quoted(name)
        : "username*=UTF-8''"
            + URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
  }

  private static String quoted(String text) {
    return '"' + text.replaceAll("([\"\\\\])", "\\\\$1") + '"';
  }

  private String hashed(String text) {
    try {
      byte[] bytes = MessageDigest.getInstance(hash).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
