package dev.logtail.server;

import dev.logtail.server.PeerFrame.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/** Makes messages of the frames that they come in. Used by one thread at a time. */
final class MessageParts {
  private static final int MOST_EMPTY = 10_000;

  private final int most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Kind kind = Kind.TEXT;
  private int empty;

  /**
   * @param most bytes of a message
   */
  MessageParts(int most) {
    this.most = most;
  }

  /** What a peer sent can't be taken. The message is for the peer. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;

    private Unfit(int code, String why) {
      super(why);
      this.code = code;
    }

    /** Of the close that says so. */
    int code() {
      return code;
    }
  }

  /** Takes the next data frame, whose order Jetty has checked; empty while more is to come. */
  Optional<PeerFrame> add(Frame frame) throws Unfit {
    if (frame.getOpCode() != OpCode.CONTINUATION) {
      kind = frame.getOpCode() == OpCode.TEXT ? Kind.TEXT : Kind.BINARY;
      empty = 0;
      bytes.reset();
    }
    empty += frame.getPayloadLength() == 0 ? 1 : 0;
    if (bytes.size() + (long) frame.getPayloadLength() > most) {
      throw new Unfit(
          CloseStatus.MESSAGE_TOO_LARGE, "messages of more than " + most + " bytes are not read");
    }
    if (empty > MOST_EMPTY) {
      throw new Unfit(
          CloseStatus.MESSAGE_TOO_LARGE, "a message of more than 10000 empty fragments");
    }
    ByteBuffer payload = frame.getPayload().slice();
    byte[] part = new byte[payload.remaining()];
    payload.get(part);
    bytes.writeBytes(part);
    return frame.isFin() ? Optional.of(message()) : Optional.empty();
  }

  private PeerFrame message() throws Unfit {
    PeerFrame message = PeerFrame.of(kind, bytes.toByteArray());
    bytes.reset();
    if (kind == Kind.TEXT) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(message.payload());
      } catch (CharacterCodingException e) {
        throw new Unfit(CloseStatus.BAD_PAYLOAD, "text that is not UTF-8");
      }
    }
    return message;
  }
}
