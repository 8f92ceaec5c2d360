package dev.logtail.tool.probe;

import dev.logtail.tool.probe.Survey.Seen;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
    List<Duration> lags = fresh.stream().map(Seen::lag).flatMap(Optional::stream).sorted().toList();
    Seen typical = fresh.get(fresh.size() - 1);
    Duration ahead = lags.get(lags.size() / 2).negated();
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
