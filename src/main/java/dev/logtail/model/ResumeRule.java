package dev.logtail.model;

/** By what a stream of some kind can be taken up again after it broke. */
public enum ResumeRule {
  /** The server sends its newest records again; they carry times. */
  REPLAYED_RECORDS,
  /** Plain lines: only their text can be compared. */
  OVERLAPPING_TEXT,
  /** Each record has an id, and the server can be asked for what was missed. */
  NAMED_RECORDS
}
