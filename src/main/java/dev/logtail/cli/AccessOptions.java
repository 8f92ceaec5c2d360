package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.KeyPin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What an API is shown, through whom, and which servers are believed. */
class AccessOptions {
  /** What is shown, and to whom. */
  @Under(Heading.CREDENTIALS)
  static final class Shown {
    @Option(
        names = {"-H", "--header"},
        paramLabel = "'NAME: VALUE'",
        description = "An extra header for API and streams; @FILE reads them. Repeatable.")
    private List<String> headers = List.of();

    @Option(
        names = "--token-file",
        paramLabel = "FILE",
        description =
            "File with the bearer token; read again when the token is refused. "
                + "Default: $$LOGTAIL_TOKEN, then the configuration.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
        names = "--token",
        paramLabel = "TOKEN",
        description =
            "The token itself; - reads it from standard input. Others can see a "
                + "command line: --token-file is better.")
    private Optional<String> token = Optional.empty();

    @Option(
        names = {"-u", "--user"},
        paramLabel = "NAME[:PASSWORD]",
        description =
            "Basic authentication; without PASSWORD it is asked for. With a token too, "
                + "the API gets the token and the streams get this, unless they ask otherwise.")
    private Optional<String> user = Optional.empty();

    @Option(
        names = "--netrc",
        description = "Take the API's user and password from $$NETRC or ~/.netrc.")
    private boolean netrc;
  }

  /** Through whom. */
  @Under(Heading.API)
  static final class Way {
    @Option(
        names = "--proxy",
        paramLabel = "URL",
        description =
            "Go through this proxy: http, https, socks5 or socks5h (which resolves names itself), "
                + "as http://[USER:PASSWORD@]HOST:PORT; '' for none. Default: $$https_proxy, "
                + "$$http_proxy or $$all_proxy, as for curl, but never for this machine; then the "
                + "configuration.")
    private Optional<String> proxy = Optional.empty();

    @Option(
        names = "--no-proxy",
        paramLabel = "HOSTS",
        description =
            "Reached without: hosts with those below them, HOST:PORT, networks like "
                + "10.0.0.0/8, or *, with commas between. Default: $$no_proxy.")
    private Optional<String> noProxy = Optional.empty();
  }

  /** Certificates. */
  @Under(Heading.TLS)
  static final class Tls {
    @Option(
        names = "--cacert",
        paramLabel = "FILE",
        description = "Believe these authorities too (PEM).")
    private Optional<Path> authorities = Optional.empty();

    @Option(
        names = "--cert",
        paramLabel = "FILE",
        description = "Our own certificate (PEM), for servers that want one.")
    private Optional<Path> certificate = Optional.empty();

    @Option(
        names = "--key",
        paramLabel = "FILE",
        description = "Its private key (PEM). Default: in the certificate's file.")
    private Optional<Path> key = Optional.empty();

    @Option(
        names = "--insecure",
        description = "Believe any certificate: anybody in between can read and forge all.")
    private boolean insecure;

    @Option(
        names = "--pin-sha256",
        paramLabel = "PIN",
        description =
            "Besides, the server must have this public key: sha256//BASE64 as for curl's "
                + "--pinnedpubkey, or its SHA-256 in hexadecimal. Repeatable.")
    private List<String> pins = List.of();
  }

  @ArgGroup(validate = false, exclusive = false, heading = "%nCredentials:%n")
  private Shown shown = new Shown();

  @ArgGroup(validate = false, exclusive = false, heading = "%nTLS:%n")
  private Tls tls = new Tls();

  @ArgGroup(validate = false, exclusive = false, heading = "%nProxy:%n")
  private Way way = new Way();

  Optional<String> proxy() {
    return way.proxy;
  }

  Optional<String> noProxy() {
    return way.noProxy;
  }

  List<String> headers() {
    return shown.headers;
  }

  Optional<Path> tokenFile() {
    return shown.tokenFile;
  }

  Optional<String> token() {
    return shown.token;
  }

  Optional<String> user() {
    return shown.user;
  }

  boolean netrc() {
    return shown.netrc;
  }

  List<KeyPin> pins() {
    return tls.pins.stream().flatMap(typed -> KeyPin.parse(typed).stream()).toList();
  }

  Optional<Path> authorities() {
    return tls.authorities;
  }

  Optional<Path> certificate() {
    return tls.certificate;
  }

  Optional<Path> key() {
    return tls.key;
  }

  boolean insecure() {
    return tls.insecure;
  }

  /** Of the private key, where it was typed. */
  Optional<Secret> passphrase() {
    return Optional.empty();
  }

  /** Whether all this is for one URL's origin, and for no other. */
  boolean isForOneOrigin() {
    return false;
  }

  /** Hosts of streams that are shown the same as the API. */
  List<String> authHosts() {
    return List.of();
  }

  /** Whether they are even where the API's connection is encrypted and theirs is not. */
  boolean plaintextAuth() {
    return false;
  }

  /** Whether a remote API may name this machine's own addresses. */
  boolean privateStreams() {
    return false;
  }
}
