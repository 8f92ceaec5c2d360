package dev.logtail.view.stats;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.StreamNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts entries by what they carry. Its memory is bounded. Safe for use by many threads. */
public final class Tally {
  /** All guarded by this. */
  private final Map<Dimension, NameCounts> counts = new EnumMap<>(Dimension.class);

  private long records;
  private long recordsBefore;
  private long errors;
  private long malformed;
  private long gaps;
  private long dropped;
  private Instant from = Instant.MAX;
  private Instant to = Instant.MIN;

  public Tally(Collection<Dimension> dimensions) {
    dimensions.forEach(dimension -> counts.put(dimension, new NameCounts()));
  }

  /** Counts {@code entry}: a record, or what a notice says of records that are missing. */
  public synchronized void add(Entry entry) {
    if (entry instanceof LogEvent event) {
      record(event);
    } else if (entry instanceof StreamNotice notice) {
      gaps += notice.kind() == StreamNotice.Kind.GAP ? 1 : 0;
      dropped +=
          notice.kind() == StreamNotice.Kind.DROPPED ? notice.evidence().lost().orElse(0) : 0;
    }
  }

  private void record(LogEvent event) {
    boolean error = event.isError();
    records++;
    errors += error ? 1 : 0;
    malformed += event.receipt().marks().contains(Mark.MALFORMED) ? 1 : 0;
    from = event.at().isBefore(from) ? event.at() : from;
    to = event.at().isAfter(to) ? event.at() : to;
    counts.forEach(
        (dimension, names) -> dimension.nameIn(event).ifPresent(name -> names.add(name, error)));
  }

  /**
   * What was counted so far.
   *
   * @param interval since the last call, empty for the first one
   */
  public synchronized Snapshot take(Optional<Duration> interval) {
    Map<Dimension, NameTable> tables = new EnumMap<>(Dimension.class);
    counts.forEach((dimension, names) -> tables.put(dimension, names.take()));
    Snapshot.Sums sums =
        new Snapshot.Sums(records, records - recordsBefore, errors, malformed, gaps, dropped);
    recordsBefore = records;
    Optional<Snapshot.Span> span =
        records == 0 ? Optional.empty() : Optional.of(new Snapshot.Span(from, to));
    return new Snapshot(sums, span, interval, tables);
  }
}
