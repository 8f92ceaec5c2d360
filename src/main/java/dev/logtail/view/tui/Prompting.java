package dev.logtail.view.tui;

import dev.logtail.view.tui.ConsoleAction.Question;
import dev.logtail.view.tui.ConsoleReducer.Step;
import dev.logtail.view.tui.Mode.Typing;
import java.util.Optional;

/** What typing at a prompt does: searches and filters take effect with every character. */
final class Prompting {
  private final ConsoleState state;
  private final Typing prompt;

  Prompting(ConsoleState state, Typing prompt) {
    this.state = state;
    this.prompt = prompt;
  }

  static ConsoleState ask(ConsoleState state, Question question) {
    String text =
        question == Question.FILTER ? state.filters().text().map(TextQuery::typed).orElse("") : "";
    return state.withMode(new Typing(question, text, state.filters().isNone(), state));
  }

  ConsoleState type(String more) {
    return typed(prompt.text() + more);
  }

  ConsoleState erase(boolean all) {
    String text = prompt.text();
    if (text.isEmpty()) {
      return back();
    }
    return typed(all ? "" : text.substring(0, text.offsetByCodePoints(text.length(), -1)));
  }

  /** Between what the filters show and everything held. */
  ConsoleState toggleScope() {
    return prompt.question() == Question.EXPORT
        ? state.withMode(prompt.withEverything(!prompt.everything()))
        : state;
  }

  private ConsoleState typed(String text) {
    ConsoleState typing = state.withMode(prompt.withText(text)).withMessage("");
    try {
      return switch (prompt.question()) {
        case EXPORT -> typing;
        case SEARCH -> typing.withPosition(prompt.before().position()).withSearch(search(text));
        case FILTER -> typing.withFilters(typing.filters().withText(filter(text)));
      };
    } catch (IllegalArgumentException e) {
      return typing.withMessage(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<TextQuery> search(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(TextQuery.search(text));
  }

  private static Optional<TextQuery> filter(String text) {
    return text.isEmpty() || text.equals("!")
        ? Optional.empty()
        : Optional.of(TextQuery.filter(text));
  }

  Step accept() {
    ConsoleState done = state.withMode(prompt.before().mode());
    if (prompt.question() != Question.EXPORT) {
      return Step.to(done);
    }
    String file = prompt.text().strip();
    if (file.isEmpty()) {
      return Step.to(done);
    }
    return Step.to(
        done.withMessage("writing " + file + " …"),
        new ConsoleEffect.Export(file, !prompt.everything()));
  }

  /** Everything as it was before, but for what happened meanwhile. */
  ConsoleState back() {
    return prompt.before().withDisplay(state.display()).withSeen(state.seen());
  }
}
