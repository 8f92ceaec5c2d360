package dev.logtail.pipeline.access;

import dev.logtail.model.Secret;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers which servers asked for Digest, so that each is asked once only, and counts how often
 * its nonce was used. Safe for use by many threads.
 */
final class DigestLogins {
  private static final Pattern NONCE = Pattern.compile("Digest .*nonce=\"([^\"]*)\", uri.*");
  private static final Pattern FIRST = Pattern.compile("Digest .*, nc=00000001\\b.*");
  private static final int CNONCE_BYTES = 16;

  /** Since a server asked. */
  private record Session(Digest digest, String cnonce, AtomicInteger count) {}

  private final Map<WebOrigin, Session> sessions = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /** The value of Authorization for a GET of {@code url}; empty where nobody asked for Digest. */
  Optional<String> answer(URI url, Secret user) {
    return session(url)
        .map(
            session ->
                session
                    .digest()
                    .answer(
                        user.reveal(),
                        new Digest.Request(
                            "GET",
                            target(url),
                            session.count().incrementAndGet(),
                            session.cnonce())));
  }

  /** The same as far as it does not differ from one request to the next. */
  Optional<String> outline(URI url) {
    return session(url).map(session -> "Digest " + session.digest().nonce());
  }

  /** The outline of what was sent. */
  static String outline(String sent) {
    Matcher nonce = NONCE.matcher(sent);
    return nonce.matches() ? "Digest " + nonce.group(1) : sent;
  }

  private Optional<Session> session(URI url) {
    return Optional.ofNullable(sessions.get(WebOrigin.of(url)));
  }

  private static String target(URI url) {
    URI ascii = URI.create(url.toASCIIString());
    String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return path + (ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery());
  }

  /**
   * A server refused {@code sent}. It gets a new answer where it had none yet, or where only its
   * nonce has become too old: not where it knows the password as it is, and refuses it.
   */
  void learn(URI url, String sent, List<Challenge> challenges) {
    Optional<Digest> asked = Digest.best(challenges);
    boolean basic = challenges.stream().anyMatch(offer -> offer.scheme().equals("basic"));
    if (asked.isEmpty()) {
      if (basic) {
        sessions.remove(WebOrigin.of(url));
      }
      return;
    }
    boolean known =
        sent.startsWith("Digest ")
            ? !asked.get().stale() && FIRST.matcher(sent).matches()
            : sent.startsWith("Basic ") && basic;
    if (!known) {
      byte[] cnonce = new byte[CNONCE_BYTES];
      random.nextBytes(cnonce);
      sessions.put(
          WebOrigin.of(url),
          new Session(asked.get(), HexFormat.of().formatHex(cnonce), new AtomicInteger()));
    }
  }
}
