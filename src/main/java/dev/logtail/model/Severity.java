package dev.logtail.model;

/** How bad an event is, mildest first. {@link #NONE} is for lines that carry no level at all. */
public enum Severity {
  NONE,
  TRACE,
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL
}
