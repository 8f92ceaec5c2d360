package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.EventTime;
import dev.logtail.model.Evidence;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.PipelineStats;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final WorkerKey WORKER = new WorkerKey("w");
  private static final Instant AT = Instant.parse("2026-02-01T14:30:25Z");

  private final Ledger ledger = new Ledger();

  private static LogEvent event(Receipt receipt) {
    EventTime time = EventTime.unstamped(AT);
    return new LogEvent(WORKER, time, Level.NONE, "m", Origin.UNKNOWN, receipt);
  }

  private static PipelineStats handedOn(long shown, long malformed) {
    StreamCounts counts = new StreamCounts(shown + malformed, shown, 0, 0, 0, malformed);
    WorkerStatus row = WorkerStatus.connecting(WORKER, AT).with(counts);
    return new PipelineStats(List.of(row), List.of());
  }

  @Test
  void whatWasNeitherWrittenNorCutIsDropped() {
    LogEvent good = event(Receipt.text("m"));
    LogEvent bad = event(Receipt.text("{m").with(Receipt.Mark.MALFORMED));
    assertThat(ledger.written(List.of(good, good, bad))).isEqualTo(3);
    ledger.cut(List.of(good));
    assertThat(ledger.settle(handedOn(10, 4)).total())
        .isEqualTo(new StreamCounts(14, 2, 0, 0, 10, 1, 1, StreamCounts.Findings.NONE));
  }

  @Test
  void aDroppedNoticeOfDroppedRecordsIsMadeUpFor() {
    ledger.dropped(
        new StreamNotice(
            WORKER,
            AT,
            StreamNotice.Kind.DROPPED,
            "16 records dropped",
            Evidence.missing(AT, AT, 16)));
    ledger.dropped(new StreamNotice(WORKER, AT, StreamNotice.Kind.CONNECTED, "connected"));
    ledger.dropped(event(Receipt.text("m")));
    assertThat(ledger.takeDropped())
        .singleElement()
        .satisfies(notice -> assertThat(notice.evidence().lost()).hasValue(17));
    assertThat(ledger.takeUnsaid()).hasValue("17 records of 1 worker");
    assertThat(ledger.takeDropped()).isEmpty();
    assertThat(ledger.takeUnsaid()).isEmpty();
  }
}
