package dev.logtail.config;

import dev.logtail.model.Secret;
import java.util.List;
import java.util.Optional;

/**
 * What a context says about credentials and certificates. Paths are as written.
 *
 * @param credentialCommand a program that prints the token, and its arguments; maybe empty
 * @param token the token itself
 * @param user a name, maybe with a password behind a colon
 * @param headers each as {@code Name: value}
 * @param authorities a file of certificates to believe
 * @param proxy its URL, maybe with a user in it
 */
public record AccessSettings(
    List<String> credentialCommand,
    Optional<String> tokenFile,
    Optional<Secret> token,
    Optional<Secret> user,
    List<Secret> headers,
    Optional<String> authorities,
    Optional<String> certificate,
    Optional<String> key,
    Optional<Secret> proxy) {
  public static final AccessSettings NONE =
      new AccessSettings(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public AccessSettings {
    credentialCommand = List.copyOf(credentialCommand);
    headers = List.copyOf(headers);
  }

  /** Whether the file itself holds what others must not read. */
  public boolean holdsSecret() {
    return token.isPresent()
        || !headers.isEmpty()
        || proxy.map(Secret::reveal).filter(url -> url.contains("@")).isPresent()
        || user.map(Secret::reveal).filter(words -> words.contains(":")).isPresent();
  }
}
