package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TimeTextTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant AT = Instant.parse("2026-02-01T06:30:25.123999Z");
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXXXX");

  @Example
  void each_style() {
    assertThat(new TimeText(TimeStyle.SHORT, SHANGHAI).of(AT)).isEqualTo("14:30:25.123");
    assertThat(new TimeText(TimeStyle.FULL, SHANGHAI).of(AT))
        .isEqualTo("2026-02-01T14:30:25.123+08:00");
    assertThat(new TimeText(TimeStyle.UTC, SHANGHAI).of(AT)).isEqualTo("2026-02-01T06:30:25.123Z");
    assertThat(new TimeText(TimeStyle.EPOCH, SHANGHAI).of(AT)).isEqualTo("1769927425.123");
    assertThat(new TimeText(TimeStyle.NONE, SHANGHAI).of(AT)).isEmpty();
  }

  @Example
  void relative_times_count_from_the_first_that_was_told() {
    TimeText lines = new TimeText(TimeStyle.RELATIVE, SHANGHAI);
    assertThat(lines.of(AT)).isEqualTo("    +0.000");
    assertThat(lines.of(AT.plusMillis(12_345))).isEqualTo("   +12.345");
    assertThat(lines.of(AT.minusMillis(1))).isEqualTo("    -0.001");
    assertThat(lines.of(AT.plusSeconds(100_000))).isEqualTo("+100000.000");

    TimeOrigin origin = new TimeOrigin();
    origin.begin(AT);
    origin.begin(AT.plusSeconds(9));
    assertThat(new TimeText(TimeStyle.RELATIVE, SHANGHAI, origin).of(AT.plusSeconds(1)))
        .isEqualTo("    +1.000");
  }

  @Property
  void the_calendar_is_javas(
      @ForAll @LongRange(min = -62_167_000_000L, max = 253_402_200_000L) long second) {
    for (String zone : new String[] {"UTC", "Asia/Shanghai", "America/New_York"}) {
      Instant at = Instant.ofEpochSecond(second, 7_000_000);
      assertThat(new TimeText(TimeStyle.FULL, ZoneId.of(zone)).of(at))
          .isEqualTo(FULL.format(at.atZone(ZoneId.of(zone))));
    }
  }

  @Example
  void any_instant_has_a_text() {
    for (TimeStyle style : TimeStyle.values()) {
      TimeText text = new TimeText(style, SHANGHAI);
      assertThat(text.of(Instant.MIN) + text.of(Instant.MAX)).isNotNull();
    }
    assertThat(new TimeText(TimeStyle.UTC, SHANGHAI).of(Instant.MAX))
        .isEqualTo("1000000000-12-31T23:59:59.999Z");
  }
}
