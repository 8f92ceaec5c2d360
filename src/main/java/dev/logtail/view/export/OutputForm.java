package dev.logtail.view.export;

import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.template.Template;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How records are written: the format, and all that one may have to know to write. What a format
 * has no use for does nothing here; who takes options from a user says so.
 *
 * @param zone what times are shown in, where a format shows any but the sent ones
 * @param time how they are; empty for the format's own way
 * @param rawCells true to leave cells of a CSV alone that a spreadsheet takes for formulas
 * @param template what text is made of; empty for the usual lines
 */
public record OutputForm(
    ExportFormat format,
    ZoneId zone,
    Optional<TimeStyle> time,
    boolean rawCells,
    Optional<Template> template) {
  /** That format in its own way. */
  public static OutputForm of(ExportFormat format, ZoneId zone) {
    return new OutputForm(format, zone, Optional.empty(), false, Optional.empty());
  }

  /** The same in another format. */
  public OutputForm in(ExportFormat other) {
    return new OutputForm(other, zone, time, rawCells, template);
  }

  /** A new format for one output. */
  public RecordFormat create() {
    return switch (format) {
      case NDJSON -> new NdjsonFormat();
      case JSON -> new JsonFormat();
      case CSV -> new CsvFormat(this);
      case TEXT -> text();
      case LOGFMT -> new LogfmtFormat(this);
      case RAW -> new RawFormat();
      case HTML -> new HtmlFormat(this);
    };
  }

  private RecordFormat text() {
    return template.isPresent() ? new TemplateFormat(template.get(), this) : new TextFormat(this);
  }
}
