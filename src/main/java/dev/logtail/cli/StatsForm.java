package dev.logtail.cli;

import java.util.Locale;

/** The forms that counts are printed in. */
enum StatsForm {
  TEXT,
  JSON,
  NDJSON;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
