package dev.logtail.view.export;

import java.io.IOException;

/**
 * An output cannot be opened, written or completed. The message is one line for the user: what was
 * tried, on what, what came back, and what to try.
 */
public final class OutputException extends IOException {
  private static final long serialVersionUID = 1;

  public OutputException(String message) {
    super(message);
  }

  public OutputException(String message, IOException cause) {
    super(message, cause);
  }
}
