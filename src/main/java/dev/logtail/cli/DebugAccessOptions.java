package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The same with wscat's names beside ours. */
final class DebugAccessOptions extends AccessOptions {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "host", "--host",
          "sec-websocket-protocol", "--subprotocol",
          "sec-websocket-version", "--protocol");

  /** Who one is. */
  @Under(Heading.CREDENTIALS)
  static final class Login {
    @Option(names = "--auth", paramLabel = "NAME:PASSWORD", description = "wscat's name of --user.")
    private Optional<String> auth = Optional.empty();
  }

  /** Certificates. */
  @Under(Heading.TLS)
  static final class Certificates {
    @Option(names = "--ca", paramLabel = "FILE", description = "wscat's name of --cacert.")
    private Optional<Path> ca = Optional.empty();

    @Option(
        names = {"-n", "--no-check"},
        description = "wscat's name of --insecure.")
    private boolean unchecked;

    @Option(
        names = "--passphrase",
        paramLabel = "PASSPHRASE",
        arity = "0..1",
        fallbackValue = "",
        preprocessor = NoUrl.class,
        description = "Of an encrypted --key. Without a value, or the option, it is asked for.")
    private Optional<String> passphrase = Optional.empty();
  }

  /** Takes no URL that stands behind the option for its value. */
  static final class NoUrl implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      boolean attached = "=".equals(info.get("separator"));
      if (!attached && !args.isEmpty() && args.peek().matches("wss?://.*")) {
        args.push("");
      }
      return false;
    }
  }

  @ArgGroup(validate = false, exclusive = false, heading = "%nLogin:%n")
  private Login login = new Login();

  @ArgGroup(validate = false, exclusive = false, heading = "%nCertificates:%n")
  private Certificates certificates = new Certificates();

  @Override
  Optional<String> user() {
    return one("--auth", login.auth, "--user", super.user());
  }

  /** What wscat's users put there has options of its own. */
  @Override
  List<String> headers() {
    for (String header : super.headers()) {
      String name = header.replaceFirst("\\s*:.*", "").toLowerCase(Locale.ROOT);
      Optional<String> option = Optional.ofNullable(OPTIONS.get(name));
      if (option.isPresent()) {
        throw new UserError(ExitCode.USAGE, "--header " + name + ": give it with " + option.get());
      }
    }
    return super.headers();
  }

  @Override
  Optional<Path> authorities() {
    return one("--ca", certificates.ca, "--cacert", super.authorities());
  }

  @Override
  boolean insecure() {
    return certificates.unchecked || super.insecure();
  }

  @Override
  boolean isForOneOrigin() {
    return true;
  }

  @Override
  Optional<Secret> passphrase() {
    return certificates.passphrase.filter(text -> !text.isEmpty()).map(Secret::new);
  }

  private static <T> Optional<T> one(
      String name, Optional<T> value, String other, Optional<T> otherValue) {
    if (value.isPresent() && otherValue.isPresent()) {
      throw new UserError(ExitCode.USAGE, name + " is " + other + "; leave one out");
    }
    return value.or(() -> otherValue);
  }
}
