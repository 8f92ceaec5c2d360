package dev.logtail.view.tui;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.AltAndCharacterPattern;
import com.googlecode.lanterna.input.BasicCharacterPattern;
import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.CtrlAltAndCharacterPattern;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.terminal.ScreenSize;
import dev.logtail.view.terminal.TerminalSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Lanterna's sequences and keys over the session's terminal. Writes graphemes whole, knows the size
 * without asking the terminal, and leaves raw mode and restoring to the session.
 */
final class LanternaTerminal extends ANSITerminal {
  /** Lanterna knows no dim text; of the modifiers that no theme uses, this one stands for it. */
  static final SGR DIM = SGR.FRAKTUR;

  private static final String RESET_WEIGHT = "\033[22m";

  private final TerminalSession session;
  private final GraphemeTokens tokens;

  /** Where Lanterna takes the cursor to be. View thread only. */
  private int cursorColumn;

  private int cursorRow;

  /** Bold and dim as far as they are on: one sequence ends both. View thread only. */
  private final Set<SGR> weights = EnumSet.noneOf(SGR.class);

  LanternaTerminal(TerminalSession session, GraphemeTokens tokens) {
    super(session.input(), session.output(), StandardCharsets.UTF_8);
    this.session = session;
    this.tokens = tokens;
    getInputDecoder()
        .addProfile(() -> List.of(new BasicCharacterPattern(new KeyStroke(KeyType.Enter), '\r')));
    getInputDecoder().getPatterns().stream()
        .filter(LanternaTerminal::isAlt)
        .forEach(getInputDecoder()::removePattern);
  }

  /** No key is bound to Alt: Esc and a letter in quick succession are just these two. */
  private static boolean isAlt(CharacterPattern pattern) {
    return pattern instanceof AltAndCharacterPattern
        || pattern instanceof CtrlAltAndCharacterPattern;
  }

  @Override
  protected TerminalSize findTerminalSize() {
    ScreenSize size = session.size();
    return new TerminalSize(size.columns(), size.rows());
  }

  @Override
  public void enterPrivateMode() throws IOException {
    session.enterScreen();
  }

  @Override
  public void exitPrivateMode() throws IOException {
    session.leaveScreen();
  }

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
