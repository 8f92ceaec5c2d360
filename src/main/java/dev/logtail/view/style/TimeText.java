package dev.logtail.view.style;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Writes times to the millisecond, for views that write a million of them a second: what belongs to
 * the whole second is made once and kept for the records that share it. Takes any instant. One per
 * view; its thread only.
 */
public final class TimeText {
  private static final long DAY = 86_400;

  /** Cells that the seconds of relative times are padded to: a day and a sign. */
  private static final int RELATIVE_SECONDS = 6;

  /** Where zones have rules: the years 0 to 9999. */
  private static final long FIRST_SECOND = -62_167_219_200L;

  private static final long LAST_SECOND = 253_402_300_799L;

  private final TimeStyle style;
  private final ZoneId zone;
  private final TimeOrigin origin;
  private final boolean exact;

  private long second = Long.MIN_VALUE;
  private String head = "";
  private String tail = "";

  /** Counts relative times from the first that it writes. */
  public TimeText(TimeStyle style, ZoneId zone) {
    this(style, zone, new TimeOrigin());
  }

  public TimeText(TimeStyle style, ZoneId zone, TimeOrigin origin) {
    this(style, zone, origin, false);
  }

  private TimeText(TimeStyle style, ZoneId zone, TimeOrigin origin, boolean exact) {
    this.exact = exact;
    this.style = style;
    this.origin = origin;
    this.zone = style == TimeStyle.UTC ? ZoneOffset.UTC : zone;
  }

  /** Writes what a time has beyond milliseconds too, but for relative ones. */
  public static TimeText exact(TimeStyle style, ZoneId zone) {
    return new TimeText(style, zone, new TimeOrigin(), true);
  }

  /** Appends {@code at}; nothing for {@link TimeStyle#NONE}. */
  public void append(StringBuilder out, Instant at) {
    if (style == TimeStyle.NONE) {
      return;
    }
    if (style == TimeStyle.RELATIVE) {
      relative(out, origin.since(at));
      return;
    }
    if (at.getEpochSecond() != second) {
      turnTo(at);
    }
    int nanos = at.getNano();
    int millis = nanos / 1_000_000;
    out.append(head)
        .append((char) ('0' + millis / 100))
        .append((char) ('0' + millis / 10 % 10))
        .append((char) ('0' + millis % 10));
    if (exact) {
      beyondMillis(out, nanos % 1_000_000);
    }
    out.append(tail);
  }

  private static void beyondMillis(StringBuilder out, int nanos) {
    if (nanos % 1000 != 0) {
      out.append(String.format(Locale.ROOT, "%06d", nanos));
    } else if (nanos != 0) {
      out.append(String.format(Locale.ROOT, "%03d", nanos / 1000));
    }
  }

  public String of(Instant at) {
    StringBuilder out = new StringBuilder();
    append(out, at);
    return out.toString();
  }

  private static void relative(StringBuilder out, Duration since) {
    Duration apart = since.abs();
    String seconds = (since.isNegative() ? "-" : "+") + apart.toSeconds();
    String millis = Integer.toString(1000 + apart.toMillisPart()).substring(1);
    out.append(" ".repeat(Math.max(0, RELATIVE_SECONDS - seconds.length())));
    out.append(seconds).append('.').append(millis);
  }

  private void turnTo(Instant at) {
    second = at.getEpochSecond();
    if (style == TimeStyle.EPOCH) {
      head = second + ".";
      return;
    }
    ZoneOffset offset = offset(at);
    long local = second + offset.getTotalSeconds();
    StringBuilder text = new StringBuilder();
    if (style != TimeStyle.SHORT) {
      date(text, Math.floorDiv(local, DAY));
      text.append('T');
      tail = offset.getId();
    }
    clock(text, (int) Math.floorMod(local, DAY));
    head = text.append('.').toString();
  }

  private ZoneOffset offset(Instant at) {
    boolean ruled = second >= FIRST_SECOND && second <= LAST_SECOND;
    return ruled ? zone.getRules().getOffset(at) : ZoneOffset.UTC;
  }

  private static void clock(StringBuilder out, int ofDay) {
    two(out, ofDay / 3600);
    out.append(':');
    two(out, ofDay / 60 % 60);
    out.append(':');
    two(out, ofDay % 60);
  }

  /** The proleptic Gregorian date of a day counted from 1970, for years beyond LocalDate's too. */
  private static void date(StringBuilder out, long epochDay) {
    long day = epochDay + 719_468;
    long era = Math.floorDiv(day, 146_097);
    int ofEra = Math.floorMod(day, 146_097);
    int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * ofYear + 2) / 153;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    year(out, year);
    out.append('-');
    two(out, month);
    out.append('-');
    two(out, ofYear - (153 * shifted + 2) / 5 + 1);
  }

  private static void year(StringBuilder out, long year) {
    String digits = Long.toString(Math.abs(year));
    out.append(year < 0 ? "-" : "").append("0".repeat(Math.max(0, 4 - digits.length())));
    out.append(digits);
  }

  private static void two(StringBuilder out, int number) {
    out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
