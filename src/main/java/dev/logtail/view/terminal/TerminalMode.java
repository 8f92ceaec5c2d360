package dev.logtail.view.terminal;

import java.io.IOException;
import org.jline.nativ.CLibrary;
import org.jline.terminal.Terminal;

/** The settings of the terminal on standard input: those that {@code stty -a} shows. */
interface TerminalMode {
  int STANDARD_INPUT = 0;

  /** Keys come one by one and unseen; Ctrl-C and Ctrl-Z are still signals. */
  void raw() throws IOException;

  /** Puts all settings back as they were found. */
  void restore();

  /** Remembers the settings of this moment. */
  static TerminalMode of(Terminal terminal) throws IOException {
    int[] found = LinuxMode.read();
    return found.length > 0 ? new LinuxMode(found) : new NamedMode(terminal);
  }

  /** By the names that JLine has for settings: right wherever it has names for all of them. */
  final class NamedMode implements TerminalMode {
    private final Terminal terminal;
    private final CLibrary.Termios found = new CLibrary.Termios();

    private NamedMode(Terminal terminal) throws IOException {
      this.terminal = terminal;
      if (CLibrary.tcgetattr(STANDARD_INPUT, found) != 0) {
        throw new IOException("the terminal's settings cannot be read");
      }
    }

    @Override
    public void raw() {
      terminal.enterRawMode();
    }

    /** Fails only where there is no terminal any more, and then it does not matter. */
    @Override
    public void restore() {
      CLibrary.tcsetattr(STANDARD_INPUT, CLibrary.TCSADRAIN, found);
    }
  }
}
