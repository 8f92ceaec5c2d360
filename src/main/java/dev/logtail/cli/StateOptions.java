package dev.logtail.cli;

import dev.logtail.pipeline.order.Dedupe;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a run finds what earlier ones have brought. */
final class StateOptions {
  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Go on where the last run with this FILE ended: what it brought is left out, and a gap "
              + "in between is told.")
  private Optional<String> file = Optional.empty();

  /** The state that was asked for; fails for a file that holds none. */
  StateKeeper open(Environment environment, FollowSettings settings, Talk talk) {
    if (file.isEmpty()) {
      return StateKeeper.none(environment, talk);
    }
    if (settings.resume().dedupe() == Dedupe.OFF) {
      throw new UserError(
          ExitCode.USAGE, "--state leaves out what --dedupe off asks to be shown again");
    }
    if (file.get().isBlank()) {
      throw new UserError(ExitCode.USAGE, "--state takes a file's name, for example all.state");
    }
    try {
      return StateKeeper.open(environment, Path.of(file.get()), talk);
    } catch (InvalidPathException e) {
      throw new UserError(
          ExitCode.USAGE, "--state: '" + file.get() + "' can be no file's name: " + e.getReason());
    }
  }

  /** Fails where a state would be of no use; {@code instead} says what to do. */
  void refuse(String instead) {
    if (file.isPresent()) {
      throw new UserError(ExitCode.USAGE, "--state does nothing here: " + instead);
    }
  }

  /** Fails where the state would be written over what it tells of. */
  void refuseSame(String out) {
    if (file.isPresent() && Path.of(file.get()).normalize().equals(Path.of(out).normalize())) {
      throw new UserError(ExitCode.USAGE, "--state and --out name the same file");
    }
  }
}
