package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Being on a record, and the ways to others. The farm logs {@code record 0} and so on. */
class FindingTest {
  private static final int ROWS = 22;

  private final FakeFarm farm = new FakeFarm(8 << 20, 1).populated();

  private ConsoleRig rig(int records) {
    for (int i = 0; i < records; i++) {
      farm.log(FakeFarm.event(i % 10 == 0 ? "ERROR" : "INFO", "record " + i + ";"));
    }
    return new ConsoleRig(farm, 100, ROWS + 2);
  }

  private static List<String> logOf(ConsoleRig rig) {
    return rig.frame().text().subList(1, ROWS + 1).stream().map(row -> row.substring(24)).toList();
  }

  /** The row of the screen with the mark of the record that one is on; -1 for none. */
  private static int markedRow(ConsoleRig rig) {
    List<String> rows = logOf(rig);
    return rows.indexOf(
        rows.stream().filter(row -> row.startsWith("▌")).findFirst().orElse("none"));
  }

  private static List<String> shown(ConsoleRig rig) {
    return logOf(rig).stream()
        .filter(row -> row.contains("record "))
        .map(row -> row.replaceAll(".*record (\\d+);.*", "$1"))
        .toList();
  }

  @Test
  void nothing_is_marked_while_following() {
    assertThat(markedRow(rig(100))).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "k, 98, 20",
    "k k k j, 97, 19",
    "g, 0, 0",
    "g j j, 2, 2",
    "PgUp, 78, 21",
    "PgUp PgUp, 57, 21",
    "PgUp PgDn, 99, 21",
    "k k Ctrl-y, 97, 20",
    "k Ctrl-y Ctrl-y Ctrl-y, 96, 21",
    "g PgUp, 0, 0",
    "k j j j, 99, 21",
    "F, 99, 21"
  })
  void keys_go_from_record_to_record(String keys, long record, int row) {
    ConsoleRig rig = rig(100).press(keys.split(" "));

    assertThat(rig.state().selected()).hasValue(record);
    assertThat(markedRow(rig)).isEqualTo(row);
    assertThat(logOf(rig).get(row)).contains("record " + record + ";");
  }

  @Test
  void record_one_is_on_stays_where_it_is_while_others_stream_in() {
    ConsoleRig rig = rig(100).press("k", "k", "k", "k");
    List<String> before = logOf(rig);

    for (int i = 0; i < 50; i++) {
      farm.log(20);
      rig.settle();
      assertThat(logOf(rig)).isEqualTo(before);
    }
    assertThat(rig.state().selected()).hasValue(95);
    assertThat(rig.lastRow()).contains("▼ 1,000 new");
  }

  @Test
  void long_records_are_gone_through_line_by_line() {
    StringBuilder lines = new StringBuilder("tall");
    for (int i = 1; i < 50; i++) {
      lines.append("\nline ").append(i);
    }
    farm.log(FakeFarm.event("INFO", "above"));
    farm.log(FakeFarm.event("INFO", lines.toString()));
    farm.log(FakeFarm.event("INFO", "below"));
    ConsoleRig rig = new ConsoleRig(farm, 100, ROWS + 2).press("g", "j");
    assertThat(rig.state().selected()).hasValue(1);

    for (int i = 0; i < 29; i++) {
      rig.press("j");
      assertThat(rig.state().selected()).hasValue(1);
    }
    assertThat(logOf(rig).get(ROWS - 1)).contains("line 49");
    assertThat(rig.press("j").state().selected()).hasValue(2);
    assertThat(logOf(rig).get(ROWS - 1)).contains("below");
    for (int i = 0; i < 30; i++) {
      rig.press("k");
      assertThat(rig.state().selected()).hasValue(1);
    }
    assertThat(rig.press("k", "k").state().selected()).hasValue(0);
    assertThat(logOf(rig).get(0)).contains("above");
  }

  @Test
  void filter_that_hides_the_record_goes_to_the_next_and_comes_back() {
    ConsoleRig rig = rig(100).press("g", "j", "j", "j", "PgDn");
    assertThat(rig.state().selected()).hasValue(24);

    rig.press("&", "'5;", "Enter");
    assertThat(logOf(rig).get(markedRow(rig))).contains("record 25;");
    rig.press("Esc");

    assertThat(rig.state().selected()).hasValue(24);
    assertThat(markedRow(rig)).isEqualTo(3);
  }

  @Test
  void bookmarks_are_gone_through_and_survive_filters() {
    ConsoleRig rig = rig(100).press("u");
    assertThat(rig.state().message()).contains("m marks");
    rig.press("g", "j", "m", "PgDn", "m", "G", "m");
    assertThat(rig.frame().text().stream().filter(row -> row.contains("◆"))).hasSize(1);

    rig.press("U");
    assertThat(rig.state().selected()).hasValue(99);
    rig.press("U");
    assertThat(rig.state().selected()).hasValue(22);
    rig.press("U", "U");
    assertThat(rig.state().message()).isEqualTo("no bookmark further up");
    rig.press("&", "'record 22;", "Enter", "u");
    assertThat(rig.state().message()).isEqualTo("no bookmark further down");
    rig.press("m", "Esc", "g", "u");
    assertThat(rig.state().selected()).hasValue(1);
    rig.press("u");
    assertThat(rig.state().selected()).hasValue(99);
  }

  @Test
  void bookmarks_follow_their_records_and_go_with_them() {
    FakeFarm small = new FakeFarm(30_000, 1).populated().log(50);
    ConsoleRig rig = new ConsoleRig(small, 100, 24).press("G", "m");
    LogEvent marked = (LogEvent) rig.scene().log().entry(49);
    small.late(100);
    rig.settle();
    assertThat(rig.state().bookmarks().numbers().mapToObj(n -> rig.scene().log().entry(n)))
        .containsExactly(marked);

    small.log(500);
    rig.settle();

    assertThat(rig.state().bookmarks().isEmpty()).isTrue();
  }

  @Test
  void gaps_and_reconnections_are_gone_through() {
    rig(30);
    for (Kind kind : List.of(Kind.CONNECTED, Kind.GAP, Kind.RESUMED, Kind.DISCONNECTED)) {
      farm.log(new StreamNotice(FakeFarm.DRAGON, FakeFarm.START, kind, kind + " here"));
    }
    ConsoleRig rig = new ConsoleRig(farm, 100, ROWS + 2).press("g", "]");
    assertThat(rig.state().selected()).hasValue(31);
    assertThat(rig.press("]").state().selected()).hasValue(32);
    assertThat(rig.press("]").state().selected()).hasValue(33);
    assertThat(rig.press("]").state().message()).contains("no gap or reconnection further down");
    assertThat(rig.press("[", "[").state().selected()).hasValue(31);
  }

  @Test
  void what_is_far_away_is_looked_for_in_steps_and_any_key_stops() {
    farm.log(FakeFarm.event("ERROR", "far"));
    for (int i = 0; i < 12_000; i++) {
      farm.log(FakeFarm.event("INFO", "x"));
    }
    ConsoleRig rig = new ConsoleRig(farm, 100, ROWS + 2).press("E");
    assertThat(rig.state().pursuit()).isPresent();
    assertThat(rig.state().message()).contains("looking for an error");
    rig.press("h");
    assertThat(rig.state().pursuit()).isEmpty();

    rig.press("E").settle().settle().settle();

    assertThat(rig.state().pursuit()).isEmpty();
    assertThat(rig.state().selected()).hasValue(0);
  }

  @Test
  void only_the_matches_of_a_search() {
    ConsoleRig rig = rig(100).press("x");
    assertThat(rig.state().message()).contains("/ searches");

    rig.press("/", "'record 9", "Enter", "x");
    assertThat(rig.scene().log().shown().count()).isEqualTo(11);
    assertThat(rig.firstRow()).contains("[/ record 9]");

    rig.press("x");
    assertThat(rig.state().filters().isNone()).isTrue();
    assertThat(rig.state().search()).isPresent();
  }

  @Test
  void filters_go_off_and_on_and_the_place_is_kept() {
    ConsoleRig rig = rig(100).press("Ctrl-f");
    assertThat(rig.state().message()).contains("no filters");

    rig.press("&", "'5;", "Enter", "g", "j", "j", "j", "Ctrl-f");
    assertThat(rig.scene().log().shown().count()).isEqualTo(100);
    assertThat(rig.state().selected()).hasValue(35);
    assertThat(rig.firstRow()).contains("[filters off]");
    assertThat(markedRow(rig)).isEqualTo(3);

    rig.press("Ctrl-f");
    assertThat(rig.scene().log().shown().count()).isEqualTo(10);
    assertThat(rig.state().selected()).hasValue(35);
    assertThat(markedRow(rig)).isEqualTo(3);
  }

  @Test
  void context_is_shown_around_what_matches() {
    ConsoleRig rig = rig(30).press("z");
    assertThat(rig.state().message()).contains("no filter");

    rig.press("&", "'record 15;", "Enter", "z", "z");
    assertThat(shown(rig)).containsExactly("13", "14", "15", "16", "17");
    assertThat(rig.firstRow()).contains("[±2]");

    rig.press("Z");
    assertThat(shown(rig)).containsExactly("14", "15", "16");
    rig.press("Z");
    assertThat(shown(rig)).containsExactly("15");
  }

  @Test
  void context_is_taken_from_the_workers_that_are_shown() {
    for (int i = 0; i < 30; i++) {
      farm.log(
          FakeFarm.event(
              i % 2 == 0 ? FakeFarm.DRAGON : FakeFarm.TURTLE,
              FakeFarm.START,
              i == 14 ? "ERROR" : "INFO",
              "record " + i + ";"));
    }
    ConsoleRig rig = new ConsoleRig(farm, 100, ROWS + 2).press("1", "+", "+", "+", "+", "z");

    assertThat(shown(rig)).containsExactly("12", "14", "16");
  }

  @Test
  void copies_the_record_or_all_that_are_marked() {
    ConsoleRig rig = rig(30).press("k", "y");
    ConsoleEffect.Copy one = (ConsoleEffect.Copy) rig.effects().get(0);
    assertThat(one.text()).contains("record 28;").doesNotContain("record 27;");
    assertThat(one.done()).isEqualTo("1 record copied");

    rig.press("m", "k", "m", "G", "c");
    ConsoleEffect.Copy both = (ConsoleEffect.Copy) rig.effects().get(1);
    assertThat(both.text().lines().filter(line -> line.contains("record ")).toList())
        .satisfiesExactly(
            line -> assertThat(line).contains("record 27;"),
            line -> assertThat(line).contains("record 28;"));
    assertThat(both.done()).isEqualTo("2 bookmarked records copied");
  }

  @Test
  void esc_closes_panes_before_it_clears_anything() {
    ConsoleRig rig = rig(30).press("&", "'record", "Enter", "Enter", "Tab");
    assertThat(rig.state().display().panes().detail()).isTrue();
    assertThat(rig.state().mode()).isEqualTo(new Mode.Inspecting(0));
    rig.press("Esc");
    assertThat(rig.state().mode()).isEqualTo(new Mode.Browsing());
    rig.press("Esc");
    assertThat(rig.state().display().panes().detail()).isFalse();
    assertThat(rig.state().filters().text()).isPresent();
    rig.press("Esc", "Esc");
    assertThat(rig.state().filters().isEmpty()).isTrue();
    assertThat(rig.state().message()).contains("q quits");
  }
}
