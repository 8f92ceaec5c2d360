package dev.logtail.pipeline.dialect;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.Origin;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises the shapes in which programs print log records as text.
 *
 * <pre>
 *   2026-02-01 14:30:25,123 INFO engine: Bar processed        2026-02-01 14:30:25,123 - engine - INFO - Bar processed
 *   INFO:engine:Bar processed                                 INFO:     Bar processed
 *   2026-02-01T14:30:25Z INFO Bar processed                   [2026-02-01 14:30:25 +0000] [17] [INFO] Bar processed
 *   2026-02-01 14:30:25.123 | INFO     | engine:run:95 - Bar processed
 *   Feb  1 14:30:25 host engine[17]: Bar processed            time=2026-02-01T14:30:25Z level=info msg="Bar processed"
 * </pre>
 *
 * Only the first few hundred characters of a line are looked at, so a line of megabytes costs no
 * more than a short one.
 */
final class LineReader {
  /**
   * What a line says about itself.
   *
   * @param text what is left of it when all else was read
   */
  record Reading(EventTime time, Level level, Origin origin, String text) {}

  private static final int LONGEST_HEAD = 400;
  private static final String COLOUR = "(?:\\x1b\\[[\\d;]{0,20}m)?";
  private static final String TIME =
      "(?<time>\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?"
          + "(?: ?(?:Z|[+-]\\d\\d:?\\d\\d))?)";
  private static final String NAME = "(?<name>[^\\s:|]{1,200})";

  private static final Pattern TIMED = Pattern.compile("\\[?" + TIME + "\\]?");
  private static final Pattern DASHED =
      Pattern.compile(" +- +(?<name>.{1,200}?) +- +(?<level>[A-Za-z]{1,20}) +- ?");
  private static final Pattern PIPED =
      Pattern.compile(
          " +\\| +(?<level>[A-Z]{1,20}) *\\| +"
              + "(?:"
              + NAME
              + ":(?<function>[^\\s:|]{1,100}):(?<line>\\d{1,7}) +- ?)?");
  private static final Pattern LEVELLED =
      Pattern.compile(
          "[ :]*(?<pid>\\[\\d{1,10}\\] *)?\\[?(?<level>[A-Za-z]{3,20}) *\\]?:?(?: +|$)");
  private static final Pattern NAMED = Pattern.compile(NAME + ":(?: +|$)");
  private static final Pattern BARE =
      Pattern.compile(COLOUR + "(?<level>[A-Z]{3,20})" + COLOUR + ":(?: +|" + NAME + ":)");
  private static final Pattern SYSLOG =
      Pattern.compile(
          "(?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) (?<clock>\\d\\d:\\d\\d:\\d\\d) "
              + "(?<host>\\S{1,200}) (?<name>[^\\s:\\[]{1,100})(?:\\[\\d{1,10}\\])?: ?");

  private final StampReader stamps;
  private final SyslogYear years;
  private final LogfmtLine logfmt;

  /**
   * @param serverZone the zone of times that name none
   */
  LineReader(ZoneId serverZone) {
    this.stamps = new StampReader(serverZone);
    this.years = new SyslogYear(serverZone);
    this.logfmt = new LogfmtLine(stamps);
  }

  /** What {@code line} says, or empty when its shape is not known. */
  Optional<Reading> read(String line, Instant arrival) {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    char first = line.charAt(0);
    if (first == '[' || isDigit(first)) {
      return timed(line, arrival);
    }
    if (first == '\u001b' || (first >= 'A' && first <= 'Z')) {
      Optional<Reading> bare = bare(line, arrival);
      return bare.isPresent() ? bare : syslog(line, arrival);
    }
    return first >= 'a' && first <= 'z' ? logfmt.read(line, arrival) : Optional.empty();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Matcher at(Pattern pattern, String line, int start) {
    return pattern.matcher(line).region(start, Math.min(line.length(), LONGEST_HEAD));
  }

  private Optional<Reading> timed(String line, Instant arrival) {
    Matcher time = at(TIMED, line, 0);
    if (!time.lookingAt()) {
      return Optional.empty();
    }
    String stamp = time.group("time");
    return stamps
        .read(stamp)
        .map(at -> new EventTime(at, arrival, stamp))
        .map(when -> afterTime(line, time.end(), when));
  }

  private static Reading afterTime(String line, int start, EventTime time) {
    Matcher dashed = at(DASHED, line, start);
    if (dashed.lookingAt()) {
      Level level = Level.of(dashed.group("level"));
      return new Reading(time, level, named(dashed.group("name")), line.substring(dashed.end()));
    }
    Matcher piped = at(PIPED, line, start);
    if (piped.lookingAt()) {
      Level level = Level.of(piped.group("level"));
      return new Reading(time, level, place(piped), line.substring(piped.end()));
    }
    Matcher levelled = at(LEVELLED, line, start);
    if (levelled.lookingAt() && Level.isKnown(levelled.group("level"))) {
      return afterLevel(line, levelled, time);
    }
    return new Reading(time, Level.NONE, Origin.UNKNOWN, line.substring(start).stripLeading());
  }

  private static Reading afterLevel(String line, Matcher levelled, EventTime time) {
    Level level = Level.of(levelled.group("level"));
    String pid = levelled.group("pid");
    if (pid != null) {
      String text = pid + line.substring(levelled.end());
      return new Reading(time, level, Origin.UNKNOWN, text);
    }
    Matcher name = at(NAMED, line, levelled.end());
    return name.lookingAt()
        ? new Reading(time, level, named(name.group("name")), line.substring(name.end()))
        : new Reading(time, level, Origin.UNKNOWN, line.substring(levelled.end()));
  }

  private static Origin named(String logger) {
    return new Origin(logger, "", "", 0);
  }

  private static Origin place(Matcher piped) {
    String module = piped.group("name");
    return module == null
        ? Origin.UNKNOWN
        : new Origin(
            module, module, piped.group("function"), Integer.parseInt(piped.group("line")));
  }

  private static Optional<Reading> bare(String line, Instant arrival) {
    Matcher bare = at(BARE, line, 0);
    if (!bare.lookingAt() || !Level.isKnown(bare.group("level"))) {
      return Optional.empty();
    }
    String name = bare.group("name");
    return Optional.of(
        new Reading(
            EventTime.unstamped(arrival),
            Level.of(bare.group("level")),
            name == null ? Origin.UNKNOWN : named(name),
            line.substring(bare.end())));
  }

  private Optional<Reading> syslog(String line, Instant arrival) {
    Matcher found = at(SYSLOG, line, 0);
    if (!found.lookingAt()) {
      return Optional.empty();
    }
    String stamp = line.substring(0, found.end("clock"));
    return years
        .read(found.group("month"), found.group("day").strip(), found.group("clock"), arrival)
        .map(
            when ->
                new Reading(
                    new EventTime(when, arrival, stamp),
                    Level.NONE,
                    named(found.group("name")),
                    line.substring(found.end())));
  }
}
