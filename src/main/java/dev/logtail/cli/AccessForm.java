package dev.logtail.cli;

import dev.logtail.config.AccessSettings;
import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.HostPattern;
import dev.logtail.pipeline.access.KeyPin;
import dev.logtail.pipeline.access.Netrc;
import dev.logtail.pipeline.access.OriginRules;
import dev.logtail.pipeline.access.PemFile;
import dev.logtail.pipeline.access.PemIdentity;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.SecretSource;
import dev.logtail.pipeline.access.TokenFile;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.pipeline.access.TrustSettings;
import dev.logtail.pipeline.access.WebOrigin;
import dev.logtail.pipeline.discovery.Selection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Works out how a run gets in, from the command line before the environment before the
 * configuration. Reads every file that is named, so that what is wrong with one is said before a
 * socket opens, and warns of what others can see.
 */
final class AccessForm {
  private final Environment environment;
  private final AccessOptions options;
  private final Defaults defaults;
  private final AccessSettings configured;
  private final Typed typed;

  /**
   * What else the user typed that matters here.
   *
   * @param api as typed, maybe with a user in it
   * @param asksApi false where only streams are dialled, which the user named
   */
  record Typed(Optional<String> api, Selection selection, boolean asksApi) {
    Typed(Optional<String> api, Selection selection) {
      this(api, selection, selection.asksDirectory());
    }
  }

  private AccessForm(
      Environment environment, AccessOptions options, Defaults defaults, Typed typed) {
    this.environment = environment;
    this.options = options;
    this.defaults = defaults;
    this.configured = defaults.access();
    this.typed = typed;
  }

  /** The access that the user asked for; a {@link UserError} when something is wrong with it. */
  static Access read(
      Environment environment, AccessOptions options, Defaults defaults, Typed typed) {
    try {
      return new AccessForm(environment, options, defaults, typed).access();
    } catch (IllegalArgumentException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private Access access() {
    Access.Prompting prompting = new Access.Prompting(this::askToken);
    Credentials credentials =
        Credentials.of(
            rules(),
            HeaderWords.headers(options.headers(), configured.headers(), this::warn),
            new Credentials.Logins(token(), user(), prompting),
            environment.secrets().redaction());
    TrustSettings trust = trust();
    return new Access(
        credentials,
        trust.trust(),
        trust.ofOthers().trust(),
        proxies(trust.ofOthers().trust()),
        options.privateStreams(),
        prompting);
  }

  private ProxyRules proxies(Trust trust) {
    return new ProxyForm(environment, options, configured.proxy(), home(), trust, this::warn)
        .rules();
  }

  /** Streams that the user named are as good as an API, where there is no API to speak of. */
  private List<URI> home() {
    return typed.asksApi()
        ? List.of(defaults.api(typed.api()).url())
        : typed.selection().addresses();
  }

  private OriginRules rules() {
    if (options.isForOneOrigin()) {
      return OriginRules.exactly(home().get(0));
    }
    return new OriginRules(
        home().stream().map(WebOrigin::of).toList(),
        typed.selection().addresses().stream().map(WebOrigin::of).toList(),
        options.authHosts().stream().map(HostPattern::parse).toList(),
        options.plaintextAuth(),
        options.privateStreams(),
        false);
  }

  private Optional<SecretSource> token() {
    if (options.token().isPresent() && options.tokenFile().isPresent()) {
      throw new IllegalArgumentException("--token and --token-file exclude each other");
    }
    if (options.token().isPresent()) {
      return Optional.of(typedToken(options.token().get()));
    }
    return options
        .tokenFile()
        .<SecretSource>map(file -> new TokenFile("--token-file", file))
        .or(() -> EnvironmentVariable.LOGTAIL_TOKEN.in(environment).map(this::tokenOfEnvironment))
        .or(
            () ->
                EnvironmentVariable.LOGTAIL_TOKEN_FILE
                    .in(environment)
                    .map(file -> new TokenFile("LOGTAIL_TOKEN_FILE", Path.of(file))))
        .or(this::credentialCommand)
        .or(() -> configured.tokenFile().map(this::tokenFileOfConfiguration))
        .or(
            () ->
                configured
                    .token()
                    .map(token -> SecretSource.fixed("the configuration's 'token'", token)));
  }

  private Optional<SecretSource> credentialCommand() {
    List<String> words = configured.credentialCommand();
    if (words.isEmpty()) {
      return Optional.empty();
    }
    boolean path = words.get(0).contains("/");
    List<String> command = new ArrayList<>(words);
    command.set(0, path ? defaults.configured(words.get(0)).toString() : words.get(0));
    return Optional.of(new CredentialCommand(environment, command, CredentialCommand.PATIENCE));
  }

  private SecretSource typedToken(String word) {
    if (!word.equals("-")) {
      warn(
          "a token on the command line can be seen by everybody on this machine; use"
              + " --token-file, LOGTAIL_TOKEN or --token -");
      return SecretSource.fixed("--token", TokenFile.token("--token", word));
    }
    try {
      String name = "standard input (--token -)";
      return SecretSource.fixed("--token -", TokenFile.token(name, environment.secrets().input()));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--token -: standard input can't be read: " + e.getMessage(), e);
    }
  }

  private SecretSource tokenOfEnvironment(String value) {
    return SecretSource.fixed("LOGTAIL_TOKEN", TokenFile.token("LOGTAIL_TOKEN", value));
  }

  private SecretSource tokenFileOfConfiguration(String file) {
    return new TokenFile("the configuration's token-file", defaults.configured(file));
  }

  private Optional<SecretSource> user() {
    return options
        .user()
        .map(this::typedUser)
        .or(() -> defaults.apiUser(typed.api()).map(this::userOfUrl))
        .or(() -> configured.user().map(user -> user("the configuration's 'user'", user)))
        .or(() -> options.netrc() ? Optional.of(netrc()) : Optional.empty());
  }

  private SecretSource typedUser(String word) {
    if (word.contains(":")) {
      warn(
          "a password on the command line can be seen by everybody on this machine; -u "
              + word.substring(0, word.indexOf(':'))
              + " asks for it, --netrc reads it from a file");
    }
    return user("--user " + word.split(":", 2)[0], new Secret(word));
  }

  private SecretSource userOfUrl(Secret user) {
    warn("the user was taken out of the URL; -u NAME asks for the password, unseen");
    return user("the user in the URL", user);
  }

  /** With its password, which is asked for if need be. */
  private SecretSource user(String name, Secret user) {
    String words = user.reveal();
    if (words.contains(":")) {
      return SecretSource.fixed(name, user);
    }
    Secret password =
        ask("Password of " + words + " for " + host() + ": ")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        name
                            + ": no password, and no terminal to ask for it; put it into a netrc"
                            + " file and use --netrc"));
    return SecretSource.fixed(name, new Secret(words + ":" + password.reveal()));
  }

