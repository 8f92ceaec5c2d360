package dev.logtail.view.tui;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.terminal.ScreenSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lanterna's sequences on a terminal that somebody else has opened, reads keys from and restores.
 * Writes graphemes whole, and knows the size without asking the terminal.
 */
abstract class LanternaTerminal extends ANSITerminal {
  /** Lanterna knows no dim text; of the modifiers that no theme uses, this one stands for it. */
  static final SGR DIM = SGR.FRAKTUR;

  private static final String RESET_WEIGHT = "\033[22m";

  private final GraphemeTokens tokens;
  private final Supplier<ScreenSize> size;

  /** Where Lanterna takes the cursor to be. View thread only. */
  private int cursorColumn;

  private int cursorRow;

  /** Bold and dim as far as they are on: one sequence ends both. View thread only. */
  private final Set<SGR> weights = EnumSet.noneOf(SGR.class);

  LanternaTerminal(GraphemeTokens tokens, OutputStream output, Supplier<ScreenSize> size) {
    super(InputStream.nullInputStream(), output, StandardCharsets.UTF_8);
    this.tokens = tokens;
    this.size = size;
  }

  @Override
  protected TerminalSize findTerminalSize() {
    ScreenSize now = size.get();
    return new TerminalSize(now.columns(), now.rows());
  }

  /** Takes the terminal's screen over. */
  @Override
  public abstract void enterPrivateMode() throws IOException;

  /** Gives the terminal's screen back. */
  @Override
  public abstract void exitPrivateMode() throws IOException;

  @Override
  public void setCursorPosition(int column, int row) throws IOException {
    cursorColumn = column;
    cursorRow = row;
    super.setCursorPosition(column, row);
  }

  /**
   * Writes one cell. Terminals disagree about how wide some graphemes are: around those the cells
   * are blanked first and the cursor is put right afterwards, so that columns stay straight.
   */
  @Override
  public void putCharacter(char c) throws IOException {
    String grapheme = tokens.decode(c);
    if (!tokens.isDoubtful(c)) {
      write(grapheme);
      cursorColumn++;
      return;
    }
    int start = cursorColumn;
    int width = CellWidth.of(grapheme);
    write(" ".repeat(width));
    super.setCursorPosition(start, cursorRow);
    write(grapheme);
    super.setCursorPosition(start + width, cursorRow);
    cursorColumn = start + 1;
  }

  @Override
  public void putString(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      putCharacter(text.charAt(i));
    }
  }

  @Override
  public void enableSGR(SGR sgr) throws IOException {
    if (sgr == SGR.BOLD || sgr == DIM) {
      weights.add(sgr);
    }
    if (sgr == DIM) {
      write("\033[2m");
    } else {
      super.enableSGR(sgr);
    }
  }

  @Override
  public void disableSGR(SGR sgr) throws IOException {
    if (sgr != SGR.BOLD && sgr != DIM) {
      super.disableSGR(sgr);
      return;
    }
    weights.remove(sgr);
    write(RESET_WEIGHT);
    for (SGR other : List.copyOf(weights)) {
      enableSGR(other);
    }
  }

  @Override
  public void resetColorAndSGR() throws IOException {
    weights.clear();
    super.resetColorAndSGR();
  }

  /** Terminals fill the lines that come in with the background of the moment. */
  @Override
  public void scrollLines(int firstLine, int lastLine, int distance) throws IOException {
    resetColorAndSGR();
    super.scrollLines(firstLine, lastLine, distance);
  }

  private void write(String text) throws IOException {
    writeToTerminal(text.getBytes(StandardCharsets.UTF_8));
  }
}
