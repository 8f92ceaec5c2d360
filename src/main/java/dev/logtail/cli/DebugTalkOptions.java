package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.pipeline.filter.TextPattern;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.tool.debug.DebugSettings;
import dev.logtail.tool.debug.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is said, and when enough was heard. */
@Under(Heading.OPTIONS)
final class DebugTalkOptions {
  /** Stands for the wait that never ends. */
  private static final Duration FOREVER = Duration.ofSeconds(-1);

  private static final Duration USUAL = Duration.ofSeconds(2);

  @Option(
      names = {"-x", "--execute"},
      paramLabel = "TEXT",
      description = "Send TEXT once connected, listen for --wait, and end. Repeatable.")
  private List<String> execute = List.of();

  @Option(
      names = {"-w", "--wait"},
      paramLabel = "SECONDS",
      converter = WaitConverter.class,
      description =
          "How long to listen after the last -x, or after the end of standard input; -1 holds the "
              + "connection open. Default: 2.")
  private Optional<Duration> wait = Optional.empty();

  @Option(
      names = "--slash",
      description = "Lines like /ping [TEXT], /pong [TEXT] and /close [CODE [REASON]] do that.")
  private boolean slash;

  @Option(
      names = "--send-anyway",
      description =
          "Send lines at once, and to log streams too, whose servers never read and close in the "
              + "end.")
  private boolean sendAnyway;

  @Under(Heading.END)
  @Option(
      names = "--close",
      paramLabel = "'CODE [REASON]'",
      description = "Close with that where we end it. Default: 1000, with --listen 1001.")
  private Optional<String> close = Optional.empty();

  @Under(Heading.END)
  @Option(
      names = "--expect",
      paramLabel = "REGEX",
      description = "End once a message matches; without one the exit status is 3.")
  private Optional<String> expect = Optional.empty();

  @Under(Heading.END)
  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "End after N messages; with --expect, the first N must hold the match. Fewer: status 3.")
  private Optional<Long> count = Optional.empty();

  @Under(Heading.END)
  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Wait so long for --expect or --count. Default: for ever.")
  private Optional<Duration> timeout = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Reads seconds, or a duration; -1 means for ever. */
  static final class WaitConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return text.equals("-1") ? FOREVER : new DurationConverter().convert(text);
    }
  }

  List<String> execute() {
    return execute;
  }

  /** Whether standard input is left alone: everything to send stands on the command line. */
  boolean isScript() {
    return !execute.isEmpty() && !wait.equals(Optional.of(FOREVER));
  }

  DebugSettings.Typing typing() {
    return new DebugSettings.Typing(slash, sendAnyway);
  }

  DebugSettings.Goal goal() {
    return goal(Optional.of(USUAL));
  }

  /** Of a session that listens, which ends by itself only where that is asked for. */
  DebugSettings.Goal goalOfListener() {
    return goal(Optional.empty());
  }

  private DebugSettings.Goal goal(Optional<Duration> usualWait) {
    boolean waits = expect.isPresent() || count.isPresent();
    if (!waits) {
      NeedlessOptions.refuse(command, "--timeout", "needs --expect or --count");
    }
    Expectation expectation =
        new Expectation(expect.map(this::pattern), count(), timeout.filter(unused -> waits));
    Optional<Duration> asked = wait.filter(given -> !given.equals(FOREVER));
    boolean usual = wait.isEmpty() && !expectation.isAny();
    return new DebugSettings.Goal(usual ? usualWait : asked, expectation, farewell());
  }

  private Optional<Frame.Close> farewell() {
    return close.map(
        text -> {
          String[] words = text.strip().split("\\s+", 2);
          if (!words[0].matches("\\d{4}")) {
            throw new UserError(
                ExitCode.USAGE, "--close takes a code and a reason, such as '4000 done'");
          }
          return legal(Integer.parseInt(words[0]), words.length > 1 ? words[1] : "");
        });
  }

  private static Frame.Close legal(int code, String reason) {
    try {
      return new Frame.Close(code, reason).legal();
    } catch (IllegalArgumentException e) {
      throw new UserError(ExitCode.USAGE, "--close: " + e.getMessage());
    }
  }

  private long count() {
    if (count.isPresent() && count.get() < 1) {
      throw new UserError(ExitCode.USAGE, "--count takes 1 or more, not " + count.get());
    }
    return count.orElse(0L);
  }

  private Predicate<String> pattern(String regex) {
    try {
      TextPattern pattern = TextPattern.regex(regex);
      return text -> !pattern.spans(text).isEmpty();
    } catch (IllegalArgumentException e) {
      throw new UserError(ExitCode.USAGE, "--expect: " + e.getMessage());
    }
  }
}
