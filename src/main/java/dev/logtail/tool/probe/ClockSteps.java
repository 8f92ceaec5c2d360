package dev.logtail.tool.probe;

import dev.logtail.tool.probe.Survey.Seen;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far the server's clock is from the one here, by the records that came just when they were
 * logged. Pure.
 */
final class ClockSteps {
  /** Less is the network's, or a stamp's that counts whole seconds. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** Zones differ by a multiple of it, never by more than {@link #FARTHEST}. */
  private static final Duration ZONE_STEP = Duration.ofMinutes(15);

  private static final Duration FARTHEST = Duration.ofHours(26);

  /** What a clock may be off beside its zone. */
  private static final Duration DRIFT = Duration.ofMinutes(1);

  private static final Duration YEARS = Duration.ofDays(365);

  /** Records that lag so differently do not only have a slow network in common. */
  private static final Duration APART = Duration.ofSeconds(4);

  /** Or, where each is less late than the one before it. */
  private static final Duration STEPS = Duration.ofMillis(1500);

  /** What a record may be later than the one before it, for the network's sake. */
  private static final Duration DRAG = Duration.ofMillis(500);

  private ClockSteps() {}

  /**
   * The step for a survey of at least one record.
   *
   * @param zone in which stamps without a zone were read
   * @param now the end of the survey
   */
  static Step of(Survey survey, ZoneId zone, Instant now) {
    if (survey.records().stream().allMatch(seen -> seen.stamp().isEmpty())) {
      return StreamFinding.CLOCK_UNSTAMPED.with();
    }
    List<Seen> fresh = survey.live().stream().filter(seen -> seen.stamp().isPresent()).toList();
    return fresh.isEmpty() ? byTheNewest(survey, now) : ahead(fresh, zone);
  }

  /** Nothing came while the stream was open. */
  private static Step byTheNewest(Survey survey, Instant now) {
    Instant newest =
        survey.records().stream()
            .map(Seen::stamp)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .orElse(now);
    Duration age = Duration.between(newest, now);
    if (age.abs().compareTo(YEARS.multipliedBy(5)) > 0) {
      return StreamFinding.CLOCK_YEARS_OFF.with(day(newest));
    }
    return age.compareTo(TOLERANCE.negated()) < 0
        ? StreamFinding.NEWEST_IN_FUTURE.with(Amounts.time(age))
        : StreamFinding.CLOCK_UNKNOWN.with("; the newest is " + Amounts.time(age) + " old");
  }

  private static Step ahead(List<Seen> fresh, ZoneId zone) {
    List<Duration> lags = fresh.stream().map(Seen::lag).flatMap(Optional::stream).toList();
    Duration promptest = Collections.min(lags);
    Duration latest = Collections.max(lags);
    Duration apart = latest.minus(promptest);
    if (apart.compareTo(APART) > 0 || (apart.compareTo(STEPS) > 0 && isCatchingUp(lags))) {
      return uneven(lags, promptest, latest);
    }
    Seen typical = fresh.get(fresh.size() - 1);
    Duration ahead = promptest.negated();
    if (ahead.abs().compareTo(TOLERANCE) <= 0) {
      return StreamFinding.CLOCK_RIGHT.with(
          Amounts.time(larger(ahead.abs(), Duration.ofMillis(1))));
    }
    String direction = ahead.isNegative() ? "behind" : "ahead";
    Duration zones = zones(ahead);
    if (ahead.abs().compareTo(YEARS) > 0) {
      return StreamFinding.CLOCK_YEARS_OFF.with(day(typical.stamp().orElse(Instant.EPOCH)));
    }
    if (zones.isZero()) {
      return StreamFinding.CLOCK_OFF.with(Amounts.time(ahead), direction);
    }
    return typical.namesZone()
        ? StreamFinding.ZONE_MISLABELLED.with(Amounts.time(zones), direction)
        : StreamFinding.ZONE_WRONG.with(
            Amounts.time(zones), direction, zone, theirs(zone, zones, typical.arrival()));
  }

  /** They do not all tell the same clock, or do not all come at once. */
  private static Step uneven(List<Duration> lags, Duration promptest, Duration latest) {
    if (promptest.abs().compareTo(TOLERANCE) <= 0) {
      return StreamFinding.RECORDS_LATE.with(Amounts.time(latest));
    }
    Duration last = lags.get(lags.size() - 1);
    return isCatchingUp(lags)
        ? StreamFinding.CLOCK_UNKNOWN.with("; the newest is " + Amounts.time(last) + " old")
        : StreamFinding.CLOCK_JUMPS.with(off(promptest), off(latest));
  }

  /** Old records that are sent one after the other are less and less old. */
  private static boolean isCatchingUp(List<Duration> lags) {
    Duration before = lags.get(0);
    for (Duration lag : lags) {
      if (lag.compareTo(TOLERANCE.negated()) < 0 || lag.minus(before).compareTo(DRAG) > 0) {
        return false;
      }
      before = lag;
    }
    return true;
  }

  private static String off(Duration lag) {
    return lag.abs().compareTo(TOLERANCE) <= 0
        ? "right"
        : Amounts.time(lag) + (lag.isNegative() ? " ahead" : " behind");
  }

  private static Duration larger(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** The difference of zones that explains {@code ahead}; zero where none does. */
  private static Duration zones(Duration ahead) {
    long steps = Math.round((double) ahead.toMillis() / ZONE_STEP.toMillis());
    Duration zones = ZONE_STEP.multipliedBy(steps);
    boolean near = ahead.minus(zones).abs().compareTo(DRIFT) <= 0;
    return near && zones.abs().compareTo(FARTHEST) <= 0 ? zones : Duration.ZERO;
  }

  /** The option's value that would have read the stamps right. */
  private static String theirs(ZoneId zone, Duration zones, Instant when) {
    long seconds = zone.getRules().getOffset(when).getTotalSeconds() + zones.toSeconds();
    if (Math.abs(seconds) > ZoneOffset.MAX.getTotalSeconds()) {
      return "ZONE";
    }
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(Math.toIntExact(seconds));
    return offset.equals(ZoneOffset.UTC) ? "UTC" : offset.getId();
  }

  private static String day(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
