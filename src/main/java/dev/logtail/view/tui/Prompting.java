package dev.logtail.view.tui;

import dev.logtail.pipeline.filter.FilterCompletion;
import dev.logtail.pipeline.filter.FilterInput;
import dev.logtail.pipeline.filter.FilterParser;
import dev.logtail.pipeline.filter.FilterSyntaxException;
import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.ConsoleAction.Question;
import dev.logtail.view.tui.ConsoleReducer.Step;
import dev.logtail.view.tui.Mode.Typing;
import dev.logtail.view.tui.Mode.Typing.Trouble;
import java.util.List;
import java.util.Optional;

/** What typing at a prompt does: searches and filters take effect with every character. */
final class Prompting {
  private final ConsoleState state;
  private final Typing prompt;
  private final Scene scene;

  Prompting(ConsoleState state, Typing prompt, Scene scene) {
    this.state = state;
    this.prompt = prompt;
    this.scene = scene;
  }

  static ConsoleState ask(ConsoleState state, Question question) {
    String text =
        question == Question.FILTER
            ? state.filters().text().map(FilterInput::typed).orElse("")
            : "";
    ExportScope scope = state.filters().isNone() ? ExportScope.EVERYTHING : ExportScope.SHOWN;
    return state.withMode(Typing.of(question, text, scope, state));
  }

  Step answer(ConsoleAction action) {
    if (action instanceof ConsoleAction.Accept) {
      return accept();
    }
    if (action instanceof ConsoleAction.OfferFiles files) {
      return Step.to(offered(files));
    }
    boolean several = prompt.offer().filter(o -> o.candidates().size() > 1).isPresent();
    Optional<String> file =
        prompt.question() == Question.COMMAND && !several
            ? TypedCommands.fileIn(prompt.line().before())
            : Optional.empty();
    return action instanceof ConsoleAction.Complete && file.isPresent()
        ? Step.to(state, new ConsoleEffect.FindFiles(file.get()))
        : Step.to(edited(action));
  }

  /** Nothing, if something else is typed by now. */
  private ConsoleState offered(ConsoleAction.OfferFiles files) {
    String before = prompt.line().before();
    boolean asked =
        prompt.question() == Question.COMMAND
            && TypedCommands.fileIn(before).equals(Optional.of(files.begun()));
    if (!asked || files.names().isEmpty()) {
      return state;
    }
    int start = before.length() - files.begun().length();
    return typed(prompt.withOffer(Completion.first(prompt.line(), start, files.names())));
  }

  private ConsoleState edited(ConsoleAction action) {
    if (action instanceof ConsoleAction.Type type) {
      return typed(prompt.withLine(prompt.line().insert(type.text())));
    }
    if (action instanceof ConsoleAction.Erase erase) {
      boolean leaves =
          prompt.text().isEmpty() && erase.stretch() == ConsoleAction.Stretch.CHARACTER;
      return leaves ? back() : typed(prompt.withLine(prompt.line().erase(erase.stretch())));
    }
    if (action instanceof ConsoleAction.Move move) {
      return moved(move.motion());
    }
    if (action instanceof ConsoleAction.Complete) {
      return prompt.question() == Question.EXPORT ? nextScope() : completed();
    }
    return action instanceof ConsoleAction.Back ? back() : state;
  }

  private ConsoleState moved(Motion motion) {
    return switch (motion) {
      case LINE_UP -> recalled(prompt.recalled() + 1);
      case LINE_DOWN -> recalled(prompt.recalled() - 1);
      default -> state.withMode(prompt.withLine(prompt.line().moved(motion)));
    };
  }

  /** The line that was entered so many lines ago. */
  private ConsoleState recalled(int steps) {
    List<String> entered = state.history().of(prompt.question());
    if (steps < 0 || steps > entered.size()) {
      return state.withMessage(steps < 0 ? "" : "nothing older was entered here");
    }
    return typed(prompt.withRecalled(steps, steps == 0 ? "" : entered.get(steps - 1)));
  }

