package dev.logtail.pipeline.transport;

/**
 * One dialled WebSocket. All methods may be called by any thread; what is sent while it is not open
 * is not sent.
 */
public interface WireConnection {
  /**
   * Sends a message, ping or pong; {@link WireEvent.Sent} tells once it is on its way. Waits for
   * nothing.
   *
   * @param frame no {@link Frame.Close}
   * @return whether the connection is open
   * @throws IllegalArgumentException for a ping or pong of more than 125 bytes
   */
  boolean send(Frame frame);

  /** Bytes that were handed to {@link #send} and have not reached the network. */
  long waiting();

  /**
   * Asks the other side to end the connection; what it sends until it does is still told. Where it
   * does not within two seconds, the connection is cut. Gives up dialling.
   *
   * @param code 1000 to 1003, 1007 to 1014 or 3000 to 4999
   * @param reason at most 123 bytes of UTF-8
   * @throws IllegalArgumentException for another code, or a longer reason
   */
  void close(int code, String reason);

  /** Ends the connection at once, without a word. */
  void cut();
}
