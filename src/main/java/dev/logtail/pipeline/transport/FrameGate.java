package dev.logtail.pipeline.transport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the network and Tyrus: lets legal frames through and nothing else, each judged by
 * its header before its payload is waited for.
 *
 * <p>What is a message as it stands, in one small frame, goes past Tyrus, which takes several times
 * as long for it. Tyrus gets the rest in whole frames. A large one is handed on in parts, as if the
 * server had sent fragments, so nobody holds it twice and no announced length makes anybody
 * allocate.
 *
 * <pre>
 *   in      [81 05 hello][01 03 one][80 03 two][82 7F …1 MB…                 ]
 *   told     hello
 *   passed               [01 03 one][80 03 two]   [02 7E 8 KB][00 7E 8 KB] … [80 7E rest]
 * </pre>
 *
 * Not safe for use by many threads: only the thread that reads calls it.
 */
final class FrameGate {
  /** What comes out of the gate. Told in order. */
  interface Beyond {
    /** Bytes of legal frames; gone when this returns. */
    void pass(ByteBuffer frames);

    /**
     * A whole message that came in one small frame: little is left to do but to read it.
     *
     * @param payload backed by an array; gone when this returns
     */
    void message(FrameHeader header, ByteBuffer payload) throws Breach;

    /** The server closes; its frame follows. {@link #NO_CODE} when it names none. */
    void closing(int code, String reason);

    /** The server gave a sign of life that is no whole message. */
    void alive();

    /** The server's ping; its frame follows. {@code payload} is gone when this returns. */
    default void pinged(ByteBuffer payload) {
      alive();
    }

    /**
     * A message's last frame has been judged; the message follows.
     *
     * @param bytes of payload as they are sent
     * @param fragments frames of the message
     */
    default void counted(long bytes, int fragments) {}
  }

  static final int NO_CODE = 1005;

  /** More than this is handed on in parts; what waits in the buffer is never larger. */
  static final int WHOLE = 8 << 10;

  private static final int PART = WHOLE / 2;
  private static final int MAX_PART = 32 << 10;
  private static final int MAX_CONTROL = 125;
  private static final int MAX_EMPTY_FRAGMENTS = 10_000;

  private final int maxMessage;
  private final boolean mayCompress;
  private final Beyond beyond;

  private boolean closed;

  /** Of the message under way, if any. */
  private boolean insideMessage;

  private long messageBytes;
  private int fragments;
  private int emptyFragments;

  /** Of the large frame under way, if any. */
  private @Nullable FrameHeader large;

  private long left;

  /**
   * Of the frame that the input ended in, for whom it may concern: bytes there, bytes announced.
   */
  private long have;

  private long need;
  private int waiting;

  /**
   * @param maxMessage bytes of a message as it is sent
   * @param mayCompress permessage-deflate was agreed on
   */
  FrameGate(int maxMessage, boolean mayCompress, Beyond beyond) {
    this.maxMessage = maxMessage;
    this.mayCompress = mayCompress;
    this.beyond = beyond;
  }

  /**
   * Takes what it can from {@code in}; what is left is the beginning of a frame, at most {@link
   * #WHOLE} bytes.
   *
   * @throws Breach at the first frame that must not be; those before it have been passed
   */
  void take(ByteBuffer in) throws Breach {
    int start = in.position();
    while (!closed) {
      if (large != null) {
        if (!takePart(large, in)) {
          break;
        }
        start = in.position();
      } else {
        Optional<FrameHeader> header = FrameHeader.at(in);
        need = header.map(FrameHeader::length).orElse(0L);
        have = Math.max(0, in.remaining() - header.map(FrameHeader::size).orElse(in.remaining()));
        if (header.isEmpty()) {
          break;
        }
        start = judge(header.get(), in, start);
        if (header.get().opcode() == FrameHeader.PING && isWhole(header.get(), in)) {
          start = tellPing(header.get(), in, start);
        }
        if (large == null && isWhole(header.get(), in) && header.get().isMessage()) {
          start = tellMessage(header.get(), in, start);
        } else if (large == null && !takeWhole(header.get(), in, start)) {
          break;
        }
      }
    }
    waiting = in.remaining();
    if (closed) {
      in.position(in.limit());
    } else {
      pass(in, start);
    }
  }

  private int judge(FrameHeader header, ByteBuffer in, int start) throws Breach {
    try {
      check(header);
    } catch (Breach e) {
      pass(in, start);
      throw e;
    }
    if (header.total() <= WHOLE) {
      return start;
    }
    pass(in, start);
    in.position(in.position() + header.size());
    count(header);
    large = header;
    left = header.length();
    return in.position();
  }

  private void pass(ByteBuffer in, int start) {
    if (in.position() > start) {
      beyond.pass(in.duplicate().limit(in.position()).position(start));
    }
  }

  private static boolean isWhole(FrameHeader header, ByteBuffer in) {
    return in.remaining() >= header.total();
  }