  private ConsoleState nextScope() {
    ExportScope next = prompt.scope().next(!state.filters().isNone(), !state.bookmarks().isEmpty());
    return state.withMode(prompt.withScope(next));
  }

  private ConsoleState completed() {
    Optional<Completion> several = prompt.offer().filter(o -> o.candidates().size() > 1);
    if (several.isPresent()) {
      return typed(prompt.withOffer(several.get().next()));
    }
    Optional<Completion> offer =
        switch (prompt.question()) {
          case COMMAND -> TypedCommands.complete(prompt.line(), scene);
          case FILTER -> filterWords(prompt.line(), 0, scene);
          case SEARCH, EXPORT -> Optional.empty();
        };
    return offer.isPresent() ? typed(prompt.withOffer(offer.get())) : state;
  }

  /** What the word at the cursor could become in a filter that begins at {@code start}. */
  static Optional<Completion> filterWords(LineEdit line, int start, Scene scene) {
    List<String> workers =
        scene.workers().stream().map(row -> row.status().worker().value()).toList();
    FilterCompletion words = FilterCompletion.candidates(line.before().substring(start), workers);
    return words.candidates().isEmpty()
        ? Optional.empty()
        : Optional.of(Completion.first(line, start + words.start(), words.candidates()));
  }

  private ConsoleState typed(Typing edited) {
    String text = edited.text();
    ConsoleState typing = state.withMode(edited).withMessage("");
    try {
      return switch (edited.question()) {
        case EXPORT, COMMAND -> typing;
        case SEARCH -> typing.withPosition(prompt.before().position()).withSearch(search(text));
        case FILTER -> filtered(typing, text, scene);
      };
    } catch (FilterSyntaxException e) {
      int before = text.offsetByCodePoints(0, Math.min(e.column() - 1, points(text)));
      return typing
          .withFilters(prompt.before().filters())
          .withMode(edited.withTrouble(new Trouble(before, message(e))));
    } catch (IllegalArgumentException e) {
      return typing.withMode(edited.withTrouble(new Trouble(0, message(e))));
    }
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  static Optional<TextQuery> search(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(TextQuery.search(text));
  }

  /** Shows what {@code text} asks for; everything when it is empty. */
  static ConsoleState filtered(ConsoleState state, String text, Scene scene)
      throws FilterSyntaxException {
    Optional<FilterInput> input =
        text.isBlank() || text.equals("!")
            ? Optional.empty()
            : Optional.of(FilterInput.read(text, new FilterParser(scene.zone(state), scene.now())));
    ConsoleState filtered = state.withFilters(state.filters().withText(input).withOff(false));
    return filtered.withMessage(
        input.map(FilterInput::hints).map(h -> String.join("; ", h)).orElse(""));
  }

  private Step accept() {
    if (prompt.trouble().isPresent()) {
      return Step.to(state);
    }
    String entered = prompt.text().strip();
    ConsoleState done =
        state
            .withMode(prompt.before().mode())
            .withHistory(state.history().with(prompt.question(), prompt.text()));
    if (entered.isEmpty()) {
      return Step.to(done);
    }
    return switch (prompt.question()) {
      case SEARCH, FILTER -> Step.to(done);
      case COMMAND -> TypedCommands.run(done, entered, scene);
      case EXPORT -> export(done, new ConsoleEffect.Export(entered, prompt.scope(), false));
    };
  }

  static Step export(ConsoleState state, ConsoleEffect.Export wanted) {
    return Step.to(state.withMessage("writing " + wanted.file() + " …"), wanted);
  }

  /** Everything as it was before, but for what happened meanwhile. */
  private ConsoleState back() {
    return prompt
        .before()
        .withDisplay(state.display())
        .withSeen(state.seen())
        .withBookmarks(state.bookmarks());
  }
}
