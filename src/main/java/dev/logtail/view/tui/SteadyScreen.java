package dev.logtail.view.tui;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.graphics.Scrollable;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.ScreenBuffer;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import java.io.IOException;

/**
 * Lanterna's screen, with what stands to the right of a grapheme of doubtful width drawn anew each
 * time that the grapheme is: a terminal that draws it wider has painted over that.
 *
 * <pre>
 *   wanted      |👨‍👩‍👧   |a|b|c|
 *   some paint  |👨|👩|👧|c|            so a and b are written once more
 * </pre>
 *
 * One thread.
 */
final class SteadyScreen extends TerminalScreen {
  /** A cell that looks like nothing that is ever drawn. */
  private static final TextCharacter UNKNOWN =
      TextCharacter.fromCharacter(' ')[0].withModifier(SGR.BLINK);

  private final GraphemeTokens tokens;

  SteadyScreen(Terminal terminal, GraphemeTokens tokens) throws IOException {
    super(terminal);
    this.tokens = tokens;
    setCursorPosition(null);
  }

  /**
   * Scrolls rows on the terminal, if it can, at once: the next refresh draws what is different
   * then.
   */
  void scrollNow(int first, int last, int distance) throws IOException {
    if (getTerminal() instanceof Scrollable scrollable) {
      scrollable.scrollLines(first, last, distance);
      getFrontBuffer().scrollLines(first, last, distance);
    }
  }

  /**
   * Draws what is different.
   *
   * @param whole whether nothing that the terminal shows can be relied on
   */
  void refresh(boolean whole) throws IOException {
    if (whole) {
      getTerminal().resetColorAndSGR();
      getTerminal().clearScreen();
      getFrontBuffer().setAll(DEFAULT_CHARACTER);
    }
    distrustNeighbours();
    refresh(Screen.RefreshType.DELTA);
  }

  private void distrustNeighbours() {
    ScreenBuffer wanted = getBackBuffer();
    ScreenBuffer shown = getFrontBuffer();
    int columns = wanted.getSize().getColumns();
    for (int row = 0; row < wanted.getSize().getRows(); row++) {
      int distrusted = 0;
      for (int column = 0; column < columns; column++) {
        if (column < distrusted) {
          shown.setCharacterAt(column, row, UNKNOWN);
        }
        TextCharacter character = wanted.getCharacterAt(column, row);
        char token = character.getCharacterString().charAt(0);
        if (tokens.isDoubtful(token) && !character.equals(shown.getCharacterAt(column, row))) {
          distrusted = Math.max(distrusted, column + tokens.mostCells(token));
        }
      }
    }
  }
}
