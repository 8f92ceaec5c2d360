package dev.logtail.view.export;

import java.util.Locale;

/** The formats by name. */
public enum ExportFormat {
  TEXT,
  JSON,
  NDJSON,
  LOGFMT,
  CSV,
  RAW,
  HTML;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
