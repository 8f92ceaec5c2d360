package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.pipeline.transport.Backoff;
import dev.logtail.pipeline.transport.KeepAlive;
import dev.logtail.pipeline.transport.StreamSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How much, how often and how long. */
@Under(Heading.LIMITS)
final class LimitOptions {
  private static final String FOREVER = "36500d";
  private static final Duration LEAST = Duration.ofMillis(100);

  @Option(
      names = "--spill",
      paramLabel = "SIZE",
      defaultValue = "1g",
      converter = SizeConverter.class,
      description =
          "What waits for a slow pipe or file beyond --memory goes to a temporary file of at most "
              + "that size; 0 for none. Default: ${DEFAULT-VALUE}.")
  private long spill = FollowLimits.SPILL;

  @Option(
      names = "--max-workers",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Follow no more workers than that: more at the start are an error, those that appear "
              + "later are named and not followed. Default: ${DEFAULT-VALUE}.")
  private int maxWorkers = FollowLimits.MAX_WORKERS;

  @Under(Heading.STREAMS)
  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      arity = "0..1",
      fallbackValue = FOREVER,
      preprocessor = OnlyAttached.class,
      converter = DurationConverter.class,
      description = "Wait for an API that does not answer at the start, so long or for ever.")
  private Optional<Duration> patience = Optional.empty();

  @Under(Heading.STREAMS)
  @Option(
      names = "--max-retries",
      paramLabel = "N",
      description = "Leave a stream after N failures in a row. Default: never.")
  private Optional<Integer> maxRetries = Optional.empty();

  @Under(Heading.STREAMS)
  @Option(
      names = "--max-backoff",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "The longest pause between two tries. Default: ${DEFAULT-VALUE}.")
  private Duration maxBackoff = Backoff.DEFAULT.most();

  @Under(Heading.STREAMS)
  @Option(
      names = "--connect-timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "For one try to connect. Default: ${DEFAULT-VALUE}.")
  private Duration connectTimeout = FollowLimits.DEFAULT.connectTimeout();

  @Under(Heading.STREAMS)
  @Option(
      names = "--keepalive",
      paramLabel = "DURATION|off",
      defaultValue = "20s",
      converter = KeepAliveConverter.class,
      description =
          "A silent stream is pinged that often, and dead when it stays silent as long again. "
              + "Default: ${DEFAULT-VALUE}.")
  private KeepAlive keepAlive = KeepAlive.DEFAULT;

  /** Reads a duration of 100 ms or more, or {@code off}. */
  static final class KeepAliveConverter implements ITypeConverter<KeepAlive> {
    @Override
    public KeepAlive convert(String text) {
      if (text.equalsIgnoreCase("off")) {
        return KeepAlive.OFF;
      }
      Duration every = new DurationConverter().convert(text);
      if (every.compareTo(LEAST) < 0) {
        throw new TypeConversionException(
            "'" + text + "' is too short; write 100ms or more, or off");
      }
      return new KeepAlive(every, every);
    }
  }

  /** Takes a value only after {@code =}, so that a TARGET behind the option is not taken for it. */
  static final class OnlyAttached implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (!"=".equals(info.get("separator"))) {
        args.push(FOREVER);
      }
      return false;
    }
  }

  FollowLimits limits() {
    if (maxWorkers < 1) {
      throw new UserError(ExitCode.USAGE, "--max-workers takes 1 or more, not " + maxWorkers);
    }
    maxRetries
        .filter(retries -> retries < 0)
        .ifPresent(
            retries -> {
              throw new UserError(ExitCode.USAGE, "--max-retries takes 0 or more, not " + retries);
            });
    return new FollowLimits(
        spill,
        maxWorkers,
        patience,
        maxRetries.orElse(StreamSettings.UNLIMITED),
        least("--connect-timeout", connectTimeout),
        keepAlive,
        backoff());
  }

  private Backoff backoff() {
    Duration most = least("--max-backoff", maxBackoff);
    Duration first = Backoff.DEFAULT.first();
    return new Backoff(first.compareTo(most) < 0 ? first : most, most, Backoff.DEFAULT.stable());
  }

  /** The bytes of the largest message that is to be taken, if any can be. */
  static int frame(long given) {
    if (given < 1 || given > Integer.MAX_VALUE) {
      throw new UserError(ExitCode.USAGE, "--max-frame takes 1 to 2047m");
    }
    return Math.toIntExact(given);
  }

  /** {@code given} for {@code option}, if it is long enough for something to happen in. */
  static Duration least(String option, Duration given) {
    if (given.compareTo(LEAST) < 0) {
      throw new UserError(ExitCode.USAGE, option + " takes 100ms or more");
    }
    return given;
  }
}
