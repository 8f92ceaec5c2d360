package dev.logtail.cli;

/** The forms of a record on standard output. */
enum LineForm {
  TEXT,
  JSON,
  NDJSON,
  RAW
}
