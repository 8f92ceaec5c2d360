package dev.logtail.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code logtail debug}: one WebSocket, by hand. */
@Command(
    name = "debug",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Talks to one WebSocket and shows everything that is sent.",
    description = {
      "",
      "On a terminal, what is typed is sent and what comes is shown above; ':help' lists the "
          + "commands. In a pipe, lines of standard input are sent, also those that come before "
          + "the connection is up, messages go to standard output (binary ones in base64), and "
          + "all else to standard error. Options of wscat mean what they mean there.",
      "",
      "With --listen it is the server: peers come and go, each with a number, and what is typed "
          + "or piped in goes to all of them, -x to each when it comes. -s names the subprotocols that are agreed to, -o an "
          + "origin whose web pages are let in. Lines of a pipe wait while nobody is there, "
          + "and for the slowest peer; one that takes nothing for 15 s is sent away. The end of "
          + "standard input ends nothing unless --wait says so.",
      "",
      "Exit status: 0 for a close with 1000, 1001 or no code, or by us; 3 where --expect or "
          + "--count was not met; 4 for 401, 403 and 1008; 5 TLS; 6 unreachable, broken, 1011 to "
          + "1013; 7 for what is no WebSocket or breaks its rules.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail debug ws://localhost:54321 -v --count 3",
      "  echo '{\"subscribe\":\"600132\"}' | logtail debug ws://localhost:54321 -w 1 --json",
      "  logtail debug -c ws://localhost:54321 -s chat.v2 -H 'X-Room: 7' -x hello -w 1",
      "  logtail debug ws://localhost:54321 --expect 'Bar processed' --timeout 5s",
      "  logtail debug --listen 9000 --timestamps > received.txt"
    })
final class DebugCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "URL",
      description = "ws:// or wss://; without a scheme ws:// is meant.")
  private Optional<String> url = Optional.empty();

  @Mixin private DebugRequestOptions request = new DebugRequestOptions();
  @Mixin private DebugListenOptions listen = new DebugListenOptions();
  @Mixin private DebugTalkOptions talk = new DebugTalkOptions();
  @Mixin private DebugOutputOptions output = new DebugOutputOptions();
  @Mixin private DebugLinkOptions links = new DebugLinkOptions();
  @Mixin private DebugConfigOptions config = new DebugConfigOptions();
  @Mixin private DebugAccessOptions access = new DebugAccessOptions();
  @Mixin private ColorOptions color = new ColorOptions();
  @Mixin private VerbosityOptions verbosity = new VerbosityOptions();

  private final Environment environment;

  DebugCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Talk words = verbosity.talk(environment, Talk.Loudness.NORMAL);
    Optional<ListenAddress> address = listen.address(url);
    Defaults defaults = config.defaults(environment);
    DebugSetup.Output shown = output.output(environment, color.ink(environment, defaults), words);
    if (address.isPresent()) {
      ListenForm form = new ListenForm(request, talk, links, access);
      return new ListenRun(environment, form.setup(environment, address.get(), shown), words).run();
    }
    DebugForm form = new DebugForm(request, talk, links, config, access);
    return new DebugRun(environment, form.setup(environment, url, defaults, shown, words), words)
        .run();
  }
}
