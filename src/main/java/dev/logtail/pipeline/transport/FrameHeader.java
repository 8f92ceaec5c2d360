package dev.logtail.pipeline.transport;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The first bytes of a WebSocket frame, before anything of its payload is needed.
 *
 * <pre>
 *   byte 0   FIN RSV1 RSV2 RSV3 opcode(4)
 *   byte 1   MASK length(7)         126: two more bytes tell, 127: eight
 *   then     0, 2 or 8 bytes of length, and a mask of 4 bytes that no server may send
 * </pre>
 *
 * @param rsv the three reserved bits, RSV1 the highest
 * @param length bytes of payload; negative when the top bit is set
 * @param size bytes of this header, without the mask
 */
record FrameHeader(boolean fin, int rsv, int opcode, boolean masked, long length, int size) {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int RSV1 = 4;

  private static final int SHORT = 2;
  private static final int MASK = 4;
  private static final int MIDDLE = 4;
  private static final int LONG = 10;
  private static final int MAX_SHORT = 125;
  private static final int MAX_MIDDLE = 0xFFFF;

  /** The header at {@code in}'s position, which stays; empty while bytes are missing. */
  static Optional<FrameHeader> at(ByteBuffer in) {
    int size = in.remaining() < SHORT ? LONG : size(in.get(in.position() + 1) & 0x7F);
    return in.remaining() < size ? Optional.empty() : Optional.of(read(in, in.position(), size));
  }

  private static int size(int lengthCode) {
    return lengthCode <= MAX_SHORT ? SHORT : lengthCode == MAX_SHORT + 1 ? MIDDLE : LONG;
  }

  private static FrameHeader read(ByteBuffer in, int at, int size) {
    int first = in.get(at) & 0xFF;
    int second = in.get(at + 1) & 0xFF;
    long length =
        switch (size) {
          case MIDDLE -> in.getShort(at + 2) & MAX_MIDDLE;
          case LONG -> in.getLong(at + 2);
          default -> second & 0x7F;
        };
    return new FrameHeader(
        (first & 0x80) != 0, (first >> 4) & 7, first & 0x0F, (second & 0x80) != 0, length, size);
  }

  boolean isControl() {
    return opcode >= CLOSE;
  }

  /** A whole message. */
  boolean isMessage() {
    return fin && !isControl() && opcode != CONTINUATION;
  }

  boolean isReserved() {
    return (opcode > 2 && opcode < CLOSE) || opcode > 10;
  }

  /** Written in as few bytes as its length needs. */
  boolean isShortest() {
    return switch (size) {
      case MIDDLE -> length > MAX_SHORT;
      case LONG -> length > MAX_MIDDLE;
      default -> true;
    };
  }

  /** Bytes of header and payload; what a legal frame takes. */
  long total() {
    return size + length;
  }

  /** The payload of the small frame in {@code frame}, which a client has masked. */
  static byte[] unmasked(ByteBuffer frame) {
    int mask = frame.position() + SHORT;
    byte[] payload = new byte[frame.get(frame.position() + 1) & 0x7F];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (frame.get(mask + MASK + i) ^ frame.get(mask + i % MASK));
    }
    return payload;
  }

  /**
   * A header for a part of this frame's payload, as if the server had sent it in fragments.
   *
   * @param first the part is the payload's beginning
   * @param last the part is its end
   * @param bytes of the part, at most 65535
   */
  ByteBuffer ofPart(boolean first, boolean last, int bytes) {
    int bits = (last && fin ? 0x80 : 0) | (first ? rsv << 4 | opcode : 0);
    ByteBuffer header = ByteBuffer.allocate(MIDDLE).put((byte) bits);
    return bytes <= MAX_SHORT
        ? header.put((byte) bytes).flip()
        : header.put((byte) (MAX_SHORT + 1)).putShort((short) bytes).flip();
  }
}
