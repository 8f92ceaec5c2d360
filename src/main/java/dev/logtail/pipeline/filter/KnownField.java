package dev.logtail.pipeline.filter;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The fields that have a name of their own, whatever a worker calls them. A notice has a time, a
 * level, a worker, a kind, and its text as message.
 */
enum KnownField implements FilterField {
  /** Compared as moments; as text it is what {@link #in} makes of it. */
  TIME("timestamp") {
    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      return in(ZoneOffset.UTC).test(entry, question);
    }

    @Override
    FilterField in(ZoneId zone) {
      return (entry, question) -> question.test(ISO.format(entry.at().atZone(zone)));
    }
  },
  /** Compared by severity; as text it is the word that was sent, or that of what it counts as. */
  LEVEL {
    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      String word = entry instanceof LogEvent event ? event.level().word() : "";
      return question.test(word.isEmpty() ? entry.countsAs().name() : word);
    }
  },
  MESSAGE {
    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      return question.test(
          entry instanceof LogEvent event ? event.message() : ((StreamNotice) entry).text());
    }
  },
  WORKER {
    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      WorkerKey worker = entry.worker();
      return question.test(worker.value());
    }
  },
  LOGGER("logger_name") {
    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      return entry instanceof LogEvent event && isPresent(event.origin().logger(), question);
    }
  },
  MODULE {
    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      return entry instanceof LogEvent event && isPresent(event.origin().module(), question);
    }
  },
  FUNC("func_name") {
    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      return entry instanceof LogEvent event && isPresent(event.origin().function(), question);
    }
  },
  LINE("line_no") {
    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      return entry instanceof LogEvent event
          && event.origin().line() != 0
          && question.test(Integer.toString(event.origin().line()));
    }
  },
  STEP {
    private static final JsonField SENT = new JsonField(List.of("step"));

    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      return SENT.test(entry, question);
    }
  },
  /** What a notice is about; what a record calls so, if it does. */
  KIND {
    private static final JsonField SENT = new JsonField(List.of("kind"));

    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      return entry instanceof StreamNotice notice
          ? question.test(notice.kind().word())
          : SENT.test(entry, question);
    }
  },
  /** {@code worker} for a record sent as JSON, {@code raw} for one sent as a line of text. */
  DIALECT {
    @Override
    public boolean test(Entry entry, Predicate<String> question) {
      return entry instanceof LogEvent event
          && question.test(DIALECTS.get(isObject(event.receipt()) ? 0 : 1));
    }
  };

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

  private static final List<String> NAMES = Arrays.stream(values()).map(KnownField::word).toList();

  private static final List<String> KINDS =
      Arrays.stream(StreamNotice.Kind.values()).map(StreamNotice.Kind::word).toList();

  private static final List<String> DIALECTS = List.of("worker", "raw");

  private final String alias;

  KnownField() {
    this("");
  }

  KnownField(String alias) {
    this.alias = alias;
  }

  /** The field of that name, in any case. */
  static Optional<KnownField> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(field -> field.word().equals(lower) || field.alias.equals(lower))
        .findFirst();
  }

  /** What the fields are called. */
  static List<String> names() {
    return NAMES;
  }

  /** What kinds of notices there are. */
  static List<String> kinds() {
    return KINDS;
  }

  static List<String> dialects() {
    return DIALECTS;
  }

  /** The field as text whose times are local ones of that zone. */
  FilterField in(ZoneId zone) {
    return this;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True when its texts are equal in any case: names that people type. */
  boolean isEqualInAnyCase() {
    return this == WORKER || this == KIND || this == DIALECT;
  }

  private static boolean isPresent(String value, Predicate<String> question) {
    return !value.isEmpty() && question.test(value);
  }

  private static boolean isObject(Receipt receipt) {
    return receipt.json() || receipt.marks().contains(Receipt.Mark.MALFORMED);
  }
}
