package dev.logtail.pipeline.dialect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells which lines go on with the record before them: what is indented, and the parts of a
 * traceback.
 *
 * <pre>
 *   ERROR:engine:order refused
 *   Traceback (most recent call last):
 *     File "engine.py", line 95, in run
 *   ValueError: no price
 * </pre>
 */
final class Continuation {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final List<String> STARTS =
      List.of(
          "Traceback (most recent call last):",
          "During handling of the above exception",
          "The above exception was the direct cause",
          "Caused by: ",
          "Exception in thread ");
  private static final Pattern EXCEPTION =
      Pattern.compile("[A-Za-z_][\\w.$]{0,200}(?:: .*)?", Pattern.DOTALL);

  private boolean inTraceback;
  private Instant last = Instant.MIN;

  /** A record begins. */
  void begin(Instant arrival) {
    inTraceback = false;
    last = arrival;
  }

  /** What comes next belongs to no record. */
  void end() {
    last = Instant.MIN;
  }

  /** True when the unrecognised {@code line} is a part of the record that began last. */
  boolean goesOn(String line, Instant arrival) {
    if (last.equals(Instant.MIN)
        || Duration.between(last, arrival).compareTo(LONGEST_PAUSE) > 0
        || !isPart(line)) {
      end();
      return false;
    }
    last = arrival;
    return true;
  }

  private boolean isPart(String line) {
    if (STARTS.stream().anyMatch(line::startsWith)) {
      inTraceback = true;
      return true;
    }
    boolean indented = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
    if (indented || !inTraceback) {
      return indented;
    }
    return line.isEmpty() || EXCEPTION.matcher(line).matches();
  }
}
