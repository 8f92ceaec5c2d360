package dev.logtail.pipeline.filter;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What may stand where the cursor is in a filter.
 *
 * <pre>
 *   lev|                  level
 *   level |               = != &lt; &lt;= &gt; &gt;= ~ !~ contains in and or
 *   level &gt;= wa|           WARNING
 *   worker = 0020|        user_002050.SZ, every worker whose name holds it
 *   level = INFO a|       and
 * </pre>
 *
 * @param start where the word begins that a candidate replaces, in chars
 * @param candidates the likeliest first; as they are to be inserted, so foreign text in quotes
 */
public record FilterCompletion(int start, List<String> candidates) {
  private static final List<String> OPERATORS =
      List.of("=", "!=", "<", "<=", ">", ">=", "~", "!~", "contains", "in");
  private static final List<String> CONNECTIVES = List.of("and", "or");

  public FilterCompletion {
    candidates = List.copyOf(candidates);
  }

  /** The candidates at the end of {@code before}, the text left of the cursor. */
  public static FilterCompletion candidates(String before, Collection<String> workers) {
    int start = before.startsWith("!") ? 1 : 0;
    CompletionPlace place = CompletionPlace.in(before, start);
    return new FilterCompletion(place.start(), found(place, workers));
  }

  private static List<String> found(CompletionPlace place, Collection<String> workers) {
    return switch (place.due()) {
      case CONDITION -> place.quoted() ? List.of() : beginning(place, conditions());
      case OPERATOR -> beginning(place, joined(OPERATORS, CONNECTIVES));
      case CONNECTIVE -> beginning(place, CONNECTIVES);
      case VALUE, LISTED -> values(place, workers);
      case LIST, LIST_END, NOTHING -> List.of();
    };
  }

  private static List<String> conditions() {
    return joined(KnownField.names(), List.of("not"));
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static List<String> beginning(CompletionPlace place, List<String> words) {
    String typed = place.typed().toLowerCase(Locale.ROOT);
    return words.stream().filter(word -> word.toLowerCase(Locale.ROOT).startsWith(typed)).toList();
  }

  private static List<String> values(CompletionPlace place, Collection<String> workers) {
    return KnownField.of(place.field())
        .map(
            field ->
                switch (field) {
                  case LEVEL -> beginning(place, Operand.levels());
                  case KIND -> beginning(place, KnownField.kinds());
                  case DIALECT -> beginning(place, KnownField.dialects());
                  case WORKER -> names(place, workers);
                  default -> List.<String>of();
                })
        .orElse(List.of());
  }

  /** Those that begin with what was typed before those that only hold it. */
  private static List<String> names(CompletionPlace place, Collection<String> workers) {
    String typed = place.typed().toLowerCase(Locale.ROOT);
    return workers.stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).contains(typed))
        .sorted(
            Comparator.comparing((String name) -> !name.toLowerCase(Locale.ROOT).startsWith(typed))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> place.pattern() ? FilterText.pattern(name) : FilterText.value(name))
        .toList();
  }
}
