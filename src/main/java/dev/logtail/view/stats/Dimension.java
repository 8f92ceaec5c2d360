package dev.logtail.view.stats;

import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Severity;
import dev.logtail.wire.JsonLookup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What records can be counted by. */
public enum Dimension {
  WORKER {
    @Override
    Optional<String> nameIn(LogEvent event) {
      return Optional.of(event.worker().value());
    }
  },
  /** By what it means: a {@code warn} is a WARNING. A word that means nothing known stays. */
  LEVEL {
    @Override
    Optional<String> nameIn(LogEvent event) {
      Level level = event.level();
      if (level.severity() == Severity.NONE) {
        return Optional.of(NONE);
      }
      return Optional.of(Level.isKnown(level.word()) ? level.severity().name() : cut(level.word()));
    }
  },
  LOGGER {
    @Override
    Optional<String> nameIn(LogEvent event) {
      String logger = event.origin().logger();
      return Optional.of(logger.isEmpty() ? NONE : cut(logger));
    }
  },
  /** Of the records that have one; {@code step}, or {@code details.step}. */
  STEP {
    @Override
    Optional<String> nameIn(LogEvent event) {
      String json = event.receipt().text();
      if (!event.receipt().json() || !json.contains("step")) {
        return Optional.empty();
      }
      return JsonLookup.find(json, List.of("step"))
          .filter(name -> !name.equals("null"))
          .or(() -> JsonLookup.find(json, List.of("details", "step")))
          .filter(name -> !name.equals("null"))
          .map(Dimension::cut);
    }
  };

  /** Stands for records that carry no such name. */
  static final String NONE = "(none)";

  private static final int MOST_CHARS = 200;

  /** The name that {@code event} is counted under; empty when it is not. */
  abstract Optional<String> nameIn(LogEvent event);

  private static String cut(String name) {
    return name.length() <= MOST_CHARS ? name : name.substring(0, MOST_CHARS) + "…";
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
