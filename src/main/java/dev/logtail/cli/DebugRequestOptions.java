package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.pipeline.transport.Upgrade;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is asked for, in wscat's words. */
@Under(Heading.OPTIONS)
final class DebugRequestOptions {
  private static final int OLD_VERSION = 8;

  @Option(
      names = {"-c", "--connect"},
      paramLabel = "URL",
      description = "The URL, as for wscat.")
  private Optional<String> connect = Optional.empty();

  @Option(
      names = {"-s", "--subprotocol"},
      paramLabel = "NAME",
      description = "Offer this subprotocol. Repeatable, the best first.")
  private List<String> subprotocols = List.of();

  @Option(
      names = {"-o", "--origin"},
      paramLabel = "ORIGIN",
      description = "Ask as a web page of this origin would.")
  private Optional<String> origin = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "The Host header, where it is not what the URL says.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = {"-p", "--protocol"},
      paramLabel = "VERSION",
      defaultValue = "13",
      description = "Version of the protocol: 13, or 8 for old servers. Default: 13.")
  private int version = Upgrade.CURRENT_VERSION;

  @Option(
      names = {"-L", "--location"},
      description =
          "Follow redirects, but never from wss:// to ws://; credentials stay with the origin of "
              + "the URL.")
  private boolean location;

  @Option(
      names = "--max-redirects",
      paramLabel = "N",
      defaultValue = "10",
      description = "With -L, follow so many at most. Default: ${DEFAULT-VALUE}.")
  private int maxRedirects;

  /** The URL, from wherever it was given. */
  String url(Optional<String> argument) {
    if (argument.isPresent() && connect.isPresent()) {
      throw new UserError(ExitCode.USAGE, "one URL is enough: leave out --connect or the word");
    }
    return argument
        .or(() -> connect)
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.USAGE, "which WebSocket? write: logtail debug ws://HOST:PORT/PATH"));
  }

  Upgrade upgrade(URI url) {
    if (version != Upgrade.CURRENT_VERSION && version != OLD_VERSION) {
      throw new UserError(ExitCode.USAGE, "--protocol takes 13 or 8, not " + version);
    }
    checked("--host", host);
    return new Upgrade(url, subprotocols(), origin(), host, version);
  }

  /** To offer, or to agree to. */
  List<String> subprotocols() {
    subprotocols.forEach(DebugRequestOptions::checkName);
    return subprotocols;
  }

  /** To come from, or to let in. */
  Optional<String> origin() {
    checked("--origin", origin);
    return origin;
  }

  private static void checked(String option, Optional<String> value) {
    boolean fit = value.isEmpty() || value.get().matches("[\\x21-\\x7E]+");
    if (!fit) {
      throw new UserError(ExitCode.USAGE, option + " takes one word of ASCII characters");
    }
  }

  private static void checkName(String name) {
    if (!name.matches("[\\w!#$%&'*+.^`|~-]+")) {
      throw new UserError(
          ExitCode.USAGE,
          "--subprotocol '"
              + name
              + "' is no name: letters, digits and -._ only; repeat the option"
              + " for more than one");
    }
  }

  int redirects() {
    if (maxRedirects < 0) {
      throw new UserError(ExitCode.USAGE, "--max-redirects takes 0 or more, not " + maxRedirects);
    }
    return location ? maxRedirects : 0;
  }
}
