package dev.logtail.view.template;

import dev.logtail.model.LogEvent;
import dev.logtail.view.style.MarkSigns;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a template can name by one word. The text of a missing one is empty. */
enum KnownField {
  TIME(event -> ""),
  LEVEL(event -> event.level().word()),
  WORKER(event -> event.worker().value()),
  /** The worker's short name in lines. */
  LABEL(event -> ""),
  LOGGER(event -> event.origin().logger()),
  MODULE(event -> event.origin().module()),
  FUNC(event -> event.origin().function()),
  LINE(event -> event.origin().line() == 0 ? "" : Integer.toString(event.origin().line())),
  MESSAGE(LogEvent::message),
  MARKS(event -> MarkSigns.of(event.receipt().marks()));

  private static final List<String> NAMES = Arrays.stream(values()).map(KnownField::word).toList();

  private final Function<LogEvent, String> text;

  KnownField(Function<LogEvent, String> text) {
    this.text = text;
  }

  static Optional<KnownField> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(field -> field.word().equals(lower)).findFirst();
  }

  static List<String> names() {
    return NAMES;
  }

  /** True for one that may be empty without being missing. */
  boolean mayBeEmpty() {
    return this == TIME || this == MESSAGE || this == MARKS;
  }

  /** Foreign text; of {@link #TIME} and {@link #LABEL} none, since those are the view's to make. */
  String of(LogEvent event) {
    return text.apply(event);
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
