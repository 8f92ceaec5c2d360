package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.Upgrade;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a debug session is asked to do.
 *
 * @param execute texts that are sent on each open connection, before all else
 */
public record DebugSettings(
    Upgrade upgrade, List<String> execute, Typing typing, Links links, Goal goal) {
  public DebugSettings {
    execute = List.copyOf(execute);
  }

  /**
   * What lines mean.
   *
   * @param slash whether {@code /ping}, {@code /pong} and {@code /close} are commands
   * @param sendAnyway whether to send to servers that never read
   */
  public record Typing(boolean slash, boolean sendAnyway) {}

  /**
   * How the connection is kept.
   *
   * @param reconnect whether a connection that ended is dialled again
   * @param redirects how many are followed
   * @param pingEvery how often to ask for a sign of life
   */
  public record Links(boolean reconnect, int redirects, Optional<Duration> pingEvery) {}

  /**
   * What ends the session.
   *
   * @param listen how long to listen once nothing more will be sent; empty for ever
   * @param farewell what we close with; empty for what is usual
   */
  public record Goal(
      Optional<Duration> listen, Expectation expectation, Optional<Frame.Close> farewell) {
    /** One that closes as usual. */
    public Goal(Optional<Duration> listen, Expectation expectation) {
      this(listen, expectation, Optional.empty());
    }
  }
}
