package dev.logtail.pipeline.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a WebSocket carries: a whole message, or one control frame. */
public sealed interface Frame {
  /** The payload's length in bytes, as the sender meant it: before any compression. */
  int size();

  /** The field's word for it: text, binary, ping, pong, close. */
  String opcode();

  /**
   * A message of text.
   *
   * @param size bytes in UTF-8
   */
  record Text(String text, int size) implements Frame {
    public Text(String text) {
      this(text, bytes(text));
    }

    /** Counted without making the bytes: a flood of messages is counted, too. */
    private static int bytes(String text) {
      int size = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (pair) {
          size += 4;
          i++;
        } else {
          size += c < 0x80 || Character.isSurrogate(c) ? 1 : c < 0x800 ? 2 : 3;
        }
      }
      return size;
    }

    @Override
    public String opcode() {
      return "text";
    }
  }

  /** A message of bytes. */
  record Binary(Bytes payload) implements Frame {
    @Override
    public int size() {
      return payload.length();
    }

    @Override
    public String opcode() {
      return "binary";
    }
  }

  /** Asks for a sign of life. */
  record Ping(Bytes payload) implements Frame {
    @Override
    public int size() {
      return payload.length();
    }

    @Override
    public String opcode() {
      return "ping";
    }
  }

  /** The answer to a ping, or a sign of life that nobody asked for. */
  record Pong(Bytes payload) implements Frame {
    @Override
    public int size() {
      return payload.length();
    }

    @Override
    public String opcode() {
      return "pong";
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

    private static final int LONGEST_REASON = 123;

    /**
     * Itself.
     *
     * @throws IllegalArgumentException where it must not be sent
     */
    public Close legal() {
      if (!CloseCodes.mayBeSent(code)) {
        throw new IllegalArgumentException(
            "the close code "
                + code
                + " may not be sent; try 1000 to 1003, 1007 to 1014 or 3000 to 4999");
      }
      if (reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
        throw new IllegalArgumentException("a close reason has at most 123 bytes");
      }
      return this;
    }

    @Override
    public int size() {
      return code == NO_CODE ? 0 : Short.BYTES + reason.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String opcode() {
      return "close";
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
