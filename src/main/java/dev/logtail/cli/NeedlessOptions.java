package dev.logtail.cli;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Refuses options that would do nothing beside what else was typed. What the configuration stands
 * in for may be of no use to a run: it is there for all of them.
 */
final class NeedlessOptions {
  private static final Set<Class<?>> ABOUT_STREAMS =
      Set.of(
          StreamOptions.class,
          LimitOptions.class,
          ResumeOptions.class,
          StopOptions.class,
          FailOptions.class,
          AlertOptions.class);

  /** Of those, what matters for files too. */
  private static final Set<String> FOR_FILES = Set.of("--tail", "--server-tz", "--memory");

  private NeedlessOptions() {}

  /** Whether an option of that name was typed. */
  static boolean isTyped(CommandSpec command, String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  /**
   * Fails if {@code option} was typed.
   *
   * @param why what it would be good for, behind its name
   */
  static void refuse(CommandSpec command, String option, String why) {
    if (isTyped(command, option)) {
      throw new UserError(ExitCode.USAGE, option + " " + why);
    }
  }

  /**
   * Fails for the first typed option that is about streams where files are read.
   *
   * @param reason the option beside which it does nothing
   * @param more others that do nothing there
   */
  static void refuseFollowing(CommandSpec command, String reason, String... more) {
    refuseFirst(
        command,
        option -> isAboutStreams(option) || List.of(more).contains(option.longestName()),
        "is about what is followed, and " + reason + " reads files; leave one out");
  }

  /** Fails for the first typed option but those in {@code wanted}. */
  static void refuseAllBut(CommandSpec command, Set<String> wanted, String why) {
    refuseFirst(command, option -> !wanted.contains(option.longestName()), why);
  }

  private static boolean isAboutStreams(OptionSpec option) {
    return option.userObject() instanceof Field field
        && ABOUT_STREAMS.contains(field.getDeclaringClass())
        && !FOR_FILES.contains(option.longestName());
  }

  private static void refuseFirst(CommandSpec command, Predicate<OptionSpec> which, String why) {
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      if (which.test(option)) {
        throw new UserError(ExitCode.USAGE, option.longestName() + " " + why);
      }
    }
  }
}
