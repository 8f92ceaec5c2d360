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
  private final String ineffective;

  public UserError(ExitCode exitCode, String message) {
    this(exitCode, message, List.of());
  }

  /** An error with a picture of its place below the message, line by line. */
  UserError(ExitCode exitCode, String message, List<String> picture) {
    this(exitCode, message, picture, "");
  }

  private UserError(ExitCode exitCode, String message, List<String> picture, String ineffective) {
    super(message);
    this.exitCode = exitCode;
    this.picture = String.join("\n", picture);
    this.ineffective = ineffective;
  }

  /**
   * What is wrong with {@code option} is only that it would do nothing.
   *
   * @param why what follows "does nothing"
   */
  static UserError ineffective(String option, String why) {
    return new UserError(ExitCode.USAGE, option + " does nothing " + why, List.of(), option);
  }

  /** The option that would do nothing; "" where that is not what is wrong. */
  String ineffective() {
    return ineffective;
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
