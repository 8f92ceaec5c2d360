package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody looks at stays where it is while late records are inserted. The farm logs a record
 * a second, {@code record 0} and so on.
 */
class LateRecordsTest {
  private static final int ROWS = 22;

  private final FakeFarm farm = new FakeFarm(1 << 20, 1).populated();

  private ConsoleRig rig(int records) {
    log(0, records);
    return new ConsoleRig(farm, 120, ROWS + 2);
  }

  private void log(int from, int to) {
    for (int i = from; i < to; i++) {
      farm.log(
          FakeFarm.event(
              FakeFarm.DRAGON, second(i), i % 10 == 0 ? "ERROR" : "INFO", "record " + i + ";"));
    }
  }

  private static Instant second(double second) {
    return FakeFarm.START.plusMillis((long) (second * 1000));
  }

  /** Comes {@code seconds} after the start, later than others that were logged later. */
  private void late(double... seconds) {
    for (double second : seconds) {
      LogEvent event =
          FakeFarm.event(FakeFarm.TURTLE, second(second), "INFO", "late " + second + ";");
      farm.log(event.with(Mark.LATE));
    }
  }

  private static List<String> logOf(ConsoleRig rig) {
    return rig.frame().text().subList(1, ROWS + 1).stream().map(row -> row.substring(29)).toList();
  }

  private static int rowOf(ConsoleRig rig, String message) {
    List<String> rows = logOf(rig);
    return IntStream.range(0, rows.size())
        .filter(row -> rows.get(row).contains(message + ";"))
        .findFirst()
        .orElse(-1);
  }

  private static String messageAt(ConsoleRig rig, OptionalLong number) {
    return ((LogEvent) farmEntry(rig, number.getAsLong())).message();
  }

  private static Object farmEntry(ConsoleRig rig, long number) {
    return rig.scene().log().entry(number);
  }

  @Test
  void following_shows_it_at_its_place() {
    ConsoleRig rig = rig(100);

    late(97.5);

    assertThat(rig.settle().state().isFollowing()).isTrue();
    assertThat(rowOf(rig, "late 97.5")).isEqualTo(rowOf(rig, "record 98") - 1);
    assertThat(rowOf(rig, "record 99")).isEqualTo(ROWS - 1);
    assertThat(rig.lastRow()).doesNotContain("new");
    assertThat(rig.rowsWith("late 97.5").get(0)).contains("! late 97.5");
  }

  @Test
  void top_of_a_scrolled_up_screen_stays() {
    ConsoleRig rig = rig(100).press("b");
    List<String> before = logOf(rig);

    late(3.5, 50.5, 56.5);
    rig.settle();

    assertThat(logOf(rig)).isEqualTo(before);
    assertThat(rig.lastRow()).doesNotContain("new");
  }

  @Test
  void inserted_above_the_first_line_stands_above_the_screen() {
    ConsoleRig rig = rig(100).press("b");
    assertThat(rowOf(rig, "record 57")).isZero();

    late(56.5);

    assertThat(rowOf(rig.settle(), "record 57")).isZero();
    assertThat(rowOf(rig.press("Ctrl-y"), "late 56.5")).isZero();
  }

  @Test
  void only_what_comes_after_the_seen_is_new() {
    ConsoleRig rig = rig(100).press("b");
    log(100, 107);
    rig.settle();

    late(90.5, 99.5, 103.5);

    rig.settle();
    assertThat(rig.lastRow()).contains("▼ 9 new");
    assertThat(rig.press("G").lastRow()).doesNotContain("new");
  }

  @Test
  void what_a_search_went_to_stays_on_its_row_and_keeps_its_name() {
    ConsoleRig rig = rig(100).press("g", "/", "'record 9", "Enter", "n", "n");
    String at = messageAt(rig, rig.state().selected());
    int row = rowOf(rig, at.replace(";", ""));
    assertThat(at).isEqualTo("record 91;");
    assertThat(rig.lastRow()).contains("3 of 11");

    late(3.5, 80.5, 85.5, 95.5);
    rig.settle();

    assertThat(messageAt(rig, rig.state().selected())).isEqualTo(at);
    assertThat(rowOf(rig, "record 91")).isEqualTo(row);
    assertThat(rig.lastRow()).contains("3 of 11");
    assertThat(messageAt(rig.press("n"), rig.state().selected())).isEqualTo("record 92;");
  }

