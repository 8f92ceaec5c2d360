package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Severity;
import dev.logtail.view.terminal.ScreenSize;
import dev.logtail.view.tui.ConsoleEffect.Export;
import dev.logtail.view.tui.ConsoleEffect.Reconnect;
import dev.logtail.view.tui.Mode.Browsing;
import dev.logtail.view.tui.Mode.ChoosingWorker;
import dev.logtail.view.tui.Mode.Reading;
import dev.logtail.view.tui.Mode.Typing;
import dev.logtail.view.tui.Position.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keys make of the state. The farm logs one-line records unless a test says otherwise. */
class ConsoleReducerTest {
  private static final int ROWS = 22;

  private final FakeFarm farm = new FakeFarm(1 << 20, 1).populated();

  private ConsoleRig rig(int records) {
    for (int i = 0; i < records; i++) {
      farm.log(FakeFarm.event(i % 10 == 0 ? "ERROR" : "INFO", "record " + i));
    }
    return new ConsoleRig(farm, 80, ROWS + 2);
  }

  private static long top(ConsoleRig rig) {
    return new Scroller(rig.scene().log(), ROWS).top(rig.state().position()).entry();
  }

  private static List<String> logOf(ConsoleRig rig) {
    return rig.frame().text().subList(1, ROWS).stream().map(row -> row.substring(26)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "k,       78, false",
    "Up,      78, false",
    "Ctrl-y,  77, false",
    "Ctrl-y Ctrl-y Ctrl-e, 77, false",
    "PgUp,    57, false",
    "b,       57, false",
    "b PgDn,  78, false",
    "Ctrl-u,  67, false",
    "Ctrl-u Ctrl-d, 78, false",
    "g,        0, false",
    "Home,     0, false",
    "g PgDn,  21, false",
    "g j j,    0, false",
    "g Ctrl-e, 1, false",
    "g G,     78, true",
    "g End,   78, true",
    "F,       78, false",
    "F F,     78, true",
    "j,       78, true",
    "k F,     78, true"
  })
  void moving(String keys, long top, boolean follows) {
    ConsoleRig rig = rig(100).press(keys.split(" "));

    assertThat(top(rig)).isEqualTo(top);
    assertThat(rig.state().isFollowing()).isEqualTo(follows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"k", "Up", "b", "PgUp", "Ctrl-u", "g", "Home"})
  void every_upward_key_leaves_following_even_at_the_top(String key) {
    assertThat(rig(3).press(key).state().isFollowing()).isFalse();
  }

  @Test
  void what_is_at_the_top_stays_there_while_records_come() {
    ConsoleRig rig = rig(100).press("b");
    long before = top(rig);

    farm.log(500);
    rig.settle();

    assertThat(top(rig)).isEqualTo(before);
    assertThat(rig.lastRow()).contains("▼ 500 new");
  }

  @Test
  void evicted_top_moves_to_the_oldest_held() {
    FakeFarm small = new FakeFarm(30_000, 1).populated().log(50);
    ConsoleRig rig = new ConsoleRig(small, 80, 24).press("g");

    small.log(500);
    rig.settle();

    assertThat(small.entries().first()).isPositive();
    assertThat(top(rig)).isEqualTo(small.entries().first());
    assertThat(rig.frame().text()).hasSize(24);
  }

  @Test
  void seen_records_are_no_longer_new() {
    ConsoleRig rig = rig(100).press("k");
    farm.log(FakeFarm.event("INFO", "one more"));
    rig.settle();
    assertThat(rig.lastRow()).contains("▼ 1 new");

    rig.press("j", "j");

    assertThat(rig.lastRow()).doesNotContain("new");
    assertThat(rig.state().isFollowing()).isFalse();
  }

  @Test
  void frozen_picture_stays_and_counts() {
    ConsoleRig rig = rig(100).press("P");
    List<String> before = logOf(rig);

    farm.log(7);
    rig.settle();

    assertThat(logOf(rig)).isEqualTo(before);
    assertThat(rig.lastRow()).contains("▼ 7 new").contains("P goes on");
    assertThat(rig.firstRow()).contains("PAUSED");
    assertThat(rig.press("=").lastRow()).doesNotContain("new");
  }

  @Test
  void frozen_picture_can_be_moved_in() {
    ConsoleRig rig = rig(100).press("P");
    farm.log(50);
    rig.settle().press("b", "G");

    assertThat(top(rig)).isEqualTo(78);
  }

  @Test
  void search_jumps_while_it_is_typed_and_esc_goes_back() {
    ConsoleRig rig = rig(100).press("g", "/", "'record 77");
    assertThat(rig.state().selected()).hasValue(77);
    assertThat(rig.lastRow()).contains("1 of 1");
    assertThat(rig.rowsWith("record 77")).isNotEmpty();

    rig.press("Backspace", "Backspace", "Esc");

    assertThat(rig.state().search()).isEmpty();
    assertThat(top(rig)).isZero();
    assertThat(rig.state().mode()).isEqualTo(new Browsing());
  }

