package dev.logtail.cli;

import dev.logtail.config.ContextSettings;
import dev.logtail.config.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Contexts in columns, a line each.
 *
 * @param current the name of the one that is marked
 */
record ContextTable(List<ContextSettings> contexts, Optional<String> current) {
  /** Headings first. */
  List<String> lines() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(" ", "NAME", "API", "SERVER-TZ"));
    for (ContextSettings context : contexts) {
      String name = context.name().text();
      String mark = current.filter(name::equals).isPresent() ? "*" : " ";
      rows.add(List.of(mark, name, shown(context, "api"), shown(context, "server-tz")));
    }
    return Columns.aligned(rows);
  }

  private static String shown(ContextSettings context, String key) {
    return Optional.ofNullable(context.keys().get(key)).map(Word::text).orElse("-");
  }
}
