package dev.logtail.pipeline.state;

/** A file holds no state that can be gone on with. The message is for the user. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1;

  StateException(String message) {
    super(message);
  }
}
