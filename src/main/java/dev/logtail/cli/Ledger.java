package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.Evidence;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.PipelineStats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of the records that the pipeline handed on: written, cut off by a limit, or dropped
 * for an output that is too slow. What is in none of the first two at the end counts as dropped,
 * however it was lost. Safe for use by many threads.
 */
final class Ledger {
  /** A row a worker. */
  private static final class Row {
    private long written;

    /** Of those written. */
    private long malformed;

    private long cut;

    /** Dropped and not told in the stream yet. */
    private long untold;

    /** Dropped and not said to people yet. */
    private long unsaid;

    private Instant newestDropped = Instant.EPOCH;
  }

  /** All guarded by this. */
  private final Map<WorkerKey, Row> rows = new HashMap<>();

  private long written;
  private boolean hasUntold;

  private Row row(WorkerKey worker) {
    return rows.computeIfAbsent(worker, key -> new Row());
  }

  /** A value did not find room. What a notice would have told of dropped records is told later. */
  synchronized void dropped(Entry entry) {
    long records = entry instanceof StreamNotice notice ? droppedBefore(notice) : 1;
    if (records > 0) {
      Row row = row(entry.worker());
      row.untold += records;
      row.unsaid += records;
      row.newestDropped = entry.at();
      hasUntold = true;
    }
  }

  private static long droppedBefore(StreamNotice notice) {
    return notice.kind() == StreamNotice.Kind.DROPPED ? notice.evidence().lost().orElse(0) : 0;
  }

  /** Notes what was written and returns how many records that were. */
  synchronized long written(List<Entry> entries) {
    long before = written;
    for (Entry entry : entries) {
      if (entry instanceof LogEvent event) {
        Row row = row(event.worker());
        row.written++;
        row.malformed += event.receipt().marks().contains(Mark.MALFORMED) ? 1 : 0;
        written++;
      }
    }
    return written - before;
  }

  /** Nobody wants these any more. */
  synchronized void cut(List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry instanceof LogEvent) {
        row(entry.worker()).cut++;
      }
    }
  }

  /** Records written so far. */
  synchronized long written() {
    return written;
  }

  /** A notice a worker of what was dropped since the last call; they belong before what is next. */
  synchronized List<StreamNotice> takeDropped() {
    if (!hasUntold) {
      return List.of();
    }
    hasUntold = false;
    List<StreamNotice> notices = new ArrayList<>();
    new TreeMap<>(rows)
        .forEach(
            (worker, row) -> {
              if (row.untold > 0) {
                notices.add(notice(worker, row));
                row.untold = 0;
              }
            });
    return notices;
  }

  private static StreamNotice notice(WorkerKey worker, Row row) {
    return new StreamNotice(
        worker,
        row.newestDropped,
        StreamNotice.Kind.DROPPED,
        Talk.count(row.untold, "record") + " dropped: the output is too slow",
        Evidence.missing(row.newestDropped, row.newestDropped, row.untold));
  }

  /** {@code 1,234 records of 17 workers}: dropped since the last call; empty for none. */
  synchronized Optional<String> takeUnsaid() {
    long records = 0;
    long workers = 0;
    for (Row row : rows.values()) {
      records += row.unsaid;
      workers += row.unsaid > 0 ? 1 : 0;
      row.unsaid = 0;
    }
    return records == 0
        ? Optional.empty()
        : Optional.of(Talk.count(records, "record") + " of " + Talk.count(workers, "worker"));
  }

  /** The counts as they are at the end, when nothing more is written. */
  synchronized PipelineStats settle(PipelineStats seen) {
    Map<WorkerKey, StreamCounts> changes = new HashMap<>();
    for (WorkerStatus status : seen.workers()) {
      Row row = rows.getOrDefault(status.worker(), new Row());
      changes.put(status.worker(), change(status.counts(), row));
    }
    return seen.corrected(changes);
  }

  private static StreamCounts change(StreamCounts handedOn, Row row) {
    long lost = handedOn.shown() + handedOn.malformed() - row.written - row.cut;
    return new StreamCounts(
        0,
        row.written - row.malformed - handedOn.shown(),
        0,
        0,
        lost,
        row.malformed - handedOn.malformed(),
        row.cut,
        StreamCounts.Findings.NONE);
  }
}
