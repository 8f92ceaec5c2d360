package dev.logtail.model;

/** Where in the worker an event was logged. What was not sent is "" or 0. */
public record Origin(String logger, String module, String function, int line) {
  public static final Origin UNKNOWN = new Origin("", "", "", 0);
}
