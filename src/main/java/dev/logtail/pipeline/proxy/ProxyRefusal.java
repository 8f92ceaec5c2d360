package dev.logtail.pipeline.proxy;

import dev.logtail.model.StreamFailure;
import java.io.IOException;

/** A proxy did not lead to its target; says why in a user's words. */
public final class ProxyRefusal extends IOException {
  private static final long serialVersionUID = 1;

  private final StreamFailure.Kind kind;

  public ProxyRefusal(StreamFailure failure) {
    super(failure.text());
    this.kind = failure.kind();
  }

  public StreamFailure failure() {
    return new StreamFailure(kind, String.valueOf(getMessage()));
  }
}
