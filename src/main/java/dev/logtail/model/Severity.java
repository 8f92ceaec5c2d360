package dev.logtail.model;

import java.util.List;
import java.util.stream.Stream;

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

  /** The names of the levels, mildest first. */
  public static List<String> names() {
    return Stream.of(values()).filter(each -> each != NONE).map(Severity::name).toList();
  }
}
