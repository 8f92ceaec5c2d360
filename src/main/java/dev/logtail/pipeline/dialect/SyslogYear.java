package dev.logtail.pipeline.dialect;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads {@code Feb 1 14:30:25}, whose year is the one that brings it nearest to its arrival. */
final class SyslogYear {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final ZoneId zone;

  SyslogYear(ZoneId zone) {
    this.zone = zone;
  }

  Optional<Instant> read(String month, String day, String clock, Instant arrival) {
    int number = MONTHS.indexOf(month) + 1;
    int year = arrival.atZone(zone).getYear();
    Optional<Instant> nearest = Optional.empty();
    for (int candidate = year - 1; number > 0 && candidate <= year + 1; candidate++) {
      Optional<Instant> at = in(candidate, number, day, clock);
      if (at.isPresent() && (nearest.isEmpty() || isNearer(at.get(), nearest.get(), arrival))) {
        nearest = at;
      }
    }
    return nearest;
  }

  private Optional<Instant> in(int year, int month, String day, String clock) {
    try {
      LocalDate date = LocalDate.of(year, month, Integer.parseInt(day));
      return Optional.of(date.atTime(LocalTime.parse(clock)).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isNearer(Instant a, Instant b, Instant to) {
    return Duration.between(a, to).abs().compareTo(Duration.between(b, to).abs()) < 0;
  }
}
