package dev.logtail.cli;

import dev.logtail.config.ContextSettings;
import dev.logtail.config.Settings;
import dev.logtail.config.Word;
import dev.logtail.model.Spelling;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the context that holds.
 *
 * @param path the file that was or would have been read
 */
record ContextChoice(Settings settings, Optional<Path> path) {
  /** The one that was asked for, or the current one; a {@link UserError} where there is no such. */
  Optional<ContextSettings> context(Optional<ConfigChoice.Asked> asked) {
    if (asked.isEmpty()) {
      return settings.current().map(Word::text).flatMap(settings::context);
    }
    return Optional.of(named(asked.get().by(), asked.get().name()));
  }

  /**
   * The context of that name.
   *
   * @param by what asked for it
   */
  ContextSettings named(String by, String name) {
    return settings
        .context(name)
        .orElseThrow(
            () -> new UserError(ExitCode.USAGE, by + ": no context '" + name + "'" + help(name)));
  }

  private String help(String name) {
    String where = path.map(file -> " in " + file).orElse("");
    List<String> there = settings.contextNames();
    if (there.isEmpty()) {
      return where + ", which has no contexts";
    }
    String near =
        Spelling.nearest(name, there).map(known -> "; did you mean " + known + "?").orElse("");
    return where
        + near
        + (near.isEmpty() ? "; there are " : " There are ")
        + String.join(", ", there);
  }
}
