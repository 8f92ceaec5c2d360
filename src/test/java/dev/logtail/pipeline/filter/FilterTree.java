package dev.logtail.pipeline.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Severity;
import dev.logtail.model.StreamNotice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a filter means, said once more and without the filter's code: slowly, by a whole JSON tree
 * and Java's own regular expressions.
 */
sealed interface FilterTree {
  boolean holds(Entry entry);

  record And(List<FilterTree> parts) implements FilterTree {
    @Override
    public boolean holds(Entry entry) {
      return parts.stream().allMatch(part -> part.holds(entry));
    }
  }

  record Or(List<FilterTree> parts) implements FilterTree {
    @Override
    public boolean holds(Entry entry) {
      return parts.stream().anyMatch(part -> part.holds(entry));
    }
  }

  record Not(FilterTree inner) implements FilterTree {
    @Override
    public boolean holds(Entry entry) {
      return !inner.holds(entry);
    }
  }

  /** Bare text. */
  record Text(String text) implements FilterTree {
    @Override
    public boolean holds(Entry entry) {
      return new Contains(new Field("message"), text).holds(entry);
    }
  }

  record Contains(Field field, String text) implements FilterTree {
    @Override
    public boolean holds(Entry entry) {
      boolean anyCase = text.equals(text.toLowerCase(Locale.ROOT));
      return field
          .of(entry)
          .filter(value -> (anyCase ? value.toLowerCase(Locale.ROOT) : value).contains(text))
          .isPresent();
    }
  }

  /** A regular expression without capital letters but escaped ones. */
  record Matches(Field field, String regex, boolean wanted) implements FilterTree {
    @Override
    public boolean holds(Entry entry) {
      int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE;
      Pattern pattern = Pattern.compile(regex, flags);
      return field.of(entry).filter(value -> pattern.matcher(value).find() == wanted).isPresent();
    }
  }

  record Levels(String sign, String word, Severity severity) implements FilterTree {
    @Override
    public boolean holds(Entry entry) {
      Severity actual =
          entry instanceof LogEvent event
              ? event.level().severity()
              : ((StreamNotice) entry).kind().isTroubling() ? Severity.WARNING : Severity.INFO;
      actual = actual == Severity.NONE ? Severity.INFO : actual;
      return ordered(actual.ordinal() - severity.ordinal(), sign);
    }
  }

  record Times(String sign, Instant moment) implements FilterTree {
    @Override
    public boolean holds(Entry entry) {
      return ordered(entry.at().compareTo(moment), sign);
    }
  }

  record Compares(Field field, String sign, Value value) implements FilterTree {
    @Override
    public boolean holds(Entry entry) {
      return field.of(entry).filter(actual -> value.compares(field, actual, sign)).isPresent();
    }
  }

  record OneOf(Field field, List<Value> values) implements FilterTree {
    @Override
    public boolean holds(Entry entry) {
      Optional<String> actual = field.of(entry);
      return actual.isPresent()
          && values.stream().anyMatch(value -> value.compares(field, actual.get(), "="));
    }
  }

  /** The right side of a comparison; a number stands without quotes, text that is one with. */
  record Value(String text, boolean number) {
    boolean compares(Field field, String actual, String sign) {
      if (number) {
        Optional<BigDecimal> found = numeric(actual);
        return found
            .map(value -> ordered(value.compareTo(new BigDecimal(text)), sign))
            .orElse(sign.equals("!="));
      }
      if (sign.equals("=") || sign.equals("!=")) {
        boolean anyCase = List.of("worker", "kind", "dialect").contains(field.name());
        boolean same =
            anyCase
                ? actual.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))
                : actual.equals(text);
        return same == sign.equals("=");
      }
      return numeric(actual).isEmpty() && ordered(actual.compareTo(text), sign);
    }
  }

  /** A known field, or a path whose parts follow a bar: {@code |details|step}. */
  record Field(String name) {
    private static final JsonMapper MAPPER =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    boolean isPath() {
      return name.startsWith("|");
    }

    List<String> parts() {
      return List.of(name.substring(1).split("\\|"));
    }

    Optional<String> of(Entry entry) {
      if (isPath()) {
        return json(entry);
      }
      return entry instanceof LogEvent event ? ofEvent(event) : ofNotice((StreamNotice) entry);
    }

    private Optional<String> ofNotice(StreamNotice notice) {
      return switch (name) {
        case "message" -> Optional.of(notice.text());
        case "worker" -> Optional.of(notice.worker().value());
        case "time" -> Optional.of(local(notice.at()));
        case "level" -> Optional.of(notice.kind().isTroubling() ? "WARNING" : "INFO");
        case "kind" -> Optional.of(notice.kind().toString().toLowerCase(Locale.ROOT));
        default -> Optional.empty();
      };
    }

    private Optional<String> ofEvent(LogEvent event) {
      return switch (name) {
        case "message" -> Optional.of(event.message());
        case "worker" -> Optional.of(event.worker().value());
        case "time" -> Optional.of(local(event.at()));
        case "level" -> Optional.of(event.level().word().isEmpty() ? "INFO" : event.level().word());
        case "logger" -> sent(event.origin().logger());
        case "module" -> sent(event.origin().module());
        case "func" -> sent(event.origin().function());
        case "line" -> sent(event.origin().line() == 0 ? "" : "" + event.origin().line());
        case "dialect" -> Optional.of(event.receipt().json() ? "worker" : "raw");
        default -> new Field("|" + name).json(event);
      };
    }

    private static Optional<String> sent(String value) {
      return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static String local(Instant at) {
      String text = LocalDateTime.ofInstant(at, ZoneId.of("Asia/Shanghai")).toString();
      return (text + (text.length() == 19 ? "." : "") + "000").substring(0, 23);
    }

    private Optional<String> json(Entry entry) {
      if (!(entry instanceof LogEvent event) || !event.receipt().json()) {
        return Optional.empty();
      }
      try {
        JsonNode node = MAPPER.readTree(event.receipt().text());
        for (String part : parts()) {
          node = node.isArray() ? node.path(Integer.parseInt(part)) : node.path(part);
        }
        return node.isMissingNode()
            ? Optional.empty()
            : Optional.of(node.isValueNode() ? node.asText() : node.toString());
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static Optional<BigDecimal> numeric(String text) {
    return text.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static boolean ordered(int comparison, String sign) {
    return switch (sign) {
      case "=" -> comparison == 0;
      case "!=" -> comparison != 0;
      case "<" -> comparison < 0;
      case "<=" -> comparison <= 0;
      case ">" -> comparison > 0;
      case ">=" -> comparison >= 0;
      default -> throw new IllegalArgumentException(sign);
    };
  }
}
