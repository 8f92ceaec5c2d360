package dev.logtail.view.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.StreamNotice;
import dev.logtail.view.style.TimeText;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;

/**
 * RFC 4180 with one header line. Cells hold what was received; one that a spreadsheet would take
 * for a formula gets a {@code '} in front, unless raw cells were asked for. Numbers never do: line
 * numbers, and times in a style that was asked for. An unknown line number is an empty cell. The
 * last column holds a record's marks, or what a notice is.
 */
public final class CsvFormat implements RecordFormat {
  private static final String[] COLUMNS = {
    "time", "worker", "level", "logger", "module", "func", "line", "message", "_mark"
  };

  private final StringWriter written = new StringWriter();
  private final CsvWriter csv = CsvWriter.builder().bufferSize(0).build(written);
  private final boolean rawCells;

  /** Empty for times as they were received. */
  private final Optional<TimeText> times;

  public CsvFormat(OutputForm form) {
    this.rawCells = form.rawCells();
    this.times = form.time().map(style -> new TimeText(style, form.zone()));
  }

  @Override
  public void header(StringBuilder out) {
    csv.writeRecord(COLUMNS);
    moveTo(out);
  }

  @Override
  public void record(StringBuilder out, LogEvent event) {
    Origin origin = event.origin();
    csv.writeRecord(
        time(event.at()).orElseGet(() -> text(event.time().text())),
        text(event.worker().value()),
        text(event.level().word()),
        text(origin.logger()),
        text(origin.module()),
        text(origin.function()),
        origin.line() == 0 ? "" : Integer.toString(origin.line()),
        text(event.message()),
        String.join(" ", MarkNames.of(event)));
    moveTo(out);
  }

  @Override
  public void notice(StringBuilder out, StreamNotice notice) {
    csv.writeRecord(
        time(notice.at()).orElseGet(() -> notice.at().toString()),
        text(notice.worker().value()),
        "",
        "",
        "",
        "",
        "",
        text(notice.text()),
        notice.kind().word());
    moveTo(out);
  }

  private Optional<String> time(Instant at) {
    return times.map(style -> style.of(at).strip());
  }

  private String text(String cell) {
    return rawCells ? cell : FormulaGuard.guarded(cell);
  }

  @Override
  public boolean quotesLineEnds() {
    return true;
  }

  /** The row gets the cells that it lacks, and {@code torn} among its marks. */
  @Override
  public String mended(String torn) {
    boolean quoted = false;
    int cell = 0;
    for (int i = 0; i < torn.length(); i++) {
      quoted ^= torn.charAt(i) == '"';
      cell += torn.charAt(i) == ',' && !quoted ? 1 : 0;
    }
    if (torn.endsWith("\r") && !quoted) {
      return torn + "\n";
    }
    int missing = Math.max(0, COLUMNS.length - 1 - cell);
    String space = missing > 0 || torn.endsWith(",") ? "" : " ";
    return torn + (quoted ? "\"" : "") + ",".repeat(missing) + space + "torn\r\n";
  }

  private void moveTo(StringBuilder out) {
    out.append(written.getBuffer());
    written.getBuffer().setLength(0);
  }
}
