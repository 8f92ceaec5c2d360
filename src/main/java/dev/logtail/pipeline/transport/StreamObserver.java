package dev.logtail.pipeline.transport;

import java.nio.charset.StandardCharsets;

/** Tells a stream's listener what it wants to know. */
record StreamObserver(StreamConnector.Listener listener) implements ConnectionObserver {
  @Override
  public void opened() {
    listener.opened();
  }

  @Override
  public void text(String message) {
    listener.text(message);
  }

  /** Some servers send their text in binary frames; what is not UTF-8 is replaced. */
  @Override
  public void binary(byte[] message) {
    listener.text(new String(message, StandardCharsets.UTF_8));
  }

  @Override
  public void alive() {
    listener.alive();
  }

  @Override
  public void ended(Ending ending) {
    listener.ended(ending.end());
  }
}
