package dev.logtail.pipeline.access;

import dev.logtail.model.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What this run shows to servers to be let in, and nobody else gets to see: headers, a token, a
 * user's password.
 *
 * <p>A request has room for one of token and password. Where both are given, the API gets the token
 * and a stream the password, as behind a proxy that guards the streams; a server that answers 401
 * and asks for the other one gets that, then and later.
 *
 * <p>Safe for use by many threads.
 */
public final class Credentials {
  public static final Credentials NONE =
      new Credentials(
          OriginRules.NONE,
          List.of(),
          new Logins(Optional.empty(), Optional.empty(), api -> Optional.empty()),
          new Redaction());

  private static final String AUTHORIZATION = "Authorization";

  /**
   * Who the user says to be.
   *
   * @param user gives {@code name:password}
   * @param prompt asks where neither is given and the API wants a token
   */
  public record Logins(
      Optional<SecretSource> token, Optional<SecretSource> user, TokenPrompt prompt) {}

  /** Asks a person for a token; empty when there is nobody to ask. */
  @FunctionalInterface
  public interface TokenPrompt {
    Optional<Secret> ask(URI api);
  }

  /** One header; its value is a secret and never printed. */
  public record Header(String name, String value) {
    private static final int MAX_BYTES = 8 << 10;

    public Header {
      if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
        throw new IllegalArgumentException("'" + name + "' is no name of a header");
      }
      if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7F))) {
        throw new IllegalArgumentException(
            "the value of header " + name + " holds line breaks or other than ASCII");
      }
      if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
        throw new IllegalArgumentException("the value of header " + name + " is above 8 KiB");
      }
    }

    @Override
    public String toString() {
      return name + ": ****";
    }
  }

  /** The two ways to fill the one Authorization header. */
  private enum Scheme {
    BEARER,
    BASIC;

    Scheme other() {
      return this == BEARER ? BASIC : BEARER;
    }

    /** Whether one of the {@code challenges} asks for it; Digest wants the same user as Basic. */
    boolean isAskedBy(List<String> challenges) {
      List<String> names = this == BEARER ? List.of("bearer") : List.of("basic", "digest");
      return Challenge.parse(challenges).stream().map(Challenge::scheme).anyMatch(names::contains);
    }
  }

  private final OriginRules rules;
  private final List<Header> headers;
  private final Logins logins;
  private final Redaction redaction;

  /** Held while sources are read or a person is asked; never by who only wants to send. */
  private final Object reading = new Object();

  /** Both guarded by this. */
  private final Map<Scheme, Secret> held = new EnumMap<>(Scheme.class);

  private final DigestLogins digests = new DigestLogins();

  /** By whether it is for streams: where the server asked for the less likely one. */
  private final Map<Boolean, Scheme> learned = new LinkedHashMap<>();

  private Credentials(OriginRules rules, List<Header> headers, Logins logins, Redaction redaction) {
    this.rules = rules;
    this.headers = List.copyOf(headers);
    this.logins = logins;
    this.redaction = redaction;
  }

  /**
   * Reads all that is given.
   *
   * @throws IllegalArgumentException when a source is of no use; the message is for the user
   */
  public static Credentials of(
      OriginRules rules, List<Header> headers, Logins logins, Redaction redaction) {
    Credentials credentials = new Credentials(rules, headers, logins, redaction);
    headers.forEach(header -> credentials.hideHeader(header.value()));
    logins.token().ifPresent(source -> credentials.hold(Scheme.BEARER, source.read()));
    logins.user().ifPresent(source -> credentials.hold(Scheme.BASIC, source.read()));
    return credentials;
  }

  /** Sends {@code headers} to the origin of {@code api} only. */
  public static Credentials of(URI api, List<Header> headers) {
    return of(OriginRules.only(api), headers, NONE.logins, new Redaction());
  }

  /** What stands behind the scheme's name is a secret by itself. */
  private void hideHeader(String value) {
    redaction.hide(new Secret(value));
    int space = value.indexOf(' ');
    if (space > 0 && space < value.length() - 1) {
      redaction.hide(new Secret(value.substring(space + 1)));
    }
  }

  private void hold(Scheme scheme, Secret secret) {
    redaction.hide(secret);
    if (scheme == Scheme.BASIC) {
      redaction.hide(new Secret(secret.reveal().substring(secret.reveal().indexOf(':') + 1)));
    }
    synchronized (this) {
      held.put(scheme, secret);
    }
  }

  /** What to send with a GET of {@code url}: values by name, in the order given. */
  public Map<String, List<String>> headersFor(URI url) {
    return headers(url, authorization(url, secret -> digests.answer(url, secret)));
  }

  /**
   * Whether what would be sent now is what was sent, but for what each answer to Digest has new.
   */
  private boolean isAsSent(URI url, Map<String, List<String>> sent) {
    Map<String, List<String>> outline = new LinkedHashMap<>(sent);
    outline.computeIfPresent(
        AUTHORIZATION, (name, values) -> List.of(DigestLogins.outline(values.get(0))));
    return headers(url, authorization(url, secret -> digests.outline(url))).equals(outline);
  }

  private Map<String, List<String>> headers(URI url, Optional<String> authorization) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    if (isEmpty() || rules.withheld(url).isPresent()) {
      return sent;
    }
    for (Header header : headers) {
      sent.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
    }
    if (!hasOwnAuthorization()) {
      authorization.ifPresent(value -> sent.put(AUTHORIZATION, List.of(value)));
    }
    return sent;
  }

  private boolean hasOwnAuthorization() {
    return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(AUTHORIZATION));
  }

  private synchronized boolean isEmpty() {
    return headers.isEmpty() && held.isEmpty();
  }

  private synchronized Optional<Scheme> schemeFor(URI url) {
    Scheme usual = isStream(url) ? Scheme.BASIC : Scheme.BEARER;
    Scheme wanted = learned.getOrDefault(isStream(url), usual);
    return held.containsKey(wanted)
        ? Optional.of(wanted)
        : Optional.of(wanted.other()).filter(held::containsKey);
  }

  private synchronized Optional<String> authorization(
      URI url, Function<Secret, Optional<String>> digest) {
    Optional<Scheme> scheme = schemeFor(url);
    Optional<Secret> secret = scheme.flatMap(known -> Optional.ofNullable(held.get(known)));
    return scheme.equals(Optional.of(Scheme.BEARER))
        ? secret.map(token -> "Bearer " + token.reveal())
        : secret.map(user -> digest.apply(user).orElseGet(() -> basic(user)));
  }

  private static String basic(Secret secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString(secret.reveal().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isStream(URI url) {
    return url.getScheme().toLowerCase(Locale.ROOT).startsWith("ws");
  }

  /**
   * Says why the stream at {@code url} gets none of what there is; empty when it gets it, or there
   * is nothing.
   */
  public Optional<String> withheld(URI url) {
    return isEmpty() ? Optional.empty() : rules.withheld(url);
  }

  /** Why {@code url} must not be dialled, now that its host leads to {@code addresses}. */
  public Optional<String> forbidden(URI url, List<InetAddress> addresses) {
    return rules.forbidden(url, addresses);
  }

  /**
   * A server refused {@code sent} with 401. Reads what can be read again, and if need be changes to
   * what the server asks for. May block, and may ask a person.
   *
   * @param challenges the values of WWW-Authenticate
   * @return whether {@link #headersFor} now gives something else
   */
  public boolean reconsider(URI url, Map<String, List<String>> sent, List<String> challenges) {
    if (hasOwnAuthorization() || withheld(url).isPresent()) {
      return false;
    }
    synchronized (reading) {
      if (renewed(url, sent)) {
        return true;
      }
      change(url, challenges);
      if (schemeFor(url).equals(Optional.of(Scheme.BASIC))) {
        String answer = String.join("", sent.getOrDefault(AUTHORIZATION, List.of()));
        digests.learn(url, answer, Challenge.parse(challenges));
      }
      if (isUnanswered(challenges) && !isStream(url)) {
        logins.prompt().ask(url).ifPresent(token -> hold(Scheme.BEARER, token));
      }
    }
    return !isAsSent(url, sent);
  }

  /** Reads what can be read again; true when it is not what was {@code sent} any more. */
  public boolean renewed(URI url, Map<String, List<String>> sent) {
    boolean other;
    synchronized (reading) {
      logins.token().ifPresent(source -> reread(Scheme.BEARER, source));
      Optional<Secret> before = user();
      logins.user().ifPresent(source -> reread(Scheme.BASIC, source));
      other = !before.equals(user());
    }
    return other || !isAsSent(url, sent);
  }

  private synchronized Optional<Secret> user() {
    return Optional.ofNullable(held.get(Scheme.BASIC));
  }

  private void reread(Scheme scheme, SecretSource source) {
    if (source.canChange()) {
      try {
        hold(scheme, source.read());
      } catch (IllegalArgumentException e) {
        // It is being written just now, or gone: what was read last stays.
        return;
      }
    }
  }

  private synchronized void change(URI url, List<String> challenges) {
    Set<Scheme> both = EnumSet.allOf(Scheme.class);
    if (held.keySet().containsAll(both)) {
      Scheme tried = schemeFor(url).orElse(Scheme.BEARER);
      boolean unclear = challenges.isEmpty() && !learned.containsKey(isStream(url));
      if (unclear || (tried.other().isAskedBy(challenges) && !tried.isAskedBy(challenges))) {
        learned.put(isStream(url), tried.other());
      }
    }
  }

  private synchronized boolean isUnanswered(List<String> challenges) {
    return held.isEmpty() && (challenges.isEmpty() || Scheme.BEARER.isAskedBy(challenges));
  }

  /**
   * What a user can do about a 401 from {@code url}.
   *
   * @param challenges the values of WWW-Authenticate
   */
  public String advice(URI url, List<String> challenges) {
    Optional<String> kept = withheld(url);
    if (kept.isPresent()) {
      return "it " + kept.get();
    }
    if (hasOwnAuthorization()) {
      return "the Authorization of --header was refused";
    }
    Optional<Scheme> tried = schemeFor(url);
    boolean basicOnly = Scheme.BASIC.isAskedBy(challenges) && !Scheme.BEARER.isAskedBy(challenges);
    if (tried.isPresent() && (tried.get() == Scheme.BASIC || !basicOnly)) {
      return refused(tried.get(), challenges);
    }
    String given = tried.isPresent() ? "it asks for a user, not for a token; " : "";
    return basicOnly
        ? given + "give a user with -u NAME or --netrc"
        : "give a token with --token-file or LOGTAIL_TOKEN";
  }

  /** What a user can do about a 403 from {@code url}. */
  public String adviceWhenForbidden(URI url) {
    Optional<String> kept = withheld(url);
    if (kept.isPresent()) {
      return "it " + kept.get();
    }
    return isEmpty()
        ? "a wrong path, token or origin; --token-file gives a token, -H 'Origin: URL' an origin"
        : "a wrong path, token or origin";
  }

  private String refused(Scheme scheme, List<String> challenges) {
    List<Challenge> asked = Challenge.parse(challenges);
    boolean digestOnly =
        !asked.isEmpty() && asked.stream().allMatch(offer -> offer.scheme().equals("digest"));
    if (digestOnly && Digest.best(asked).isEmpty()) {
      return "it asks for a kind of Digest authentication that logtail can't give; it gives MD5 and"
          + " SHA-256 with qop=auth";
    }
    Optional<String> source =
        (scheme == Scheme.BEARER ? logins.token() : logins.user()).map(SecretSource::name);
    return scheme == Scheme.BEARER
        ? "the token of " + source.orElse("the prompt") + " was refused: wrong or expired"
        : "the user of "
            + source.orElse("the prompt")
            + " was refused: wrong name or password"
            + (challenges.isEmpty() ? ", or it wants a token: --token-file" : "");
  }

  /** {@code text} without any secret, to be shown. */
  public String redact(String text) {
    return redaction.of(text);
  }

  @Override
  public String toString() {
    return "Credentials" + headers;
  }
}
