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
  CRITICAL;

  /** Where it stands among the others when events are chosen by level: without one it is INFO. */
  public Severity countsAs() {
    return this == NONE ? INFO : this;
  }
}
