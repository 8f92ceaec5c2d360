package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** To be the server. */
@Under(Heading.OPTIONS)
final class DebugListenOptions {
  /** Long names, without dashes, of options that mean something only to who connects. */
  static final Set<String> OF_CLIENTS =
      Set.of(
          "connect",
          "host",
          "protocol",
          "location",
          "max-redirects",
          "send-anyway",
          "reconnect",
          "ping-interval",
          "connect-timeout",
          "context",
          "header",
          "token",
          "token-file",
          "user",
          "auth",
          "netrc",
          "cacert",
          "ca",
          "insecure",
          "no-check",
          "pin-sha256",
          "proxy",
          "no-proxy");

  @Option(
      names = {"-l", "--listen"},
      paramLabel = "[HOST:]PORT",
      description =
          "Be the server: what is typed goes to all peers. Port 0: any that is free. With --cert "
              + "it speaks wss://.")
  private Optional<String> listen = Optional.empty();

  @Option(
      names = "--insecure-listen",
      description = "Let --listen HOST:PORT be open to other machines, whoever they are.")
  private boolean open;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Where to listen; empty where this is no server.
   *
   * @param url that was given beside it
   */
  Optional<ListenAddress> address(Optional<String> url) {
    if (listen.isEmpty() && open) {
      throw new UserError(ExitCode.USAGE, "--insecure-listen needs --listen HOST:PORT");
    }
    if (listen.isPresent()) {
      url.ifPresent(given -> refuse("waits for peers and takes no URL: leave one of both out"));
      command.commandLine().getParseResult().matchedOptions().stream()
          .map(OptionSpec::longestName)
          .filter(name -> OF_CLIENTS.contains(name.replaceFirst("^-+", "")))
          .findFirst()
          .ifPresent(name -> refuse("connects to nobody: " + name + " has no meaning there"));
    }
    return listen.map(this::address);
  }

  private static void refuse(String why) {
    throw new UserError(ExitCode.USAGE, "--listen " + why);
  }

  private ListenAddress address(String where) {
    ListenAddress address = ListenAddress.parse(where);
    if (!address.isLocal() && !open) {
      refuse(
          where
              + " is open to other machines; add --insecure-listen if that is meant, or listen on "
              + "the port alone");
    }
    return address;
  }
}
