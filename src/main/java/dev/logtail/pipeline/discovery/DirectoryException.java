package dev.logtail.pipeline.discovery;

import dev.logtail.model.StreamFailure;

/** The REST API could not be asked, or did not answer as one. */
public final class DirectoryException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient StreamFailure failure;

  public DirectoryException(StreamFailure failure) {
    super(failure.text());
    this.failure = failure;
  }

  /** Its class, and one line for the user that may quote foreign text. */
  public StreamFailure failure() {
    return failure;
  }
}
