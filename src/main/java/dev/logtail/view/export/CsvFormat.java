package dev.logtail.view.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.StreamNotice;
import java.io.StringWriter;

/**
 * RFC 4180 with one header line. Cells hold what was received; one that a spreadsheet would take
 * for a formula gets a {@code '} in front. An unknown line number is an empty cell. The last column
 * holds a record's marks, or what a notice is.
 */
public final class CsvFormat implements RecordFormat {
  private final StringWriter written = new StringWriter();
  private final CsvWriter csv = CsvWriter.builder().bufferSize(0).build(written);

  @Override
  public void header(StringBuilder out) {
    csv.writeRecord(
        "time", "worker", "level", "logger", "module", "func", "line", "message", "_mark");
    moveTo(out);
  }

  @Override
  public void record(StringBuilder out, LogEvent event) {
    Origin origin = event.origin();
    csv.writeRecord(
        FormulaGuard.guarded(event.time().text()),
        FormulaGuard.guarded(event.worker().value()),
        FormulaGuard.guarded(event.level().word()),
        FormulaGuard.guarded(origin.logger()),
        FormulaGuard.guarded(origin.module()),
        FormulaGuard.guarded(origin.function()),
        origin.line() == 0 ? "" : Integer.toString(origin.line()),
        FormulaGuard.guarded(event.message()),
        String.join(" ", MarkNames.of(event)));
    moveTo(out);
  }

  @Override
  public void notice(StringBuilder out, StreamNotice notice) {
    csv.writeRecord(
        notice.at().toString(),
        FormulaGuard.guarded(notice.worker().value()),
        "",
        "",
        "",
        "",
        "",
        FormulaGuard.guarded(notice.text()),
        notice.kind().word());
    moveTo(out);
  }

  private void moveTo(StringBuilder out) {
    out.append(written.getBuffer());
    written.getBuffer().setLength(0);
  }
}
