package dev.logtail.view.export;

import java.time.ZoneId;
import java.util.Locale;

/** The formats by name. */
public enum ExportFormat {
  NDJSON,
  JSON,
  CSV,
  TEXT,
  RAW;

  /**
   * A new format for one output.
   *
   * @param zone what times are shown in, where a format shows any but the sent ones
   */
  public RecordFormat create(ZoneId zone) {
    return switch (this) {
      case NDJSON -> new NdjsonFormat();
      case JSON -> new JsonFormat();
      case CSV -> new CsvFormat();
      case TEXT -> new TextFormat(zone);
      case RAW -> new RawFormat();
    };
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
