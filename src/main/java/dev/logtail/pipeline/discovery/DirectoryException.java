package dev.logtail.pipeline.discovery;

import dev.logtail.model.StreamFailure;

/** The REST API could not be asked, or did not answer as one. */
public final class DirectoryException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient StreamFailure failure;
  private final transient ApiTrouble trouble;

  /** An answer that is none that helps. */
  public DirectoryException(StreamFailure failure) {
    this(failure, ApiTrouble.OTHER);
  }

  /** No answer. */
  DirectoryException(StreamFailure failure, ApiTrouble trouble) {
    super(failure.text());
    this.failure = failure;
    this.trouble = trouble;
  }

  /** Why no answer came. */
  public ApiTrouble trouble() {
    return trouble;
  }

  /** Its class, and one line for the user that may quote foreign text. */
  public StreamFailure failure() {
    return failure;
  }
}
