package dev.logtail.view.export;

import dev.logtail.model.Evidence;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.TimeText;
import java.time.Instant;
import java.util.Optional;

/**
 * Pairs on one line a record: first what every record has, then every other field that was
 * received, under its own name and in its own order. What is missing is left out.
 *
 * <pre>
 *   time=2026-02-01T14:30:25.123456+08:00 level=INFO worker=K logger=root line=95 message="Bar #1" step=4
 *   time=… _event=gap worker=K from=… to=… proven=true lost=17 reason="17 records lost"
 * </pre>
 */
final class LogfmtFormat implements RecordFormat {
  private final TimeText times;

  LogfmtFormat(OutputForm form) {
    this.times = TimeText.exact(form.time().orElse(TimeStyle.FULL), form.zone());
  }

  @Override
  public void record(StringBuilder out, LogEvent event) {
    LogfmtPairs pairs = new LogfmtPairs(out);
    pairs.textIfAny("time", times.of(event.at()).strip());
    pairs.textIfAny("level", event.level().word());
    pairs.text("worker", event.worker().value());
    pairs.textIfAny("logger", event.origin().logger());
    pairs.textIfAny("module", event.origin().module());
    pairs.textIfAny("func", event.origin().function());
    if (event.origin().line() != 0) {
      pairs.literal("line", Integer.toString(event.origin().line()));
    }
    message(pairs, event);
    MarkNames.of(event).forEach(mark -> pairs.literal("_" + mark, "true"));
    if (event.receipt().json()) {
      OtherFields.write(event, pairs);
    }
    out.append('\n');
  }

  /** An object without a message is shown as its text, but here all its fields follow anyway. */
  private static void message(LogfmtPairs pairs, LogEvent event) {
    if (!event.receipt().json()) {
      pairs.text("message", RawFormat.frame(event));
    } else if (!event.message().equals(event.receipt().text())) {
      pairs.text("message", event.message());
    }
  }

  @Override
  public void notice(StringBuilder out, StreamNotice notice) {
    LogfmtPairs pairs = new LogfmtPairs(out);
    Evidence evidence = notice.evidence();
    time(pairs, "time", Optional.of(notice.at()));
    pairs.text("_event", notice.kind().word());
    pairs.text("worker", notice.worker().value());
    time(pairs, "from", evidence.from());
    time(pairs, "to", evidence.to());
    pairs.literal("proven", Boolean.toString(evidence.proven()));
    evidence.lost().ifPresent(lost -> pairs.literal("lost", Long.toString(lost)));
    pairs.text("reason", notice.text());
    out.append('\n');
  }

  private void time(LogfmtPairs pairs, String key, Optional<Instant> time) {
    time.ifPresent(at -> pairs.textIfAny(key, times.of(at).strip()));
  }
}
