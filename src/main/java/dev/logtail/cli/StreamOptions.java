package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.model.Spelling;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How streams are found and kept. */
@Under(Heading.STREAMS)
class StreamOptions {
  private static final List<String> OF_RETRIES = List.of("--max-retries", "--max-backoff");

  @Option(
      names = {"-n", "--tail"},
      paramLabel = "N",
      description = "At most N replayed records a worker; 0 for new ones only. Default: all.")
  private Optional<Integer> tail = Optional.empty();

  @Option(
      names = "--no-reconnect",
      description = "When a stream ends, leave it; end when the last one has ended.")
  private boolean noReconnect;

  @Option(
      names = "--discover-every",
      paramLabel = "DURATION",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "How often the API is asked for new workers. Default: ${DEFAULT-VALUE}.")
  private Duration discoverEvery = Duration.ofSeconds(5);

  @Option(
      names = "--server-tz",
      paramLabel = "ZONE",
      description = "Time zone of stamps that name none. Default: this machine's.")
  private Optional<String> serverZone = Optional.empty();

  @Under(Heading.LIMITS)
  @Option(
      names = "--max-frame",
      paramLabel = "SIZE",
      defaultValue = "16m",
      converter = SizeConverter.class,
      description = "A larger frame ends its stream, never the program. Default: ${DEFAULT-VALUE}.")
  private long maxFrame = 16L << 20;

  @Under(Heading.LIMITS)
  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "256m",
      converter = SizeConverter.class,
      description = "Bound of all records held in memory. Default: ${DEFAULT-VALUE}.")
  private long memory = 256L << 20;

  @Mixin private ResumeOptions resume = new ResumeOptions();
  @Mixin private LimitOptions limits = new LimitOptions();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  FollowLimits limits() {
    if (NeedlessOptions.isTyped(command, "--no-reconnect")) {
      OF_RETRIES.forEach(
          option ->
              NeedlessOptions.refuse(
                  command, option, "is about trying again, and --no-reconnect does not"));
    }
    return limits.limits();
  }

  /** How much of what is kept is read, for those who read log files as well. */
  HistoryForm.Extent kept() {
    return new HistoryForm.Extent(tail(), serverZone(), new HistorySettings.Room(memory, 0));
  }

  OptionalInt tail() {
    if (tail.isPresent() && tail.get() < 0) {
      throw new UserError(ExitCode.USAGE, "--tail takes 0 or more, not " + tail.get());
    }
    return tail.isPresent() ? OptionalInt.of(tail.get()) : OptionalInt.empty();
  }

  boolean reconnect() {
    return !noReconnect;
  }

  Duration discoverEvery() {
    return LimitOptions.least("--discover-every", discoverEvery);
  }

  /** How long records wait for older ones of other workers; empty where they do not. */
  Optional<Duration> orderWindow() {
    return Optional.of(OrderOptions.USUAL);
  }

  Optional<ZoneId> serverZone() {
    return serverZone.map(name -> zone("--server-tz", name));
  }

  long maxFrame() {
    return LimitOptions.frame(maxFrame);
  }

  long memory() {
    return memory;
  }

  ResumeOptions resume() {
    return resume;
  }

  static ZoneId zone(String option, String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new UserError(
          ExitCode.USAGE,
          option
              + ": '"
              + name
              + "' is no time zone"
              + Spelling.nearest(name, ZoneId.getAvailableZoneIds())
                  .map(near -> "; did you mean " + near + "?")
                  .orElse("; write Asia/Shanghai, UTC or +08:00"));
    }
  }
}
