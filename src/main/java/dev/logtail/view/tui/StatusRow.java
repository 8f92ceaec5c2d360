package dev.logtail.view.tui;

import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.tui.Mode.ChoosingWorker;
import dev.logtail.view.tui.Mode.Inspecting;
import dev.logtail.view.tui.Mode.Reading;
import dev.logtail.view.tui.Mode.Travelling;
import dev.logtail.view.tui.Mode.Typing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The last row: the prompt, what is going on, and what can be done about it. */
final class StatusRow {
  private final ConsoleLook look;

  StatusRow(ConsoleLook look) {
    this.look = look;
  }

  void draw(Canvas canvas, Area area, ConsoleState state, Scene scene) {
    Canvas.Pen left = canvas.pen(area, 0, 1);
    if (state.mode() instanceof Typing typing) {
      prompt(canvas, area, left, typing);
    } else {
      left.text(left(state, scene));
    }
    int room = area.columns() - left.column() - 2;
    for (String hint : List.of(hint(state, scene.log()), "? help  q quit", "")) {
      StyledText right = right(state, scene.log(), hint);
      int columns = CellWidth.of(right.plain());
      if (columns <= room) {
        canvas.pen(area, 0, area.columns() - columns - 1).text(right);
        return;
      }
    }
  }

  private void prompt(Canvas canvas, Area area, Canvas.Pen pen, Typing typing) {
    String question =
        switch (typing.question()) {
          case SEARCH -> "/";
          case FILTER -> "&";
          case EXPORT -> "export " + typing.scope().words() + " to: ";
          case COMMAND -> ":";
        };
    pen.text(question, look.theme().of(Part.TITLE));
    String text = look.safe(typing.text());
    int before = CellWidth.of(look.safe(typing.line().before()));
    int room = pen.left() - 2;
    int hidden = Math.max(0, before - room);
    int start = pen.column();
    Area above = new Area(area.top() - 1, area.left(), 1, area.columns());
    new PromptNote(look).draw(canvas, above, start - hidden, typing);
    pen.skip(hidden).text(text, look.theme().of(Part.STATUS));
    canvas.showCursor(area.top(), start + before - hidden);
  }

  private StyledText left(ConsoleState state, Scene scene) {
    Style status = look.theme().of(Part.STATUS);
    if (!state.message().isEmpty()) {
      return StyledText.of(look.safe(state.message()), look.theme().of(Part.TITLE));
    }
    if (state.mode() instanceof ChoosingWorker) {
      return StyledText.of(new WorkerPane(look).chosen(state, scene), status);
    }
    if (state.search().isPresent()) {
      String typed = look.safe(state.search().get().typed());
      return StyledText.of("/" + typed + "  " + standing(state, scene.log()), status);
    }
    Optional<Trouble> trouble = Trouble.of(scene);
    if (trouble.isPresent()) {
      return StyledText.of(look.safe(trouble.get().line()), look.theme().of(Part.TROUBLE));
    }
    return StyledText.of(amounts(state, scene), look.theme().of(Part.HINT));
  }

  /** For example {@code 7 of 31}, {@code 31+} while there may be more. */
  private static String standing(ConsoleState state, LogView log) {
    long count = log.matches().count();
    String total = Figures.count(count) + (log.examined() ? "" : "+");
    OptionalLong current = state.selected();
    if (count == 0 && log.examined()) {
      return "no match";
    }
    boolean onMatch =
        current.isPresent() && log.matches().atOrAfter(current.getAsLong()).equals(current);
    return onMatch
        ? Figures.count(log.matches().countBefore(current.getAsLong()) + 1) + " of " + total
        : total + (count == 1 ? " match" : " matches");
  }

  private static String amounts(ConsoleState state, Scene scene) {
    ConsoleFigures figures = scene.figures();
    LogView log = scene.log();
    String held = Figures.count(log.held().size()) + " held";
    String some =
        state.filters().isNone()
            ? held
            : Figures.count(log.shown().count()) + (log.examined() ? "" : "+") + " of " + held;
    return some
        + " · "
        + Figures.bytes(figures.bytesHeld())
        + " of "
        + Figures.bytes(figures.bytesCap());
  }

  private StyledText right(ConsoleState state, LogView log, String hint) {
    StyledText.Builder text = new StyledText.Builder();
    long unseen = log.countFrom(state.seen());
    if (unseen > 0 && (!state.isFollowing() || state.display().isFrozen())) {
      text.append("▼ " + Figures.count(unseen) + " new", look.theme().of(Part.TITLE));
      text.append("  ", Style.PLAIN);
    }
    return text.append(hint, look.theme().of(Part.HINT)).build();
  }

  private static String hint(ConsoleState state, LogView log) {
    if (state.mode() instanceof Typing typing) {
      return switch (typing.question()) {
        case SEARCH ->
            (state.search().isPresent() ? standing(state, log) + "  " : "")
                + "Enter keeps  Esc drops";
        case FILTER -> "text, level>=ERROR, !text hides  Tab  Enter  Esc";
        case EXPORT -> ".ndjson .json .csv .log  Tab: what";
        case COMMAND -> "Tab completes  Enter does it  Esc drops";
      };
    }
    if (state.mode() instanceof ChoosingWorker) {
      return "Enter on/off  r reconnect  Esc back";
    }
    if (state.mode() instanceof Reading) {
      return "↓ ↑ scroll  Esc back";
    }
    if (state.mode() instanceof Travelling) {
      return "← → in time  ↓ ↑ records  Esc back";
    }
    if (state.mode() instanceof Inspecting) {
      return "↓ ↑ scroll  Enter closes  Esc back";
    }
    if (state.display().isFrozen()) {
      return "P goes on  ? help  q quit";
    }
    return state.isFollowing()
        ? "? help  / search  & filter  s export  q quit"
        : "F follow  ? help  / search  & filter  q quit";
  }
}
