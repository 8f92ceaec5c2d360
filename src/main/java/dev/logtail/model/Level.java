package dev.logtail.model;

import java.util.Locale;

/**
 * A level as sent, with what it means. The word is kept as it came ({@code warn}, {@code FATAL}, a
 * custom name): foreign text.
 */
public record Level(Severity severity, String word) {
  public static final Level NONE = new Level(Severity.NONE, "");

  private static final Level DEBUG = new Level(Severity.DEBUG, "DEBUG");
  private static final Level INFO = new Level(Severity.INFO, "INFO");
  private static final Level WARNING = new Level(Severity.WARNING, "WARNING");
  private static final Level ERROR = new Level(Severity.ERROR, "ERROR");
  private static final Level CRITICAL = new Level(Severity.CRITICAL, "CRITICAL");

  /** The level of that word, in any case; an unknown word is kept with the severity of INFO. */
  public static Level of(String word) {
    return switch (word) {
      case "" -> NONE;
      case "DEBUG" -> DEBUG;
      case "INFO" -> INFO;
      case "WARNING" -> WARNING;
      case "ERROR" -> ERROR;
      case "CRITICAL" -> CRITICAL;
      default -> new Level(severityOf(word.strip().toUpperCase(Locale.ROOT)), word);
    };
  }

  /** True for the words that {@link #of} knows the meaning of. */
  public static boolean isKnown(String word) {
    return known(word.strip().toUpperCase(Locale.ROOT)) != Severity.NONE;
  }

  private static Severity severityOf(String upper) {
    Severity severity = known(upper);
    return severity == Severity.NONE ? Severity.INFO : severity;
  }

  private static Severity known(String upper) {
    return switch (upper) {
      case "TRACE", "FINEST", "FINER", "VERBOSE", "5", "T" -> Severity.TRACE;
      case "DEBUG", "FINE", "DBG", "10", "D" -> Severity.DEBUG;
      case "INFO", "INFORMATION", "CONFIG", "INF", "20", "I" -> Severity.INFO;
      case "NOTICE", "SUCCESS", "25" -> Severity.NOTICE;
      case "WARNING", "WARN", "WRN", "30", "W" -> Severity.WARNING;
      case "ERROR", "ERR", "SEVERE", "EXCEPTION", "40", "E" -> Severity.ERROR;
      case "CRITICAL", "FATAL", "CRIT", "ALERT", "EMERGENCY", "EMERG", "PANIC", "50", "F", "C" ->
          Severity.CRITICAL;
      default -> Severity.NONE;
    };
  }
}
