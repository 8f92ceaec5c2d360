package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.LogEvent;
import dev.logtail.view.tui.Mode.Browsing;
import dev.logtail.view.tui.Mode.Inspecting;
import dev.logtail.view.tui.Mode.Travelling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in the timeline. The farm logs a record each ten seconds, every tenth of them an error. */
class TravelTest {
  private final ConsoleRig rig = rig();

  private static ConsoleRig rig() {
    FakeFarm farm = new FakeFarm(1 << 20, 1).populated();
    for (int i = 0; i < 60; i++) {
      String level = i % 10 == 5 ? "ERROR" : "INFO";
      farm.log(
          FakeFarm.event(
              FakeFarm.DRAGON, FakeFarm.START.plusSeconds(10L * i), level, "record " + i));
    }
    return new ConsoleRig(farm, 120, 40).press("i", "Tab");
  }

  private String message() {
    LogView log = rig.scene().log();
    long here = new Navigation(rig.state(), log).selected().orElseThrow();
    return ((LogEvent) log.entry(here)).message();
  }

  @ParameterizedTest
  @CsvSource({
    "Left, record 58",
    "h h, record 57",
    "Left Left Right, record 58",
    "PgUp, record 49",
    "Ctrl-u Ctrl-d, record 59",
    "g, record 0",
    "g l, record 1",
    "E, record 55",
    "E E, record 45",
    "g e e, record 15",
    "k, record 58",
    "g j, record 1"
  })
  void moves_in_time(String keys, String message) {
    rig.press(keys.split(" "));

    assertThat(message()).isEqualTo(message);
    assertThat(rig.state().mode()).isInstanceOf(Travelling.class);
  }

  @Test
  void follows_again_at_the_end() {
    assertThat(rig.press("g").state().isFollowing()).isFalse();
    assertThat(rig.press("G").state().isFollowing()).isTrue();
  }

  @Test
  void says_where_time_ends() {
    assertThat(rig.press("l").lastRow()).contains("no records later");
    assertThat(rig.press("g", "h").lastRow()).contains("no records earlier");
    assertThat(rig.press("E").lastRow()).contains("no errors earlier");
  }

  @Test
  void goes_through_what_is_shown_only() {
    rig.press("&", "'record 1", "Enter");

    assertThat(message()).isEqualTo("record 19");
    rig.press("PgUp", "h");
    assertThat(message()).isEqualTo("record 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Enter", "Esc", "i"})
  void lets_the_keys_go(String key) {
    assertThat(rig.press(key).state().mode()).isInstanceOf(Browsing.class);
  }

  @Test
  void gives_the_keys_to_the_next_pane() {
    rig.press("Esc", "Enter", "Tab");
    assertThat(rig.state().mode()).isInstanceOf(Travelling.class);

    assertThat(rig.press("Tab").state().mode()).isInstanceOf(Inspecting.class);
  }
}
