package dev.logtail.pipeline.dialect;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads {@code time=… level=info msg="Bar processed" symbol=002050.SZ}. Pairs without a meaning of
 * their own stay in the text, after the message.
 */
final class LogfmtLine {
  private final StampReader stamps;

  LogfmtLine(StampReader stamps) {
    this.stamps = stamps;
  }

  /** What the line says; empty unless it is all pairs, among them a level or a message. */
  Optional<LineReader.Reading> read(String line, Instant arrival) {
    Pairs pairs = new Pairs(line);
    while (pairs.next()) {
      pairs.take();
    }
    if (!pairs.isAllPairs() || (pairs.level.isEmpty() && !pairs.hasMessage)) {
      return Optional.empty();
    }
    String stamp = pairs.stamp;
    EventTime time =
        stamps
            .read(stamp)
            .map(at -> new EventTime(at, arrival, stamp))
            .orElseGet(() -> EventTime.unstamped(arrival));
    Origin origin = new Origin(pairs.logger, "", "", 0);
    return Optional.of(
        new LineReader.Reading(time, Level.of(pairs.level), origin, pairs.text.toString()));
  }

  /** Goes through one line. */
  private static final class Pairs {
    private final String line;
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int keyStart;
    private String key = "";
    private String value = "";
    private String stamp = "";
    private String level = "";
    private String logger = "";
    private boolean hasMessage;

    Pairs(String line) {
      this.line = line;
    }

    /** Reads the next pair; false where none stands. */
    boolean next() {
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      keyStart = at;
      while (at < line.length() && isOfKey(line.charAt(at))) {
        at++;
      }
      if (at == keyStart || at == line.length() || line.charAt(at) != '=') {
        at = keyStart;
        return false;
      }
      key = line.substring(keyStart, at);
      at++;
      boolean isQuoted = at < line.length() && line.charAt(at) == '"';
      return isQuoted ? quoted() : plain();
    }

    private static boolean isOfKey(char c) {
      return c > ' ' && c != '=' && c != '"';
    }

    private boolean plain() {
      int end = line.indexOf(' ', at);
      value = line.substring(at, end < 0 ? line.length() : end);
      at += value.length();
      return true;
    }

    private boolean quoted() {
      StringBuilder unquoted = new StringBuilder();
      for (int i = at + 1; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == '"') {
          value = unquoted.toString();
          at = i + 1;
          return true;
        }
        boolean escape = c == '\\' && i + 1 < line.length();
        unquoted.append(escape ? unescaped(line.charAt(++i)) : c);
      }
      at = keyStart;
      return false;
    }

    private static char unescaped(char c) {
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        default -> c;
      };
    }

    boolean isAllPairs() {
      return at == line.length();
    }

    /** Puts the present pair where it belongs. */
    void take() {
      switch (key) {
        case "time", "ts", "timestamp", "t" -> stamp = value;
        case "level", "lvl", "severity" -> level = value;
        case "logger", "name" -> logger = value;
        case "msg", "message" -> {
          hasMessage = true;
          text.insert(0, text.isEmpty() ? value : value + " ");
        }
        default -> text.append(text.isEmpty() ? "" : " ").append(line, keyStart, at);
      }
    }
  }
}
