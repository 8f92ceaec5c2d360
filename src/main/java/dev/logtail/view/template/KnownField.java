package dev.logtail.view.template;

import dev.logtail.model.LogEvent;
import dev.logtail.view.style.MarkSigns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a template can name by one word. The text of a missing one is empty. */
enum KnownField {
  TIME("when, as --time says; {time:HH:mm:ss} your way, {time:utc} in a style"),
  LEVEL("how bad it is"),
  WORKER("the worker's key"),
  LABEL("the worker's short name in lines"),
  LOGGER("who logged it"),
  MODULE("in which module"),
  FUNC("in which function"),
  LINE("at which line of it"),
  MESSAGE("what was logged"),
  MARKS("signs of what is odd about it: late, recovered, may repeat");

  private final String about;

  KnownField(String about) {
    this.about = about;
  }

  private static final List<String> NAMES = Arrays.stream(values()).map(KnownField::word).toList();

  static Optional<KnownField> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(field -> field.word().equals(lower)).findFirst();
  }

  /** What each is. */
  static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    for (KnownField field : values()) {
      table.put("{" + field.word() + "}", field.about);
    }
    return table;
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
    return switch (this) {
      case TIME, LABEL -> "";
      case LEVEL -> event.level().word();
      case WORKER -> event.worker().value();
      case LOGGER -> event.origin().logger();
      case MODULE -> event.origin().module();
      case FUNC -> event.origin().function();
      case LINE -> event.origin().line() == 0 ? "" : Integer.toString(event.origin().line());
      case MESSAGE -> event.message();
      case MARKS -> MarkSigns.of(event.receipt().marks());
    };
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
