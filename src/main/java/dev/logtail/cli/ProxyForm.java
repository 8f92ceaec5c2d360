package dev.logtail.cli;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyExceptions;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Redaction;
import dev.logtail.pipeline.access.Trust;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Works out which proxies a run goes through: the command line's, else those of the environment by
 * curl's rules, else the configuration's.
 *
 * @param home where the run begins: the API, or the streams where no API is asked
 * @param trust whose certificates are believed of proxies
 * @param warn is told what others can see
 */
record ProxyForm(
    Environment environment,
    AccessOptions options,
    Optional<Secret> configured,
    List<URI> home,
    Trust trust,
    Consumer<String> warn) {
  private static final String CONFIGURED = "the configuration's proxy";

  /** HTTP_PROXY in capitals is no setting: a web server sets it to what its client sends. */
  private static final List<String> PLAIN = List.of("http_proxy", "all_proxy", "ALL_PROXY");

  private static final List<String> SECURE =
      List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");

  /** Where a proxy stands. */
  private record Written(String name, String text) {}

  ProxyRules rules() {
    ProxyExceptions exceptions =
        ProxyExceptions.parse(
            options
                .noProxy()
                .or(() -> first("no_proxy", "NO_PROXY").map(Written::text))
                .orElse(""));
    if (options.proxy().isPresent()) {
      return named(typed(options.proxy().get()), exceptions);
    }
    Optional<Written> plain = PLAIN.stream().flatMap(name -> first(name).stream()).findFirst();
    Optional<Written> secure = SECURE.stream().flatMap(name -> first(name).stream()).findFirst();
    if (plain.isPresent() || secure.isPresent()) {
      return new ProxyRules(
          plain.flatMap(there -> used(there, false, exceptions)),
          secure.flatMap(there -> used(there, true, exceptions)),
          exceptions,
          false,
          trust);
    }
    return named(configured.map(url -> new Written(CONFIGURED, url.reveal())), exceptions);
  }

  private Optional<Written> first(String... names) {
    return Stream.of(names)
        .flatMap(name -> environment.variable(name).map(text -> new Written(name, text)).stream())
        .findFirst();
  }

  private Optional<Written> typed(String proxy) {
    if (proxy.contains("@")) {
      warn.accept(
          "the proxy's password on the command line can be seen by everybody on this machine; use"
              + " HTTPS_PROXY or the configuration's 'proxy'");
    }
    return Optional.of(new Written("--proxy", proxy)).filter(written -> !proxy.isBlank());
  }

  private ProxyRules named(Optional<Written> written, ProxyExceptions exceptions) {
    Optional<ProxyAddress> proxy = written.map(this::parsed);
    return new ProxyRules(proxy, proxy, exceptions, true, trust);
  }

  private ProxyAddress parsed(Written written) {
    ProxyAddress proxy = ProxyAddress.parse(written.name(), written.text());
    Redaction redaction = environment.secrets().redaction();
    proxy
        .user()
        .ifPresent(
            user -> {
              String words = user.reveal();
              redaction.hide(user);
              redaction.hide(new Secret(words.substring(words.indexOf(':') + 1)));
            });
    return proxy;
  }

  /** One that is of no use is nobody's trouble where it isn't used. */
  private Optional<ProxyAddress> used(Written written, boolean secure, ProxyExceptions exceptions) {
    try {
      return Optional.of(parsed(written));
    } catch (IllegalArgumentException e) {
      ProxyAddress any = new ProxyAddress(ProxyAddress.Scheme.HTTP, "any", 1, Optional.empty());
      ProxyRules rules =
          new ProxyRules(
              Optional.of(any).filter(address -> !secure),
              Optional.of(any).filter(address -> secure),
              exceptions,
              false,
              trust);
      if (home.stream().anyMatch(url -> rules.proxyFor(url).isPresent())) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
