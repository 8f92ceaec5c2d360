package dev.logtail.pipeline.transport;

import dev.logtail.model.StreamFailure;
import java.io.IOException;

/** A proxy did not lead to its target. */
final class ProxyRefusal extends IOException {
  private static final long serialVersionUID = 1;

  private final StreamFailure.Kind kind;

  ProxyRefusal(StreamFailure failure) {
    super(failure.text());
    this.kind = failure.kind();
  }

  StreamFailure failure() {
    return new StreamFailure(kind, String.valueOf(getMessage()));
  }
}
