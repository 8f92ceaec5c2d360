package dev.logtail.pipeline.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What a WebSocket carries: a whole message, or one control frame. */
public sealed interface Frame {
  /** The payload's length in bytes, as the sender meant it: before any compression. */
  int size();

  /** The field's word for it: text, binary, ping, pong, close. */
  default String opcode() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** A message of text. */
  record Text(String text) implements Frame {
    @Override
    public int size() {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /** A message of bytes. */
  record Binary(Bytes payload) implements Frame {
    @Override
    public int size() {
      return payload.length();
    }
  }

  /** Asks for a sign of life. */
  record Ping(Bytes payload) implements Frame {
    @Override
    public int size() {
      return payload.length();
    }
  }

  /** The answer to a ping, or a sign of life that nobody asked for. */
  record Pong(Bytes payload) implements Frame {
    @Override
    public int size() {
      return payload.length();
    }
  }

  /**
   * The end of what its sender has to say.
   *
   * @param code 1005 where it names none
   * @param reason foreign text
   */
  record Close(int code, String reason) implements Frame {
    /** Stands for a close that names no code. */
    public static final int NO_CODE = 1005;

    @Override
    public int size() {
      return code == NO_CODE ? 0 : Short.BYTES + reason.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /** Bytes as a value. */
  final class Bytes {
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    public static Bytes of(byte[] bytes) {
      return new Bytes(bytes.clone());
    }

    /** Those of {@code text} in UTF-8. */
    public static Bytes of(String text) {
      return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
      return bytes.length;
    }

    public byte[] toArray() {
      return bytes.clone();
    }

    /** As UTF-8; what is none is replaced. */
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return length() + " bytes";
    }
  }
}
