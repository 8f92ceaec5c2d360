package dev.logtail.view.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Evidence;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.HostileText;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatsTextTest {
  private final Tally tally = new Tally(EnumSet.allOf(Dimension.class));

  private static List<String> lines(Snapshot snapshot, int columns, int most) {
    StatsText text =
        new StatsText(new StatsText.Settings(Theme.dark(), ZoneId.of("Asia/Shanghai"), most));
    return text.lines(snapshot, columns).stream().map(StyledText::plain).toList();
  }

  @Test
  void a_snapshot_is_its_sums_and_a_table_for_all_that_records_have() {
    for (int i = 0; i < 8; i++) {
      tally.add(Records.record("user1_002050.SZ_hidden_dragon", "INFO", "引擎", i));
    }
    tally.add(Records.record("w2", "fatal", "", 10, "{\"details\":{\"step\":\"search\"}}"));
    tally.add(Records.record("w2", "", "", 3, "{\"step\":null}"));
    tally.add(notice(StreamNotice.Kind.GAP, 0));
    tally.add(notice(StreamNotice.Kind.DROPPED, 1234));

    assertThat(lines(tally.take(Optional.empty()), 72, 10))
        .containsExactly(
            "10 records in 10.0s, 1.0/s · 1 error · 1 gap · 1,234 dropped records",
            "2026-02-01T14:30:00.000+08:00 to 2026-02-01T14:30:10.000+08:00",
            "",
            "WORKER         RECORDS  SHARE    RATE  ERRORS",
            "002050·dragon        8    80%  0.80/s       -  █████████████████████████",
            "w2                   2    20%  0.20/s       1  ██████▎",
            "",
            "LEVEL     RECORDS  SHARE    RATE",
            "CRITICAL        1    10%  0.10/s  ████▊",
            "INFO            8    80%  0.80/s  ██████████████████████████████████████",
            "(none)          1    10%  0.10/s  ████▊",
            "",
            "LOGGER  RECORDS  SHARE    RATE  ERRORS",
            "引擎          8    80%  0.80/s       -  ████████████████████████████████",
            "(none)        2    20%  0.20/s       1  ████████",
            "",
            "STEP    RECORDS  SHARE    RATE  ERRORS",
            "search        1    10%  0.10/s       1  ████████████████████████████████");
  }

  @Test
  void what_is_watched_has_the_rate_of_this_moment_and_the_rest_is_others() {
    tally.add(Records.record("a", "INFO", "x", 0));
    tally.take(Optional.empty());
    for (int i = 0; i < 6; i++) {
      tally.add(Records.record(i < 4 ? "a" : "b" + i, "INFO", "x", 0));
    }
    List<String> lines = lines(tally.take(Optional.of(Duration.ofSeconds(2))), 80, 1);
    assertThat(lines.get(0)).isEqualTo("7 records, now 3.0/s");
    assertThat(lines.subList(3, 6))
        .extracting(line -> line.replaceAll(" +█+.*", ""))
        .containsExactly(
            "WORKER    RECORDS  SHARE  RATE    NOW  ERRORS",
            "a               5    71%     -  2.0/s       -",
            "(others)        2    29%     -  1.0/s       -");
  }

  @Test
  void nothing_is_a_line_too() {
    assertThat(lines(tally.take(Optional.empty()), 80, 10)).containsExactly("0 records");
  }

  @Provide
  Arbitrary<String> hostile() {
    return HostileText.strings();
  }

  @Property(tries = 300)
  void no_line_is_wider_than_the_screen_or_does_anything_to_it(
      @ForAll @Size(max = 5) List<@From("hostile") String> names,
      @ForAll @IntRange(min = 1, max = 200) int columns) {
    Tally hostile = new Tally(EnumSet.allOf(Dimension.class));
    for (String name : names) {
      hostile.add(Records.record("w" + name, name, name, name.length()));
    }
    for (String line : lines(hostile.take(Optional.empty()), columns, 10)) {
      assertThat(CellWidth.of(line)).as(line).isLessThanOrEqualTo(Math.max(columns, 50));
      if (columns >= 60) {
        assertThat(CellWidth.of(line)).as(line).isLessThanOrEqualTo(columns);
      }
      assertThat(line.codePoints()).as(line).noneMatch(StatsTextTest::acts);
    }
  }

  private static boolean acts(int point) {
    return Character.isISOControl(point) || (point >= 0x202A && point <= 0x202E);
  }

  private static StreamNotice notice(StreamNotice.Kind kind, long lost) {
    return new StreamNotice(
        new WorkerKey("w2"),
        Records.START,
        kind,
        "x",
        Evidence.missing(Records.START, Records.START, lost));
  }
}
