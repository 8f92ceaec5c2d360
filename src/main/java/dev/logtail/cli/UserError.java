package dev.logtail.cli;

import dev.logtail.model.StreamFailure;

/**
 * Something that the user can mend. The message is one line: what was tried, on what, what to try
 * next.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  public UserError(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public static UserError of(StreamFailure failure) {
    return new UserError(ExitCode.of(failure.kind()), failure.text());
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
