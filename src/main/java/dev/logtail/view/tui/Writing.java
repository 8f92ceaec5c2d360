package dev.logtail.view.tui;

import dev.logtail.view.style.TimeStyle;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How records are written.
 *
 * @param wrap whether long lines go on in the next row instead of off the screen
 * @param pretty whether JSON in messages and tracebacks is laid out for reading
 * @param zone of the times, where another one than the console's usual was asked for
 */
record Writing(
    boolean wrap, boolean pretty, TimeStyle time, Optional<ZoneId> zone, LabelStyle label) {
  /** How a record names its worker. */
  enum LabelStyle {
    SHORT,
    /** The whole key. */
    FULL,
    NONE
  }

  static final Writing INITIAL =
      new Writing(false, false, TimeStyle.SHORT, Optional.empty(), LabelStyle.SHORT);

  /** The zone of the times: the one that was asked for, or else {@code usual}. */
  ZoneId zoneOr(ZoneId usual) {
    return zone.orElse(usual);
  }

  Writing withWrap(boolean wrapped) {
    return new Writing(wrapped, pretty, time, zone, label);
  }

  Writing withPretty(boolean wanted) {
    return new Writing(wrap, wanted, time, zone, label);
  }

  Writing withTime(TimeStyle style) {
    return new Writing(wrap, pretty, style, zone, label);
  }

  Writing withZone(ZoneId other) {
    return new Writing(wrap, pretty, time, Optional.of(other), label);
  }

  /** With the next way to write times. */
  Writing withNextTime() {
    return withTime(after(time, List.of(TimeStyle.values())));
  }

  Writing withLabel(LabelStyle style) {
    return new Writing(wrap, pretty, time, zone, style);
  }

  /** With the next way to name workers. */
  Writing withNextLabel() {
    return withLabel(after(label, List.of(LabelStyle.values())));
  }

  private static <T> T after(T value, List<T> values) {
    return values.get((values.indexOf(value) + 1) % values.size());
  }
}
