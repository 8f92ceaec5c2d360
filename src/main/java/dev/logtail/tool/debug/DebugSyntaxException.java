package dev.logtail.tool.debug;

/** A typed line can't be understood. The message says why, and what would do. */
public final class DebugSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  DebugSyntaxException(String message) {
    super(message);
  }
}