  @Test
  void search_hides_nothing_and_goes_round_with_n() {
    ConsoleRig rig = rig(100).press("g", "/", "'record 7", "Enter");
    assertThat(rig.scene().log().shown().count()).isEqualTo(100);
    assertThat(rig.state().selected()).hasValue(7);

    rig.press("n");
    assertThat(rig.state().selected()).hasValue(70);
    assertThat(rig.lastRow()).contains("2 of 11");
    rig.press("n", "N", "N");
    assertThat(rig.state().selected()).hasValue(7);
    rig.press("N");
    assertThat(rig.state().message()).isEqualTo("no match further up");
  }

  @Test
  void search_begun_while_following_finds_the_nearest_above() {
    ConsoleRig rig = rig(100).press("/", "'record 5", "Enter");

    assertThat(rig.state().selected()).hasValue(59);
    assertThat(rig.state().isFollowing()).isFalse();
  }

  @Test
  void search_without_a_match_keeps_following() {
    ConsoleRig rig = rig(100).press("/", "'nowhere", "Enter");

    assertThat(rig.state().isFollowing()).isTrue();
    assertThat(rig.lastRow()).contains("no match");
  }

  @Test
  void search_takes_regular_expressions_and_says_when_they_are_broken() {
    ConsoleRig rig = rig(100).press("g", "/", "'/record [89]5/");
    assertThat(rig.state().selected()).hasValue(85);

    rig.press("Ctrl-u", "'/(/");
    assertThat(rig.frame().text().get(ROWS)).contains("▼").contains("not a regular expression");
  }

  @Test
  void n_without_a_search_says_what_to_do() {
    assertThat(rig(3).press("n").state().message()).contains("/ searches");
  }

  @ParameterizedTest
  @CsvSource({"record 7, 11", "!record 7, 89", "/7$/, 10", "!, 100", "dragon, 100", "!dragon, 0"})
  void filter_shows_or_hides_while_it_is_typed(String typed, long shown) {
    ConsoleRig rig = rig(100).press("&", "'" + typed);

    assertThat(rig.scene().log().shown().count()).isEqualTo(shown);
    assertThat(rig.state().mode()).isInstanceOf(Typing.class);
  }

  @Test
  void filter_is_kept_by_enter_changed_by_the_next_and_cleared_when_empty() {
    ConsoleRig rig = rig(100).press("&", "'record 7", "Enter");
    assertThat(rig.scene().log().shown().count()).isEqualTo(11);

    rig.press("&", "'7", "Enter");
    assertThat(rig.scene().log().shown().count()).isEqualTo(1);

    rig.press("&", "Ctrl-u", "Enter");
    assertThat(rig.state().filters().isNone()).isTrue();
  }

  @Test
  void esc_at_the_filter_prompt_brings_the_old_filter_back() {
    ConsoleRig rig = rig(100).press("&", "'record 7", "Enter", "&", "'x", "Esc");

    assertThat(rig.scene().log().shown().count()).isEqualTo(11);
  }

  @Test
  void filter_goes_on_with_what_comes() {
    ConsoleRig rig = rig(10).press("&", "'late", "Enter");
    assertThat(rig.scene().log().shown().count()).isZero();

    farm.log(FakeFarm.event("INFO", "Bar late by 5 ms"));

    assertThat(rig.scene().log().shown().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"+, DEBUG, 100", "+ + +, WARNING, 10", "+ + + + + + +, CRITICAL, 0", "-, NONE, 100"})
  void level(String keys, Severity minimum, long shown) {
    ConsoleRig rig = rig(100).press(keys.split(" "));

    assertThat(rig.state().filters().minimum()).isEqualTo(minimum);
    assertThat(rig.scene().log().shown().count()).isEqualTo(shown);
  }

  @Test
  void errors_are_jumped_to_both_ways() {
    ConsoleRig rig = rig(100).press("E");
    assertThat(rig.state().selected()).hasValue(90);
    rig.press("E");
    assertThat(rig.state().selected()).hasValue(80);
    rig.press("e");
    assertThat(rig.state().selected()).hasValue(90);
    rig.press("e");
    assertThat(rig.state().message()).isEqualTo("no error further down");
  }

  @Test
  void solo_and_back() {
    farm.log(60);
    ConsoleRig rig = new ConsoleRig(farm, 80, 24).press("2");
    assertThat(rig.state().filters().workers().solo()).hasValue(FakeFarm.TURTLE);
    assertThat(rig.press("2").state().filters().isNone()).isTrue();
    assertThat(rig.press("1", "0").state().filters().isNone()).isTrue();
    assertThat(rig.press("9").state().message()).contains("no worker 9");
  }