  @Test
  void inserted_match_is_counted_and_found() {
    ConsoleRig rig = rig(100).press("g", "/", "';", "Enter", "n", "n", "n");
    assertThat(rig.lastRow()).contains("4 of 100");

    late(1.5, 3.5);
    rig.settle();

    assertThat(rig.lastRow()).contains("5 of 102");
    assertThat(messageAt(rig.press("n"), rig.state().selected())).isEqualTo("late 3.5;");
  }

  @Test
  void frozen_picture_stays_until_it_goes_on() {
    ConsoleRig rig = rig(100).press("P");
    List<String> before = logOf(rig);

    late(85.5, 90.5, 98.5);
    rig.settle();
    assertThat(logOf(rig)).isEqualTo(before);
    log(100, 103);
    late(99.5, 101.5);
    rig.settle();

    assertThat(logOf(rig)).isEqualTo(before);
    assertThat(rig.lastRow()).contains("▼ 5 new");
    rig.press("Ctrl-y", "Ctrl-y");
    assertThat(rowOf(rig, "record 97")).isEqualTo(ROWS - 1);
    rig.press("P", "G");
    assertThat(rowOf(rig, "late 98.5")).isEqualTo(rowOf(rig, "record 99") - 1);
    assertThat(rowOf(rig, "late 101.5")).isEqualTo(ROWS - 2);
  }

  @Test
  void second_frozen_picture_holds_what_came_into_the_first() {
    ConsoleRig rig = rig(100).press("P");
    late(90.5);
    rig.settle().press("P", "P");

    late(95.5);
    rig.settle();

    assertThat(rowOf(rig, "late 90.5")).isEqualTo(rowOf(rig, "record 91") - 1);
    assertThat(rowOf(rig, "late 95.5")).isNegative();
  }

  @Test
  void search_in_a_frozen_picture_does_not_find_what_came_into_it() {
    ConsoleRig rig = rig(100).press("g", "P");
    late(5.5);

    rig.settle().press("/", "'late", "Enter");

    assertThat(rig.state().selected()).hasValue(0);
    assertThat(rig.press("P", "n").state().selected()).hasValue(6);
  }

  @Test
  void filter_takes_what_is_inserted_and_leaves_out_the_rest() {
    ConsoleRig rig = rig(100).press("&", "'5;", "Enter");
    assertThat(rig.scene().log().shown().count()).isEqualTo(10);

    late(20.5, 30.25, 30.4);
    rig.settle();

    assertThat(rig.scene().log().shown().count()).isEqualTo(12);
    assertThat(rowOf(rig, "late 30.25")).isEqualTo(rowOf(rig, "record 35") - 1);
    assertThat(rowOf(rig, "late 30.4")).isNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "&"})
  void leaving_a_prompt_goes_back_to_the_same_lines(String prompt) {
    ConsoleRig rig = rig(100).press("b", "b");
    List<String> before = logOf(rig);

    rig.press(prompt, "'record 9");
    late(2.5, 10.5, 70.5);
    rig.settle().press("Ctrl-u", "Esc");

    assertThat(logOf(rig)).isEqualTo(before);
  }

  @Test
  void layouts_belong_to_entries_though_their_numbers_change() {
    ConsoleRig rig = rig(30).press("g");
    late(0.5, 1.5, 1.75, 4.5);

    List<String> drawn = logOf(rig.settle());

    assertThat(drawn).isEqualTo(logOf(new ConsoleRig(farm, 120, ROWS + 2).press("g")));
  }

  /** What it knows is what one knows that sees everything for the first time. */
  @Property(tries = 60)
  void console_that_saw_everything_come_knows_what_a_fresh_one_knows(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 60) Integer> steps) {
    FakeFarm other = new FakeFarm(30_000, 3).populated();
    ConsoleRig rig = searching(other);
    for (int step : steps) {
      other.log(step);
      other.late(step * 7L);
      rig.settle();
    }
    ConsoleRig fresh = searching(other);

    assertThat(all(rig.scene().log().shown())).isEqualTo(all(fresh.scene().log().shown()));
    assertThat(all(rig.scene().log().matches())).isEqualTo(all(fresh.scene().log().matches()));
    rig.press("Esc", "G");
    assertThat(logOf(rig)).isEqualTo(logOf(fresh.press("Esc", "G")));
  }

  private static ConsoleRig searching(FakeFarm farm) {
    return new ConsoleRig(farm, 120, ROWS + 2).press("&", "'e", "Enter", "/", "'1", "Enter");
  }

  private static List<Long> all(EntryNumbers numbers) {
    return LongStream.iterate(
            numbers.atOrAfter(0).orElse(-1),
            number -> number >= 0,
            number -> numbers.atOrAfter(number + 1).orElse(-1))
        .boxed()
        .toList();
  }
}
