package dev.logtail.view.tui;

import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.ConsoleAction.Question;
import dev.logtail.view.tui.ConsoleReducer.Step;
import dev.logtail.view.tui.Mode.Typing;
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
        question == Question.FILTER ? state.filters().text().map(TextQuery::typed).orElse("") : "";
    ExportScope scope = state.filters().isNone() ? ExportScope.EVERYTHING : ExportScope.SHOWN;
    return state.withMode(Typing.of(question, text, scope, state));
  }

  Step answer(ConsoleAction action) {
    if (action instanceof ConsoleAction.Accept) {
      return accept();
    }
    return Step.to(edited(action));
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
    if (prompt.offer().isPresent()) {
      return typed(prompt.withOffer(prompt.offer().get().next()));
    }
    Optional<Completion> offer =
        prompt.question() == Question.COMMAND
            ? TypedCommands.complete(prompt.line(), scene)
            : Optional.empty();
    return offer.isPresent() ? typed(prompt.withOffer(offer.get())) : state;
  }

  private ConsoleState typed(Typing edited) {
    String text = edited.text();
    ConsoleState typing = state.withMode(edited).withMessage("");
    try {
      return switch (edited.question()) {
        case EXPORT, COMMAND -> typing;
        case SEARCH -> typing.withPosition(prompt.before().position()).withSearch(search(text));
        case FILTER -> typing.withFilters(typing.filters().withText(filter(text)).withOff(false));
      };
    } catch (IllegalArgumentException e) {
      return typing.withMessage(String.valueOf(e.getMessage()));
    }
  }

  static Optional<TextQuery> search(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(TextQuery.search(text));
  }

  static Optional<TextQuery> filter(String text) {
    return text.isEmpty() || text.equals("!")
        ? Optional.empty()
        : Optional.of(TextQuery.filter(text));
  }

  private Step accept() {
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
      case EXPORT -> export(done, entered, prompt.scope());
    };
  }

  static Step export(ConsoleState state, String file, ExportScope scope) {
    return Step.to(
        state.withMessage("writing " + file + " …"), new ConsoleEffect.Export(file, scope));
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
