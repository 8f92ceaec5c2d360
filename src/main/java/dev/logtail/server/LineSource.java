package dev.logtail.server;

import java.time.Instant;
import java.util.Optional;

/** Something that logs, asked for one line after the other by whoever streams it. */
interface LineSource {
  /** The next line that was logged at or before {@code now}; empty when there is none yet. */
  Optional<LogLine> next(Instant now);
}
