package dev.logtail.cli;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Refuses options that would do nothing beside what else was typed. */
final class NeedlessOptions {
  private static final Set<Class<?>> ABOUT_STREAMS =
      Set.of(
          StreamOptions.class,
          LimitOptions.class,
          ResumeOptions.class,
          OrderOptions.class,
          StopOptions.class,
          FailOptions.class,
          AlertOptions.class);

  /** Of those, what matters for files too. */
  private static final Set<String> FOR_FILES = Set.of("--tail", "--server-tz", "--memory");

  private NeedlessOptions() {}

  /** Fails for an order where records are counted. */
  static void refuseOrder(CommandSpec command) {
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      if (option.userObject() instanceof Field field
          && field.getDeclaringClass() == OrderOptions.class) {
        throw new UserError(
            ExitCode.USAGE, option.longestName() + " does nothing to counts; leave it out");
      }
    }
  }

  /**
   * Fails for the first typed option that is about streams where files are read.
   *
   * @param reason the option beside which it does nothing
   * @param more others that do nothing there
   */
  static void refuseFollowing(CommandSpec command, String reason, String... more) {
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
