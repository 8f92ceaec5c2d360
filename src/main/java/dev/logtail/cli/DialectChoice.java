package dev.logtail.cli;

import dev.logtail.pipeline.dialect.AutoDialect;
import dev.logtail.pipeline.dialect.Dialect;
import dev.logtail.pipeline.dialect.RawDialect;
import dev.logtail.pipeline.dialect.WorkerDialect;
import java.time.ZoneId;
import java.util.Locale;

/** The dialects by name. */
enum DialectChoice {
  AUTO,
  WORKER,
  RAW;

  /**
   * @param serverZone the zone of stamps that name none
   */
  Dialect create(ZoneId serverZone) {
    return switch (this) {
      case AUTO -> new AutoDialect(serverZone);
      case WORKER -> new WorkerDialect(serverZone);
      case RAW -> new RawDialect(serverZone);
    };
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