  private boolean takeWhole(FrameHeader header, ByteBuffer in, int start) throws Breach {
    if (!isWhole(header, in)) {
      return false;
    }
    if (header.opcode() == FrameHeader.CLOSE) {
      pass(in, start);
      takeClose(header, in);
      return true;
    }
    in.position(in.position() + (int) header.total());
    if (!header.isControl()) {
      count(header);
    }
    return true;
  }

  /** What came before the ping is passed on first; returns where the ping begins. */
  private int tellPing(FrameHeader header, ByteBuffer in, int start) {
    pass(in, start);
    int payload = in.position() + header.size();
    beyond.pinged(in.duplicate().limit(payload + (int) header.length()).position(payload));
    return in.position();
  }

  /** What came before is passed on first; returns where the next frame begins. */
  private int tellMessage(FrameHeader header, ByteBuffer in, int start) throws Breach {
    pass(in, start);
    int payload = in.position() + header.size();
    int end = payload + (int) header.length();
    in.position(end);
    beyond.message(header, in.duplicate().limit(end).position(payload));
    return end;
  }

  private boolean takePart(FrameHeader header, ByteBuffer in) {
    int part = (int) Math.min(left, Math.min(MAX_PART, in.remaining()));
    have = header.length() - left + part;
    need = header.length();
    if (part < Math.min(left, PART)) {
      return false;
    }
    boolean first = left == header.length();
    left -= part;
    beyond.pass(header.ofPart(first, left == 0, part));
    beyond.pass(in.duplicate().limit(in.position() + part));
    beyond.alive();
    in.position(in.position() + part);
    if (left == 0) {
      large = null;
    }
    return true;
  }

  private void check(FrameHeader header) throws Breach {
    require(!header.masked(), "a masked frame from a server");
    if (header.isReserved()) {
      throw new Breach(Breach.PROTOCOL_ERROR, "the reserved opcode " + header.opcode());
    }
    boolean compressed = header.rsv() == FrameHeader.RSV1 && mayCompress && isFirst(header);
    require(header.rsv() == 0 || compressed, "a reserved bit that nothing was agreed on for");
    require(header.length() >= 0, "a length with its top bit set");
    require(header.isShortest(), "a length that is not in its shortest form");
    if (header.isControl()) {
      require(header.fin(), "a control frame in fragments");
      require(header.length() <= MAX_CONTROL, "a control frame of more than 125 bytes");
    } else {
      checkData(header);
    }
  }

  private void checkData(FrameHeader header) throws Breach {
    boolean continues = header.opcode() == FrameHeader.CONTINUATION;
    require(insideMessage || !continues, "a continuation of no message");
    require(!insideMessage || continues, "a new message inside another one");
    long bytes = insideMessage ? messageBytes : 0;
    if (header.length() > maxMessage - bytes) {
      throw new Breach(Breach.TOO_BIG, "a message is larger than " + maxMessage + " bytes");
    }
    if (header.length() == 0 && !header.fin() && emptyFragments >= MAX_EMPTY_FRAGMENTS) {
      throw new Breach(
          Breach.TOO_BIG, "a message has more than " + MAX_EMPTY_FRAGMENTS + " empty fragments");
    }
  }

  private static boolean isFirst(FrameHeader header) {
    return !header.isControl() && header.opcode() != FrameHeader.CONTINUATION;
  }

  private void count(FrameHeader header) {
    if (!insideMessage) {
      messageBytes = 0;
      fragments = 0;
      emptyFragments = 0;
    }
    fragments++;
    messageBytes += header.length();
    emptyFragments += header.length() == 0 ? 1 : 0;
    insideMessage = !header.fin();
    if (header.fin()) {
      beyond.counted(messageBytes, fragments);
    }
  }

  private void takeClose(FrameHeader header, ByteBuffer in) throws Breach {
    ByteBuffer payload = in.duplicate().position(in.position() + header.size());
    payload.limit(payload.position() + (int) header.length());
    int code = NO_CODE;
    String reason = "";
    if (header.length() > 0) {
      require(header.length() > 1, "a close frame of one byte");
      code = payload.getShort() & 0xFFFF;
      require(CloseCodes.mayBeSent(code), "the close code " + code);
      reason = utf8(payload);
    }
    closed = true;
    beyond.closing(code, reason);
    beyond.pass(in.duplicate().limit(payload.limit()));
  }

  private static String utf8(ByteBuffer bytes) throws Breach {
    try {
      int end = bytes.limit();
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
      bytes.position(end);
      return text;
    } catch (CharacterCodingException e) {
      throw new Breach(Breach.BAD_DATA, "a close reason that is not UTF-8");
    }
  }

  private static void require(boolean legal, String otherwise) throws Breach {
    if (!legal) {
      throw new Breach(Breach.PROTOCOL_ERROR, otherwise);
    }
  }

  /** Where the input stands, for a connection that ends here: "" between two messages. */
  String whereabouts() {
    if (need > 0) {
      return "in mid-message (" + have + " of " + need + " bytes)";
    }
    if (waiting > 0) {
      return "in a frame's header";
    }
    return insideMessage ? "in mid-message (" + messageBytes + " bytes and no end)" : "";
  }
}
