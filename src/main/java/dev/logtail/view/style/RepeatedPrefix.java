package dev.logtail.view.style;

import dev.logtail.model.LogEvent;

/** Finds where a message stops repeating its record. Reads left to right; gives up early. */
final class RepeatedPrefix {
  private final String message;
  private final LogEvent event;
  private int at;

  private RepeatedPrefix(LogEvent event) {
    this.message = event.message();
    this.event = event;
  }

  /** Chars of the event's message that only repeat its time, level and logger; 0 for none. */
  static int length(LogEvent event) {
    String message = event.message();
    if (message.length() < WrittenTime.SECONDS_LENGTH) {
      return 0;
    }
    char first = message.charAt(0);
    boolean bracketed = first == '[';
    if (!bracketed && (first < '0' || first > '9')) {
      return 0;
    }
    RepeatedPrefix prefix = new RepeatedPrefix(event);
    return prefix.time(bracketed) && prefix.rest(bracketed) ? prefix.at : 0;
  }

  private boolean time(boolean bracketed) {
    at = bracketed ? 1 : 0;
    int length = WrittenTime.length(message, at);
    if (length == 0 || !WrittenTime.read(message, at, length).repeats(event.time())) {
      return false;
    }
    at += length;
    return (!bracketed || skip("]")) && atSpace();
  }

  private boolean rest(boolean bracketed) {
    int afterTime = at;
    if (dash() && loggerThen() && level() && dash()) {
      return true;
    }
    at = afterTime;
    spaces();
    if (!level()) {
      return false;
    }
    int afterLevel = at;
    if (spaces() && logger() && skip(":")) {
      spaces();
      return true;
    }
    at = afterLevel;
    boolean colon = skip(":");
    return bracketed && (spaces() || colon);
  }

  private boolean loggerThen() {
    return logger() && dash();
  }

  private boolean logger() {
    return !event.origin().logger().isEmpty() && skip(event.origin().logger());
  }

  private boolean level() {
    String word = event.level().word();
    if (word.isEmpty()) {
      return false;
    }
    int start = at;
    boolean bracketed = skip("[");
    if (skip(word) && (!bracketed || (padding() && skip("]"))) && !goesOn()) {
      return true;
    }
    at = start;
    return false;
  }

  private boolean padding() {
    spaces();
    return true;
  }

  /** True in the middle of a word: INFO does not stand in INFORMATION. */
  private boolean goesOn() {
    return at < message.length() && Character.isLetterOrDigit(message.charAt(at));
  }

  /** A dash between spaces; padding before it is passed over. */
  private boolean dash() {
    return spaces() && skip("-") && (spaces() || at == message.length());
  }

  private boolean atSpace() {
    return at < message.length() && message.charAt(at) == ' ';
  }

  private boolean spaces() {
    int start = at;
    while (atSpace()) {
      at++;
    }
    return at > start;
  }

  private boolean skip(String expected) {
    boolean found = message.startsWith(expected, at);
    at += found ? expected.length() : 0;
    return found;
  }
}