  @Test
  void workers_are_chosen_and_switched_off_and_on() {
    farm.log(60);
    ConsoleRig rig = new ConsoleRig(farm, 80, 24).press("Tab", "j", "Enter");
    assertThat(rig.state().mode()).isEqualTo(new ChoosingWorker(FakeFarm.TURTLE, 1));
    assertThat(rig.state().filters().workers().shows(FakeFarm.TURTLE)).isFalse();
    assertThat(rig.scene().log().shown().count()).isLessThan(60);

    rig.press("Enter", "G", "r", "Esc");

    assertThat(rig.state().filters().isNone()).isTrue();
    assertThat(rig.effects()).containsExactly(new Reconnect(FakeFarm.IDLE));
    assertThat(rig.state().mode()).isEqualTo(new Browsing());
  }

  @Test
  void reconnect_needs_a_worker() {
    ConsoleRig rig = rig(3).press("r");

    assertThat(rig.effects()).isEmpty();
    assertThat(rig.state().message()).contains("Tab");
    rig.press("k", "r");
    assertThat(rig.effects()).containsExactly(new Reconnect(FakeFarm.DRAGON));
  }

  @Test
  void esc_takes_back_one_level_at_a_time() {
    ConsoleRig rig = rig(100).press("+", "1", "&", "'record", "Enter", "/", "'7", "Enter");

    rig.press("Esc");
    assertThat(rig.state().search()).isEmpty();
    assertThat(rig.state().filters().text()).isPresent();
    rig.press("Esc");
    assertThat(rig.state().filters().text()).isEmpty();
    assertThat(rig.state().filters().workers().isAll()).isFalse();
    rig.press("Esc");
    assertThat(rig.state().filters().workers().isAll()).isTrue();
    assertThat(rig.state().filters().isNone()).isFalse();
    rig.press("Esc");
    assertThat(rig.state().filters().isNone()).isTrue();
  }

  @Test
  void export_takes_what_is_shown_or_everything() {
    ConsoleRig rig = rig(100).press("+", "s", "'a.json", "Enter", "s", "Tab", "'b.csv", "Enter");
    rig.press("s", "Enter").press("s", "'c", "Esc");

    assertThat(rig.effects())
        .containsExactly(
            new Export("a.json", ExportScope.SHOWN, false),
            new Export("b.csv", ExportScope.EVERYTHING, false));
    assertThat(rig.state().mode()).isEqualTo(new Browsing());
  }

  @Test
  void quit_closes_the_page_of_keys_first() {
    ConsoleRig rig = rig(3).press("?");
    assertThat(rig.state().mode()).isEqualTo(new Reading(0));
    assertThat(rig.press("j", "j").state().mode()).isEqualTo(new Reading(2));

    rig.press("q");
    assertThat(rig.effects()).isEmpty();
    rig.press("q");
    assertThat(rig.effects()).containsExactly(new ConsoleEffect.Quit());
  }

  @Test
  void letters_at_a_prompt_are_text() {
    ConsoleRig rig = rig(3).press("/", "q", "G", "é", "ArrowLeft");

    assertThat(rig.effects()).isEmpty();
    assertThat(((Typing) rig.state().mode()).text()).isEqualTo("qGé");
  }

  @Test
  void backspace_on_nothing_leaves_the_prompt() {
    assertThat(rig(3).press("/", "x", "Backspace", "Backspace").state().mode())
        .isEqualTo(new Browsing());
  }

  @Test
  void sideways_is_kept_while_following() {
    ConsoleRig rig = rig(100).press("l", "l", "h");

    assertThat(rig.state().display().column()).isEqualTo(8);
    assertThat(rig.state().isFollowing()).isTrue();
    assertThat(rig.press("h", "h", "h").state().display().column()).isZero();
  }

  @Test
  void clearing_follows_again() {
    ConsoleRig rig = rig(100).press("g", "P", "C");

    assertThat(rig.effects()).containsExactly(new ConsoleEffect.Clear());
    assertThat(rig.state().isFollowing()).isTrue();
    assertThat(rig.state().display().isFrozen()).isFalse();
  }

  @Test
  void resize_keeps_the_place() {
    ConsoleRig rig = rig(100).press("g", "PgDn");
    rig.act(new ConsoleAction.Resize(new ScreenSize(120, 40)));

    assertThat(rig.state().position()).isEqualTo(new Standing(21, 0));
  }

  @Test
  void nothing_held_survives_every_key() {
    ConsoleRig rig = new ConsoleRig(new FakeFarm(1 << 20, 1), 80, 24);
    KeyBindings.groups().stream()
        .flatMap(group -> group.bindings().stream())
        .flatMap(binding -> binding.actions().keySet().stream())
        .forEach(key -> rig.press(key.name()).press("Esc"));

    assertThat(rig.frame().text()).hasSize(24);
  }
}
