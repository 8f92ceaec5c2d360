package dev.logtail.view.terminal;

import java.util.Optional;
import org.jline.nativ.CLibrary;

/** How large the terminal is that standard output goes to, without taking it into possession. */
public final class WindowSize {
  private static final int STANDARD_OUTPUT = 1;

  private WindowSize() {}

  /** Its size at this moment; empty where it is no terminal, or does not tell. */
  public static Optional<ScreenSize> ofOutput() {
    try {
      CLibrary.WinSize size = new CLibrary.WinSize();
      boolean known =
          CLibrary.ioctl(STANDARD_OUTPUT, CLibrary.TIOCGWINSZ, size) == 0
              && size.ws_col > 0
              && size.ws_row > 0;
      return known ? Optional.of(new ScreenSize(size.ws_col, size.ws_row)) : Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.empty();
    }
  }
}
