package dev.logtail.wire;

/**
 * Text from the network is not the JSON that it should be. The message says what and where; it may
 * quote foreign text.
 */
public final class WireFormatException extends Exception {
  private static final long serialVersionUID = 1;

  public WireFormatException(String message) {
    super(message);
  }
}
