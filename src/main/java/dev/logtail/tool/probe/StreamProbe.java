package dev.logtail.tool.probe;

import dev.logtail.pipeline.dialect.Dialect;
import dev.logtail.pipeline.transport.WireDialler;
import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import java.time.ZoneId;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Looks into streams by dialling them: once, and where a dialling fails without a reason once more,
 * with the other one of ws and wss. What it brings is listened to until its ring, a few new records
 * and three answers to pings have come; nothing but pings is ever sent. A stream that stays silent
 * takes all of the time that is given.
 */
public final class StreamProbe implements StreamProbing {
  /**
   * What time is told by, and who works.
   *
   * @param judging runs what decodes records: not the threads that read the network
   */
  public record Means(Scheduler scheduler, Ticker ticker, WallClock clock, Executor judging) {}

  /**
   * How records are read.
   *
   * @param zone of stamps that name none, as the dialect reads them
   * @param lines the user says that the streams bring plain lines
   */
  public record Reading(Dialect dialect, ZoneId zone, boolean lines) {}

  /**
   * How streams are reached.
   *
   * @param known shows servers what they are to be shown
   * @param stranger shows nobody anything: for the other scheme, which may be in the clear
   */
  public record Diallers(WireDialler known, WireDialler stranger) {}

  private final Diallers diallers;
  private final Means means;
  private final Reading reading;

  public StreamProbe(Diallers diallers, Means means, Reading reading) {
    this.diallers = diallers;
    this.means = means;
    this.reading = reading;
  }

  @Override
  public Looking probe(StreamQuestion question, Consumer<Step> told, Runnable finished) {
    StreamLook look = new StreamLook(question, diallers, means, reading, told, finished);
    look.begin();
    return look;
  }
}
