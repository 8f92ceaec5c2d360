package dev.logtail.cli;

import dev.logtail.model.StreamFailure;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that the user can mend. The message is one line: what was tried, on what, what to try
 * next.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;
  private final String picture;

  public UserError(ExitCode exitCode, String message) {
    this(exitCode, message, List.of());
  }

  /** An error with a picture of its place below the message, line by line. */
  UserError(ExitCode exitCode, String message, List<String> picture) {
    super(message);
    this.exitCode = exitCode;
    this.picture = String.join("\n", picture);
  }

  public static UserError of(StreamFailure failure) {
    return new UserError(ExitCode.of(failure.kind()), failure.text());
  }

  /** The status of a run whose reader left; any other failure of its output is an error. */
  static ExitCode closedPipeOr(IOException failure) {
    String trouble = String.valueOf(failure.getMessage());
    if (trouble.contains("Broken pipe")) {
      return ExitCode.CLOSED_PIPE;
    }
    throw new UserError(ExitCode.OUTPUT, trouble);
  }

  /** What stands below the message. */
  Stream<String> picture() {
    return picture.lines();
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
