package dev.logtail.cli;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Refuses options about streams where none is followed, since they would do nothing. */
final class FollowingOnly {
  private static final Set<Class<?>> ABOUT_STREAMS =
      Set.of(
          StreamOptions.class,
          LimitOptions.class,
          ResumeOptions.class,
          StopOptions.class,
          FailOptions.class);

  /** Of those, what matters for files too. */
  private static final Set<String> FOR_FILES = Set.of("--tail", "--server-tz", "--memory");

  private FollowingOnly() {}

  /**
   * Fails for the first typed option that does nothing.
   *
   * @param reason the option beside which it does nothing
   * @param more others that do nothing there
   */
  static void refuse(CommandSpec command, String reason, String... more) {
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      boolean stream =
          option.userObject() instanceof Field field
              && ABOUT_STREAMS.contains(field.getDeclaringClass())
              && !FOR_FILES.contains(name);
      if (stream || Arrays.asList(more).contains(name)) {
        throw new UserError(
            ExitCode.USAGE,
            name + " is about what is followed, and " + reason + " reads files; leave one out");
      }
    }
  }
}
