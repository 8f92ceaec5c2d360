package dev.logtail.view.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jline.nativ.CLibrary;

/**
 * Linux's settings, kept bit by bit. JLine, when it sets them, forgets the line's speed and leaves
 * its line discipline to chance; both would stay behind in the user's terminal.
 *
 * <pre>
 *   struct termios   int  iflag, oflag, cflag, lflag
 *                    byte line, cc[19]
 * </pre>
 */
final class LinuxMode implements TerminalMode {
  private static final long GET = 0x5401;
  private static final long SET_AFTER_OUTPUT = 0x5403;
  private static final int INTS = 9;

  private static final int INPUT = 0;
  private static final int LOCAL = 3;
  private static final int CONTROL_BYTES = 17;
  private static final int TIME = 5;
  private static final int MINIMUM = 6;

  /** INLCR, ICRNL, IXON. */
  private static final int COOKED_INPUT = 0x40 | 0x100 | 0x400;

  /** ICANON, ECHO, IEXTEN. */
  private static final int COOKED_LOCAL = 0x2 | 0x8 | 0x8000;

  private static final int ECHO = 0x8;

  private final int[] found;

  LinuxMode(int[] found) {
    this.found = found.clone();
  }

  /** The settings of this moment; empty where this is not the way to read them. */
  static int[] read() {
    int[] settings = new int[INTS];
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    return linux && CLibrary.ioctl(STANDARD_INPUT, GET, settings) == 0 ? settings : new int[0];
  }

  /** Reads come back after a tenth of a second, if need be with nothing. */
  static int[] rawed(int[] settings) {
    ByteBuffer raw = ByteBuffer.allocate(INTS * Integer.BYTES).order(ByteOrder.nativeOrder());
    raw.asIntBuffer().put(settings);
    raw.putInt(INPUT * Integer.BYTES, settings[INPUT] & ~COOKED_INPUT);
    raw.putInt(LOCAL * Integer.BYTES, settings[LOCAL] & ~COOKED_LOCAL);
    raw.put(CONTROL_BYTES + MINIMUM, (byte) 0);
    raw.put(CONTROL_BYTES + TIME, (byte) 1);
    int[] ints = new int[INTS];
    raw.asIntBuffer().get(ints);
    return ints;
  }

  @Override
  public void raw() throws IOException {
    if (CLibrary.ioctl(STANDARD_INPUT, SET_AFTER_OUTPUT, rawed(found)) != 0) {
      throw new IOException("the terminal cannot be put into raw mode");
    }
  }

  /** Lines are edited as usual, and nothing that is typed shows. */
  void unseen() throws IOException {
    int[] silent = found.clone();
    silent[LOCAL] &= ~ECHO;
    if (CLibrary.ioctl(STANDARD_INPUT, SET_AFTER_OUTPUT, silent) != 0) {
      throw new IOException("the terminal goes on showing what is typed");
    }
  }

  /** Fails only where there is no terminal any more, and then it does not matter. */
  @Override
  public void restore() {
    CLibrary.ioctl(STANDARD_INPUT, SET_AFTER_OUTPUT, found.clone());
  }
}
