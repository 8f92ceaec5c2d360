package dev.logtail.pipeline.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampReaderTest {
  private final StampReader shanghai = new StampReader(ZoneId.of("Asia/Shanghai"));
  private final StampReader utc = new StampReader(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-02-01T14:30:25.123456          | 2026-02-01T06:30:25.123456Z",
        "2026-02-01T14:30:25                 | 2026-02-01T06:30:25Z",
        "2026-02-01 14:30:25                 | 2026-02-01T06:30:25Z",
        "2026-02-01 14:30:25.123456          | 2026-02-01T06:30:25.123456Z",
        "2026-02-01 14:30:25,123             | 2026-02-01T06:30:25.123Z",
        "2026-02-01T14:30:25,123456          | 2026-02-01T06:30:25.123456Z",
        "2026-02-01T14:30:25.1               | 2026-02-01T06:30:25.1Z",
        "2026-02-01T14:30:25.123456789       | 2026-02-01T06:30:25.123456789Z",
        "2026-02-01T14:30                    | 2026-02-01T06:30:00Z",
        "2026-02-01T14:30:25Z                | 2026-02-01T14:30:25Z",
        "2026-02-01T14:30:25.123456Z         | 2026-02-01T14:30:25.123456Z",
        "2026-02-01T14:30:25.123456+00:00    | 2026-02-01T14:30:25.123456Z",
        "2026-02-01T14:30:25+05:30           | 2026-02-01T09:00:25Z",
        "2026-02-01 14:30:25 +0530           | 2026-02-01T09:00:25Z",
        "2026-02-01T14:30:25-08              | 2026-02-01T22:30:25Z",
        "2026-02-01T14:30:25-080000          | 2026-02-01T22:30:25Z",
        "2026-02-01T14:30:25,5-08:00         | 2026-02-01T22:30:25.5Z",
      })
  void dates_in_every_layout_that_is_sent(String stamp, String moment) {
    assertThat(shanghai.read(stamp)).contains(Instant.parse(moment));
  }

  @ParameterizedTest
  @CsvSource({
    "1769956225,2026-02-01T14:30:25Z",
    "1769956225.5,2026-02-01T14:30:25.5Z",
    "1769956225.123456,2026-02-01T14:30:25.123456Z",
    "1769956225123,2026-02-01T14:30:25.123Z",
    "1769956225123.75,2026-02-01T14:30:25.123750Z",
    "1769956225123456,2026-02-01T14:30:25.123456Z",
    "1769956225123456789,2026-02-01T14:30:25.123456789Z",
    "1.769956225123E9,2026-02-01T14:30:25.123Z",
    "1.769956225123e+12,2026-02-01T14:30:25.123Z",
  })
  void epochs_by_their_size(String stamp, String moment) {
    assertThat(shanghai.read(stamp)).contains(Instant.parse(moment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "today",
        "NaN",
        "Infinity",
        "-1769956225",
        "0",
        "12",
        "1.2.3",
        ".",
        "e9",
        "1E999999999",
        "1E2147483647",
        "1E-2147483648",
        "99999999999999999999999999999999",
        "2026-13-01T14:30:25",
        "2026-02-30T14:30:25",
        "2026-02-01T24:30:25",
        "2026-02-01T14:30:25ZZ",
        "2026-02-01T14:30:25+99:00",
        "2026/02/01 14:30:25",
        "2026-02-01T14-30-25",
        "2026-02-01x14:30:25",
        "+1000000000-01-01T00:00:00Z",
        "1000000000-01-01T00:00:00",
        "----------------",
        "\ud800\ud800\ud800\ud800-\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800"
      })
  void what_names_no_moment_is_not_guessed(String stamp) {
    assertThat(shanghai.read(stamp)).isEmpty();
  }

  @Test
  void spaces_around_a_stamp_do_not_matter() {
    assertThat(utc.read(" 2026-02-01T14:30:25 ")).contains(Instant.parse("2026-02-01T14:30:25Z"));
  }

  @Test
  void an_hour_that_a_zone_leaves_out_or_has_twice_still_names_a_moment() {
    StampReader berlin = new StampReader(ZoneId.of("Europe/Berlin"));
    assertThat(berlin.read("2026-03-29T02:30:00")).isPresent();
    assertThat(berlin.read("2026-10-25T02:30:00")).contains(Instant.parse("2026-10-25T00:30:00Z"));
  }

  @Property
  void what_isoformat_writes_is_read_back(
      @ForAll @IntRange(min = 1971, max = 2200) int year,
      @ForAll @IntRange(min = 0, max = 31_000_000) int second,
      @ForAll @IntRange(min = 0, max = 999_999) int micros) {
    LocalDateTime local =
        LocalDateTime.of(year, 1, 1, 0, 0).plusSeconds(second).withNano(micros * 1000);
    String whole = local.withNano(0).toString();
    String seconds = whole.length() == 16 ? whole + ":00" : whole;
    String stamp = micros == 0 ? seconds : seconds + "." + String.format("%06d", micros);
    assertThat(utc.read(stamp)).contains(local.toInstant(ZoneOffset.UTC));
    assertThat(utc.read(stamp + "Z")).contains(local.toInstant(ZoneOffset.UTC));
  }

  @Property
  void epochs_are_read_to_the_last_digit(
      @ForAll @LongRange(min = 1_000_000_000L, max = 9_999_999_999L) long seconds,
      @ForAll @IntRange(min = 0, max = 999_999_999) int nanos) {
    Instant moment = Instant.ofEpochSecond(seconds, nanos);
    String fraction = String.format("%09d", nanos);
    assertThat(utc.read(seconds + "." + fraction)).contains(moment);
    assertThat(utc.read(seconds + fraction)).contains(moment);
    assertThat(utc.read(seconds + fraction.substring(0, 3) + "." + fraction.substring(3)))
        .contains(moment);
  }

  @Provide
  Arbitrary<String> almostStamps() {
    return Arbitraries.strings().withChars("0123456789-:T.,Z+ eE\ud800\u0661").ofMaxLength(35);
  }

  @Property
  void nothing_makes_it_throw(@ForAll("almostStamps") String stamp, @ForAll String any) {
    assertThat(utc.read(stamp)).isNotNull();
    assertThat(utc.read(any)).isNotNull();
  }
}
