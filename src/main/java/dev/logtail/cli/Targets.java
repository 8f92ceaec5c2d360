package dev.logtail.cli;

import dev.logtail.pipeline.discovery.AmbiguousTarget;
import dev.logtail.pipeline.discovery.Resolution;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.discovery.Target;
import dev.logtail.pipeline.discovery.UnknownTarget;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns the TARGET words of a command line into a selection, and what is wrong with them into
 * errors.
 */
final class Targets {
  private Targets() {}

  static Selection parse(List<String> words) {
    try {
      return Selection.of(words.stream().map(Target::parse).toList());
    } catch (IllegalArgumentException e) {
      throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Fails for the first target that can't be meant.
   *
   * @param mayAppear whether a glob or regex that fits nothing yet is in order
   */
  static void check(Resolution resolution, boolean mayAppear) {
    Optional<AmbiguousTarget> ambiguous = resolution.ambiguous().stream().findFirst();
    if (ambiguous.isPresent()) {
      throw new UserError(ExitCode.NOTHING, ambiguous.get().message());
    }
    Optional<UnknownTarget> unknown =
        resolution.unknown().stream().filter(u -> !(mayAppear && u.mayAppear())).findFirst();
    if (unknown.isPresent()) {
      throw new UserError(ExitCode.NOTHING, unknown.get().message());
    }
  }

  /** Fails when more workers are meant than may be followed: part of them would be no answer. */
  static void checkNumber(int meant, int most) {
    if (meant > most) {
      throw new UserError(
          ExitCode.USAGE,
          String.format(
              Locale.ROOT,
              "you are attempting to follow %,d workers, but --max-workers is %,d; name fewer, or"
                  + " give --max-workers %d",
              meant,
              most,
              meant));
    }
  }
}
