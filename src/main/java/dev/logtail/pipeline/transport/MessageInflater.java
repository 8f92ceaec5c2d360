package dev.logtail.pipeline.transport;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the messages of one connection, a part at a time, and never makes more of a message than
 * is allowed: a bomb ends while it inflates. Not safe for use by many threads.
 *
 * <pre>
 *   message   = deflate data, cut off before its last 00 00 FF FF
 *   data      = block*       a block with BFINAL set ends a stream; more data begins a new one
 * </pre>
 */
final class MessageInflater {
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
  private static final int MIN_ROOM = 1 << 9;
  private static final int LIKELY_RATIO = 4;

  private final int maxMessage;
  private final boolean keepsContext;
  private final Inflater inflater = new Inflater(true);

  /** Of the message under way: what came, what it became, and whether a stream just ended. */
  private long received;

  private int inflated;
  private boolean streamEnded;

  /**
   * @param maxMessage bytes of an inflated message; more is a breach
   * @param keepsContext a message may refer to what earlier ones held
   */
  MessageInflater(int maxMessage, boolean keepsContext) {
    this.maxMessage = maxMessage;
    this.keepsContext = keepsContext;
  }

  /**
   * What the next part of a message holds.
   *
   * @param last the message ends with this part
   * @throws Breach for data that is corrupt or inflates to too much; there is no going on then
   */
  byte[] inflate(byte[] part, boolean last) throws Breach {
    received += part.length;
    byte[] out = run(part, new byte[0]);
    if (last) {
      if (received > 0 && !streamEnded) {
        out = run(TAIL, out);
      }
      endMessage();
    }
    return out;
  }

  private void endMessage() {
    if (!keepsContext && received > 0) {
      inflater.reset();
    }
    received = 0;
    inflated = 0;
    streamEnded = false;
  }

  /** Inflates {@code input} and returns {@code before} and the output behind it. */
  private byte[] run(byte[] input, byte[] before) throws Breach {
    byte[] out = Arrays.copyOf(before, before.length + firstRoom(input.length));
    int filled = before.length;
    inflater.setInput(input);
    streamEnded &= input.length == 0;
    while (true) {
      int made = next(out, filled);
      filled += made;
      inflated += made;
      if (inflated > maxMessage) {
        throw new Breach(
            Breach.TOO_BIG, "a message inflates to more than " + maxMessage + " bytes");
      }
      if (filled == out.length) {
        out = Arrays.copyOf(out, grown(out.length));
      } else if (made == 0 && !beginNextStream(input)) {
        return filled == out.length ? out : Arrays.copyOf(out, filled);
      }
    }
  }

  private int next(byte[] out, int filled) throws Breach {
    try {
      return inflater.inflate(out, filled, out.length - filled);
    } catch (DataFormatException e) {
      String how = String.valueOf(e.getMessage());
      throw new Breach(
          Breach.BAD_DATA, Obstacle.Kind.CORRUPT, how, "compressed data is corrupt (" + how + ")");
    }
  }

  /** A stream may end in the middle of the input: the rest belongs to another one. */
  private boolean beginNextStream(byte[] input) {
    if (!inflater.finished()) {
      return false;
    }
    int rest = inflater.getRemaining();
    inflater.reset();
    inflater.setInput(input, input.length - rest, rest);
    streamEnded = rest == 0;
    return rest > 0;
  }

  private int firstRoom(int compressed) {
    return Math.min(Math.max(MIN_ROOM, LIKELY_RATIO * compressed), leftToMake());
  }

  private int grown(int size) {
    return size + Math.min(Math.max(MIN_ROOM, size), leftToMake());
  }

  /** One more than allowed, so that too much is seen. */
  private int leftToMake() {
    return maxMessage - inflated + 1;
  }

  /** Frees what the inflater holds outside the heap. */
  void end() {
    inflater.end();
  }
}
