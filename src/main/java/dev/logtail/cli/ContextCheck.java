package dev.logtail.cli;

import dev.logtail.config.AccessSettings;
import dev.logtail.config.ContextSettings;
import dev.logtail.config.Problem;
import dev.logtail.pipeline.access.PemFile;
import dev.logtail.pipeline.access.PemIdentity;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.TokenFile;
import dev.logtail.pipeline.discovery.ApiAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Finds what is wrong with a context: its words, and the files that it names.
 *
 * @param defaults knows where those files are
 */
record ContextCheck(Defaults defaults, Consumer<Problem> found) {
  void check(ContextSettings context) {
    AccessSettings access = context.access();
    context
        .api()
        .ifPresent(url -> attempt(context, "api", () -> ApiAddress.parse(ApiUser.without(url))));
    context
        .serverZone()
        .ifPresent(
            zone -> attempt(context, "server-tz", () -> StreamOptions.zone("server-tz", zone)));
    access
        .tokenFile()
        .ifPresent(
            path ->
                attempt(
                    context,
                    "token-file",
                    () -> new TokenFile("token-file", defaults.configured(path)).read()));
    access
        .token()
        .ifPresent(
            token -> attempt(context, "token", () -> TokenFile.token("token", token.reveal())));
    attempt(
        context, "headers", () -> HeaderWords.headers(List.of(), access.headers(), unused -> {}));
    access
        .authorities()
        .ifPresent(
            path ->
                attempt(
                    context,
                    "cacert",
                    () -> new PemFile("cacert", defaults.configured(path)).certificates()));
    access
        .proxy()
        .filter(url -> !url.reveal().isBlank())
        .ifPresent(
            url -> attempt(context, "proxy", () -> ProxyAddress.parse("proxy", url.reveal())));
    checkIdentity(context);
  }

  /** A key that wants a passphrase is believed. */
  private void checkIdentity(ContextSettings context) {
    Optional<Path> certificate = context.access().certificate().map(defaults::configured);
    Optional<Path> key = context.access().key().map(defaults::configured);
    if (key.isPresent() && certificate.isEmpty()) {
      problem(context, "key", "key needs cert, the certificate that it belongs to");
    }
    AtomicBoolean asked = new AtomicBoolean();
    certificate.ifPresent(
        file -> {
          try {
            PemIdentity.read(
                file,
                key.orElse(file),
                path -> {
                  asked.set(true);
                  return Optional.empty();
                });
          } catch (IllegalArgumentException e) {
            if (!asked.get()) {
              problem(context, "cert", String.valueOf(e.getMessage()));
            }
          }
        });
  }

  private void attempt(ContextSettings context, String key, Runnable attempt) {
    try {
      attempt.run();
    } catch (IllegalArgumentException | UserError e) {
      problem(context, key, String.valueOf(e.getMessage()));
    }
  }

  private void problem(ContextSettings context, String key, String text) {
    found.accept(
        new Problem(context.lineOf(key), "context '" + context.name().text() + "': " + text));
  }
}