  private SecretSource netrc() {
    Path file =
        environment
            .variable("NETRC")
            .map(Path::of)
            .or(() -> environment.variable("HOME").map(home -> Path.of(home, ".netrc")))
            .orElseThrow(
                () -> new IllegalArgumentException("--netrc: neither NETRC nor HOME is set"));
    return new Netrc(file, host());
  }

  private String host() {
    return home().get(0).getHost();
  }

  private Optional<Secret> askToken(URI api) {
    return ask("Token for " + WebOrigin.of(api) + ": ")
        .map(answer -> TokenFile.token("what was typed", answer.reveal()));
  }

  /** Empty where there is no person, or it does not answer. */
  private Optional<Secret> ask(String prompt) {
    if (!environment.terminal().input() || !environment.terminal().errors()) {
      return Optional.empty();
    }
    try {
      return environment.secrets().prompter().ask("logtail: " + prompt);
    } catch (IOException e) {
      throw new IllegalArgumentException("the terminal can't be asked: " + e.getMessage(), e);
    }
  }

  private TrustSettings trust() {
    if (options.insecure() && options.authorities().isPresent()) {
      throw new IllegalArgumentException("--insecure and --cacert exclude each other");
    }
    List<KeyPin> pins = options.pins();
    if (options.insecure()) {
      warn(
          pins.isEmpty()
              ? "--insecure: certificates are not checked; anybody in between can read the"
                  + " credentials and forge records"
              : "--insecure: of a certificate nothing is checked but the pinned key");
    }
    if (!pins.isEmpty() && home().stream().noneMatch(url -> WebOrigin.of(url).secure())) {
      warn("--pin-sha256 says nothing of " + WebOrigin.of(home().get(0)) + ", which has no key");
    }
    Optional<Path> file =
        options.authorities().or(() -> configured.authorities().map(defaults::configured));
    List<X509Certificate> authorities =
        file.filter(unused -> !options.insecure())
            .map(path -> new PemFile("--cacert", path).certificates())
            .orElse(List.of());
    return new TrustSettings(authorities, identity(), options.insecure(), pins);
  }

  private Optional<PemIdentity> identity() {
    Optional<Path> certificate =
        options.certificate().or(() -> configured.certificate().map(defaults::configured));
    Optional<Path> key = options.key().or(() -> configured.key().map(defaults::configured));
    if (key.isPresent() && certificate.isEmpty()) {
      throw new IllegalArgumentException("--key needs --cert, the certificate that it belongs to");
    }
    if (options.passphrase().isPresent() && certificate.isEmpty()) {
      throw new IllegalArgumentException("--passphrase needs --key, the key that it opens");
    }
    return certificate.map(file -> PemIdentity.read(file, key.orElse(file), this::passphrase));
  }

  private Optional<Secret> passphrase(Path file) {
    Optional<Secret> typed = options.passphrase();
    if (typed.isPresent()) {
      warn(
          "a passphrase on the command line can be seen by everybody on this machine; without it,"
              + " it is asked for");
    }
    return typed.or(() -> ask("Passphrase of " + file + ": "));
  }

  private void warn(String text) {
    environment.err().println("logtail: warning: " + text);
  }
}
