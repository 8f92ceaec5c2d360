package dev.logtail.view.tui;

import dev.logtail.view.tui.ConsoleAction.Question;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was entered at each prompt, newest first. Kept for as long as the console is open. */
public record PromptHistory(Map<Question, List<String>> entered) {
  static final PromptHistory NONE = new PromptHistory(Map.of());
  private static final int MOST = 100;

  public PromptHistory {
    entered = Map.copyOf(entered);
  }

  List<String> of(Question question) {
    return entered.getOrDefault(question, List.of());
  }

  /** With {@code text} as the newest; it is there only once. */
  PromptHistory with(Question question, String text) {
    if (text.isBlank()) {
      return this;
    }
    List<String> lines = new ArrayList<>(of(question));
    lines.remove(text);
    lines.add(0, text);
    EnumMap<Question, List<String>> all = new EnumMap<>(Question.class);
    all.putAll(entered);
    all.put(question, List.copyOf(lines.subList(0, Math.min(MOST, lines.size()))));
    return new PromptHistory(all);
  }
}
