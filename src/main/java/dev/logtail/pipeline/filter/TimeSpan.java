package dev.logtail.pipeline.filter;

import dev.logtail.model.Entry;
import dev.logtail.model.Spelling;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The stretch of time that records are wanted of: from {@code since} on, before {@code until}, so
 * that neighbouring stretches share no record. A record without a time of its own counts by its
 * arrival.
 */
public record TimeSpan(Optional<Instant> since, Optional<Instant> until) {
  public static final TimeSpan ALL = new TimeSpan(Optional.empty(), Optional.empty());

  private static final String FORMS =
      "write 10m (ago), 14:30, 2026-02-01, 2026-02-01T14:30, yesterday, or seconds since 1970";

  /**
   * Reads its two ends as {@link MomentText}, each "now" where the other is counted from it. A time
   * of day is the last one that was; as {@code until} it is the first one after {@code since}, and
   * today's where there is no {@code since}.
   *
   * @param zone what times without a zone are in
   * @throws IllegalArgumentException when one is no moment, or nothing can lie between them; the
   *     message is for the user
   */
  public static TimeSpan read(
      Optional<String> since, Optional<String> until, ZoneId zone, Instant now) {
    Optional<Instant> first = since.map(text -> first(text, zone, now));
    Optional<Instant> end = until.map(text -> end(text, first, zone, now));
    if (first.isPresent() && end.isPresent() && !first.get().isBefore(end.get())) {
      throw new IllegalArgumentException(
          String.format(
              "--since %s is not before --until %s (%s and %s): nothing lies between them",
              since.orElseThrow(),
              until.orElseThrow(),
              first.get().atZone(zone).toLocalDateTime(),
              end.get().atZone(zone).toLocalDateTime()));
    }
    return new TimeSpan(first, end);
  }

  private static Instant first(String text, ZoneId zone, Instant now) {
    Optional<LocalTime> ofDay = MomentText.timeOfDay(text);
    if (ofDay.isEmpty()) {
      return moment("--since", text, zone, now);
    }
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant todays = at(today, ofDay.get(), zone);
    return todays.isAfter(now) ? at(today.minusDays(1), ofDay.get(), zone) : todays;
  }

  private static Instant end(String text, Optional<Instant> since, ZoneId zone, Instant now) {
    Optional<LocalTime> ofDay = MomentText.timeOfDay(text);
    if (ofDay.isEmpty()) {
      return moment("--until", text, zone, now);
    }
    LocalDate day = since.orElse(now).atZone(zone).toLocalDate();
    Instant sameDay = at(day, ofDay.get(), zone);
    boolean tooEarly = since.isPresent() && !sameDay.isAfter(since.get());
    return tooEarly ? at(day.plusDays(1), ofDay.get(), zone) : sameDay;
  }

  private static Instant at(LocalDate day, LocalTime ofDay, ZoneId zone) {
    return day.atTime(ofDay).atZone(zone).toInstant();
  }

  private static Instant moment(String option, String text, ZoneId zone, Instant now) {
    return MomentText.read(text, zone, now)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    option
                        + ": '"
                        + text
                        + "' is no moment"
                        + Spelling.nearest(text, MomentText.WORDS)
                            .map(word -> "; did you mean " + word + "?")
                            .orElse("; " + FORMS)));
  }

  /** True when everything lies in it. */
  public boolean isAll() {
    return since.isEmpty() && until.isEmpty();
  }

  /** True for what is wanted. */
  public boolean holds(Entry entry) {
    Instant at = entry.at();
    return (since.isEmpty() || !at.isBefore(since.get()))
        && (until.isEmpty() || at.isBefore(until.get()));
  }
}
