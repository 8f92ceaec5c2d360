package dev.logtail.pipeline;

import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.Vitals;
import dev.logtail.model.Vitals.Pulse;
import dev.logtail.model.Vitals.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gathers what tells how one worker is, from where it is seen anyhow: nothing here costs more than
 * a comparison a record. Pipeline thread only, but for what it asks the stream.
 */
final class VitalSigns {
  private Supplier<Pulse> pulse = () -> Pulse.NONE;
  private Standing standing = Standing.ALIVE;
  private Instant lastRecord;
  private Optional<Instant> restarted = Optional.empty();
  private long errors;

  VitalSigns(Instant now) {
    this.lastRecord = now;
  }

  /** From now on that is its stream. */
  void of(StreamFactory.Stream stream) {
    pulse = stream::pulse;
  }

  /** True when that is news. */
  boolean stands(Standing now) {
    boolean news = standing != now;
    standing = now;
    return news;
  }

  /** The stream opened, or a frame of it arrived. */
  void arrived(Instant at) {
    lastRecord = at;
  }

  /** Something was found out about it after what last arrived. */
  void noticed(StreamNotice notice) {
    if (notice.kind() == StreamNotice.Kind.RESTARTED) {
      restarted = Optional.of(lastRecord);
    }
  }

  /** A record of it is handed on. */
  void handedOn(LogEvent event) {
    if (event.isError()) {
      errors++;
    }
  }

  Vitals vitals() {
    return new Vitals(standing, pulse.get(), lastRecord, restarted, errors);
  }
}
