package dev.logtail.pipeline.filter;

import dev.logtail.pipeline.filter.FilterTree.And;
import dev.logtail.pipeline.filter.FilterTree.Compares;
import dev.logtail.pipeline.filter.FilterTree.Contains;
import dev.logtail.pipeline.filter.FilterTree.Field;
import dev.logtail.pipeline.filter.FilterTree.Levels;
import dev.logtail.pipeline.filter.FilterTree.Matches;
import dev.logtail.pipeline.filter.FilterTree.Not;
import dev.logtail.pipeline.filter.FilterTree.OneOf;
import dev.logtail.pipeline.filter.FilterTree.Or;
import dev.logtail.pipeline.filter.FilterTree.Text;
import dev.logtail.pipeline.filter.FilterTree.Times;
import dev.logtail.pipeline.filter.FilterTree.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Writes a tree as a filter, in one of the many ways in which people may type it. */
final class FilterPrinter {
  private static final Map<String, String> ALIASES =
      Map.of("time", "timestamp", "logger", "logger_name", "func", "func_name", "line", "line_no");

  private final Random random;

  FilterPrinter(Random random) {
    this.random = random;
  }

  String print(FilterTree tree) {
    return gap(0) + print(tree, 0) + gap(0);
  }

  /** Puts parentheses where the tree binds less than {@code binding}, and sometimes elsewhere. */
  private String print(FilterTree tree, int binding) {
    int own = tree instanceof Or ? 0 : tree instanceof And ? 1 : 2;
    String text =
        tree instanceof Or or
            ? joined(or.parts(), "or", 1)
            : tree instanceof And and
                ? joined(and.parts(), "and", 2)
                : tree instanceof Not not
                    ? cased("not") + gap(1) + print(not.inner(), 2)
                    : leaf(tree);
    return own < binding || random.nextInt(6) == 0 ? "(" + gap(0) + text + gap(0) + ")" : text;
  }

  private String joined(List<FilterTree> parts, String word, int binding) {
    return parts.stream()
        .map(part -> print(part, binding))
        .collect(Collectors.joining(gap(1) + cased(word) + gap(1)));
  }

  private String leaf(FilterTree tree) {
    if (tree instanceof Text text) {
      return text(text.text());
    } else if (tree instanceof Contains contains) {
      return field(contains.field()) + gap(1) + cased("contains") + gap(1) + text(contains.text());
    } else if (tree instanceof Matches matches) {
      String sign = matches.wanted() ? "~" : "!~";
      return field(matches.field()) + gap(0) + sign + gap(0) + pattern(matches.regex());
    } else if (tree instanceof Levels levels) {
      return field(new Field("level")) + sign(levels.sign()) + text(cased(levels.word()));
    } else if (tree instanceof Times times) {
      return field(new Field("time")) + sign(times.sign()) + time(times.moment());
    } else if (tree instanceof Compares compares) {
      return field(compares.field()) + sign(compares.sign()) + value(compares.value());
    }
    OneOf oneOf = (OneOf) tree;
    return field(oneOf.field())
        + gap(1)
        + cased("in")
        + gap(0)
        + oneOf.values().stream()
            .map(value -> gap(0) + value(value) + gap(0))
            .collect(Collectors.joining(",", "(", ")"));
  }

  private String sign(String sign) {
    return gap(0) + sign + gap(0);
  }

  private String field(Field field) {
    if (!field.isPath()) {
      String name = field.name();
      return cased(random.nextBoolean() ? ALIASES.getOrDefault(name, name) : name);
    }
    StringBuilder out = new StringBuilder(random.nextInt(3) == 0 ? "$" : "");
    for (String part : field.parts()) {
      boolean bare = part.matches("[\\w-]+");
      String dot = out.isEmpty() ? "" : ".";
      switch (out.isEmpty() ? 0 : random.nextInt(4)) {
        case 1 ->
            out.append('[').append(bare && random.nextBoolean() ? part : quoted(part)).append(']');
        case 2 -> out.append(dot).append(quoted(part));
        default -> out.append(dot).append(bare || out.isEmpty() ? part : quoted(part));
      }
    }
    return out.toString();
  }

  private String value(Value value) {
    if (value.number()) {
      return value.text();
    }
    return value.text().matches("-?\\d.*") && !value.text().startsWith("00")
        ? quoted(value.text())
        : text(value.text());
  }

  private String text(String text) {
    boolean keyword = List.of("and", "or", "not").contains(text.toLowerCase(Locale.ROOT));
    return text.matches("[\\p{L}\\p{N}_.:#\\[\\]/-]+") && !keyword && random.nextBoolean()
        ? text
        : quoted(text);
  }

  String quoted(String text) {
    char quote = random.nextBoolean() ? '"' : '\'';
    StringBuilder out = new StringBuilder().append(quote);
    for (char c : text.toCharArray()) {
      if (c == quote || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n' && random.nextBoolean()) {
        out.append("\\n");
      } else if (random.nextInt(20) == 0) {
        out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append(quote).toString();
  }

  /** Backslashes are the expression's: what would end it is escaped by its own rules. */
  private String pattern(String regex) {
    return switch (random.nextInt(4)) {
      case 0 -> '"' + regex.replace("\"", "\\\"") + '"';
      case 1 -> '\'' + regex.replace("'", "\\'") + '\'';
      case 2 ->
          regex.matches("[\\p{L}\\p{N}\\\\.*^$|+]+") && !regex.startsWith("/")
              ? regex
              : '"' + regex.replace("\"", "\\\"") + '"';
      default -> '/' + regex.replace("/", "\\/") + '/' + (random.nextBoolean() ? "i" : "");
    };
  }

  private String time(Instant moment) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, FilterEntries.SHANGHAI);
    long millis = moment.toEpochMilli();
    Duration ago = Duration.between(moment, FilterEntries.NOW);
    return switch (random.nextInt(7)) {
      case 0 -> local.toString();
      case 1 -> moment.toString();
      case 2 -> quoted(local.toString().replace('T', ' '));
      case 3 -> Long.toString(millis);
      case 4 -> millis / 1000 + "." + String.format(Locale.ROOT, "%03d", millis % 1000);
      case 5 -> moment.atOffset(ZoneOffset.ofHours(random.nextInt(9))).toString();
      default ->
          ago.isNegative()
              ? local.toLocalTime().toString()
              : ago.toMinutes() + "m" + ago.toSecondsPart() + "s" + ago.toMillisPart() + "ms";
    };
  }

  private String gap(int least) {
    return " ".repeat(least) + " \t ".substring(0, random.nextInt(4));
  }

  private String cased(String word) {
    return switch (random.nextInt(3)) {
      case 0 -> word.toUpperCase(Locale.ROOT);
      case 1 -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
      default -> word;
    };
  }
}
