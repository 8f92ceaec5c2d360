package dev.logtail.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.websocket.core.OpCode;

/** A whole message, a ping or a pong, to or from a peer. */
public record PeerFrame(Kind kind, ByteBuffer payload) {
  /** What it is. */
  public enum Kind {
    TEXT(OpCode.TEXT),
    BINARY(OpCode.BINARY),
    PING(OpCode.PING),
    PONG(OpCode.PONG);

    private final byte code;

    Kind(byte code) {
      this.code = code;
    }

    byte code() {
      return code;
    }
  }

  public PeerFrame {
    payload = payload.slice().asReadOnlyBuffer();
  }

  /** Each reader has a position of its own. */
  @Override
  public ByteBuffer payload() {
    return payload.duplicate();
  }

  public static PeerFrame text(String text) {
    return new PeerFrame(Kind.TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A frame of {@code bytes}, which must not change any more. */
  public static PeerFrame of(Kind kind, byte[] bytes) {
    return new PeerFrame(kind, ByteBuffer.wrap(bytes));
  }

  /** The payload as UTF-8; what is none is replaced. */
  public String text() {
    return StandardCharsets.UTF_8.decode(payload()).toString();
  }

  public byte[] bytes() {
    byte[] bytes = new byte[size()];
    payload().get(bytes);
    return bytes;
  }

  /** Whether it is neither ping nor pong. */
  boolean isMessage() {
    return kind == Kind.TEXT || kind == Kind.BINARY;
  }

  /** Bytes of payload. */
  public int size() {
    return payload.remaining();
  }
}
