package dev.logtail.cli;

/** The forms of an exported file. */
enum FileForm {
  NDJSON,
  JSON,
  CSV,
  TEXT
}
