package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The same for commands that dial the streams that an API names. */
final class StreamAccessOptions extends AccessOptions {
  /** Which streams. */
  @Under(Heading.CREDENTIALS)
  static final class Streams {
    @Option(
        names = "--auth-host",
        paramLabel = "HOST[:PORT]",
        description =
            "Streams there get the credentials too, which else only the API's own "
                + "origin gets; '*.example.com' means every host below. Repeatable.")
    private List<String> authHosts = List.of();

    @Option(
        names = "--allow-plaintext-auth",
        description = "Send credentials to a ws:// stream although the API is https://.")
    private boolean plaintextAuth;

    @Option(
        names = "--allow-private-streams",
        description = "Dial loopback and link-local addresses that a remote API names.")
    private boolean privateStreams;
  }

  @ArgGroup(validate = false, exclusive = false, heading = "%nStreams:%n")
  private Streams streams = new Streams();

  @Override
  List<String> authHosts() {
    return streams.authHosts;
  }

  @Override
  boolean plaintextAuth() {
    return streams.plaintextAuth;
  }

  @Override
  boolean privateStreams() {
    return streams.privateStreams;
  }
}
