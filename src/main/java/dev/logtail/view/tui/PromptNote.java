package dev.logtail.view.tui;

import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.tui.Mode.Typing;
import dev.logtail.view.tui.Mode.Typing.Trouble;
import java.util.List;

/**
 * The row above a prompt, where there is something to say: what is wrong, with an arrow down to its
 * place, or what the word could become.
 *
 * <pre>
 *                 ▼ a level is due here, such as WARNING
 *   &amp;level &gt;= loud
 * </pre>
 */
final class PromptNote {
  private final ConsoleLook look;

  PromptNote(ConsoleLook look) {
    this.look = look;
  }

  /**
   * @param row the one above the prompt
   * @param column where the prompt's line begins
   */
  void draw(Canvas canvas, Area row, int column, Typing typing) {
    if (typing.trouble().isPresent()) {
      trouble(canvas, row, column, typing);
    } else if (typing.offer().isPresent() && typing.offer().get().candidates().size() > 1) {
      offer(canvas, row, typing.offer().get());
    }
  }

  private void trouble(Canvas canvas, Area row, int column, Typing typing) {
    Trouble trouble = typing.trouble().get();
    String message = look.safe(trouble.message());
    int place = column + CellWidth.of(look.safe(typing.text().substring(0, trouble.before())));
    int most = row.columns() - 2;
    int arrow = Math.max(1, Math.min(most, place));
    Style style = look.theme().of(Part.TROUBLE);
    canvas.fill(row, 0, Style.PLAIN);
    int behind = CellWidth.of(message) + 2;
    if (arrow + behind <= most) {
      canvas.pen(row, 0, arrow).text("▼ " + message, style);
    } else {
      int start = Math.max(1, arrow - behind + 1);
      canvas.pen(row, 0, start).text(CellWidth.cut(message, most - 2) + " ▼", style);
    }
  }

  private void offer(Canvas canvas, Area row, Completion offer) {
    canvas.fill(row, 0, Style.PLAIN);
    Canvas.Pen pen = canvas.pen(row, 0, 1);
    List<String> candidates = offer.candidates();
    int first = Math.max(0, offer.chosen() - 2);
    for (int i = first; i < candidates.size() && pen.left() > 0; i++) {
      Part part = i == offer.chosen() ? Part.SELECTION : Part.STATUS;
      pen.text(look.safe(candidates.get(i)), look.theme().of(part)).text("  ", Style.PLAIN);
    }
  }
}
