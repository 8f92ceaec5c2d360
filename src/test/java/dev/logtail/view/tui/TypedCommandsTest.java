package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Severity;
import dev.logtail.pipeline.filter.FilterInput;
import dev.logtail.view.style.TimeStyle;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The {@code :} prompt, from keys to what they bring about. */
class TypedCommandsTest {
  private final FakeFarm farm = new FakeFarm(1 << 20, 1).populated().log(60);
  private final ConsoleRig rig = new ConsoleRig(farm, 100, 30);

  private ConsoleRig command(String line) {
    return rig.press(":", "'" + line, "Enter");
  }

  @Test
  void filters_searches_and_clears_them_again() {
    command("filter heartbeat");
    assertThat(rig.state().filters().text().map(FilterInput::typed)).hasValue("heartbeat");
    command("search 1");
    assertThat(rig.state().search()).hasValue(TextQuery.search("1"));
    command("filter");
    command("search");
    assertThat(rig.state().filters().isEmpty()).isTrue();
    assertThat(rig.state().search()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"level warning, WARNING", "level ERR, ERROR", "lev ALL, NONE"})
  void level(String line, Severity least) {
    command(line);
    assertThat(rig.state().filters().minimum()).isEqualTo(least);
  }

  @Test
  void writes_what_was_asked_for() {
    command("w all.json");
    command("level error");
    command("w some of it.csv");
    command("w all.csv all");
    rig.press("g", "m");
    command("w marked.log bookmarked");
    command("w! all.json all");

    assertThat(rig.effects())
        .containsExactly(
            new ConsoleEffect.Export("all.json", ExportScope.EVERYTHING, false),
            new ConsoleEffect.Export("some of it.csv", ExportScope.SHOWN, false),
            new ConsoleEffect.Export("all.csv", ExportScope.EVERYTHING, false),
            new ConsoleEffect.Export("marked.log", ExportScope.BOOKMARKED, false),
            new ConsoleEffect.Export("all.json", ExportScope.EVERYTHING, true));
  }

  @Test
  void changes_how_things_are_written_and_laid_out() {
    command("time epoch");
    command("zone Asia/Tokyo");
    command("layout grid");

    assertThat(rig.state().display().writing().time()).isEqualTo(TimeStyle.EPOCH);
    assertThat(rig.state().display().writing().zone()).hasValue(ZoneId.of("Asia/Tokyo"));
    assertThat(rig.state().display().panes().grid()).isTrue();
    command("layout merged");
    assertThat(rig.state().display().panes().grid()).isFalse();
  }

  @Test
  void shows_one_worker_or_all() {
    command("solo turtle");
    assertThat(rig.state().filters().workers().solo()).hasValue(FakeFarm.TURTLE);
    command("solo");
    assertThat(rig.state().filters().workers().isAll()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "goto 14:30:25.423, 30",
    "goto 2026-02-01T06:30:25.423Z, 30",
    "goto 14:30, 0",
    "goto top, 0"
  })
  void goes_to_a_moment(String line, long record) {
    command(line);
    assertThat(rig.state().selected()).hasValue(record);
  }

  @Test
  void goes_to_the_end_and_says_when_nothing_is_that_late() {
    command("goto 23:59");
    assertThat(rig.state().selected()).hasValue(59);
    assertThat(rig.state().message()).contains("as late as that");
    command("goto end");
    assertThat(rig.state().isFollowing()).isTrue();
  }

  @Test
  void paints_in_another_theme() {
    command("theme light");
    assertThat(rig.effects()).containsExactly(new ConsoleEffect.Paint("light"));
  }

  @Test
  void broken_filter_can_t_be_entered_and_shows_where_it_is_broken() {
    rig.press("&", "'level >= loud", "Enter");

    assertThat(rig.state().mode()).isInstanceOf(Mode.Typing.class);
    List<String> rows = rig.frame().text();
    assertThat(rows.get(28)).startsWith("           ▼ ");
    assertThat(rows.get(29)).startsWith(" &level >= loud");
    assertThat(rig.state().filters().isEmpty()).isTrue();
    rig.press("Ctrl-w", "'err", "Tab", "Enter");
    assertThat(rig.state().filters().text().map(FilterInput::typed)).hasValue("level >= ERROR");
    assertThat(rig.scene().log().shown().count()).isPositive().isLessThan(60);
  }

  @Test
  void does_what_keys_do() {
    command("clear");
    command("rediscover");
    command("q");

    assertThat(rig.effects())
        .containsExactly(
            new ConsoleEffect.Clear(), new ConsoleEffect.Rediscover(), new ConsoleEffect.Quit());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense        | no command ':nonsense'",
        "l               | ':l' could be :level, :layout",
        "level loud      | 'loud' is no level",
        "level           | write :level LEVEL",
        "layout sideways | 'sideways' is none of merged, grid",
        "zone Mars       | 'Mars' is no time zone",
        "solo user123    | in the keys of 4 workers",
        "solo nobody     | no worker's key holds 'nobody'",
        "filter /(/      | column ",
        "w               | write :w FILE"
      })
  void says_what_is_wrong_and_changes_nothing(String line, String message) {
    ConsoleState before = rig.state();
    command(line);
    assertThat(rig.state().message()).contains(message);
    assertThat(rig.state().filters()).isEqualTo(before.filters());
    assertThat(rig.state().display()).isEqualTo(before.display());
    assertThat(rig.effects()).isEmpty();
  }

  private String typed() {
    return ((Mode.Typing) rig.state().mode()).text();
  }

  @Test
  void tab_completes_commands_and_their_words() {
    rig.press(":", "'la", "Tab");
    assertThat(typed()).isEqualTo("layout ");
    rig.press("Tab");
    assertThat(typed()).isEqualTo("layout merged");
    rig.press("Tab");
    assertThat(typed()).isEqualTo("layout grid");
    rig.press("Tab");
    assertThat(typed()).isEqualTo("layout merged");
    rig.press("Ctrl-w", "'g", "Tab", "Enter");
    assertThat(rig.state().display().panes().grid()).isTrue();
  }

  @Test
  void tab_completes_the_names_of_files() {
    rig.press(":", "'w! lo", "Tab");
    assertThat(rig.effects()).containsExactly(new ConsoleEffect.FindFiles("lo"));
    rig.act(new ConsoleAction.OfferFiles("lo", List.of("logs/", "lost.txt")));
    assertThat(typed()).isEqualTo("w! logs/");
    rig.press("Tab");
    assertThat(typed()).isEqualTo("w! lost.txt");
    rig.press("Tab", "'a");
    rig.act(new ConsoleAction.OfferFiles("logs/", List.of("logs/b.csv")));
    assertThat(typed()).as("it is late").isEqualTo("w! logs/a");
    rig.press("Tab");
    rig.act(new ConsoleAction.OfferFiles("logs/a", List.of("logs/a.csv")));
    assertThat(typed()).isEqualTo("w! logs/a.csv");
    rig.press("Tab");
    assertThat(rig.effects()).last().isEqualTo(new ConsoleEffect.FindFiles("logs/a.csv"));
  }

  @Test
  void tab_goes_as_far_as_all_agree_first() {
    rig.press(":", "'solo u", "Tab");
    assertThat(typed()).isEqualTo("solo user123_");
    rig.press("Tab");
    assertThat(typed()).isEqualTo("solo " + FakeFarm.DRAGON.value());
  }

  @Test
  void up_brings_back_what_was_entered() {
    command("level error");
    command("time utc");

    rig.press(":", "Up", "Up");
    assertThat(typed()).isEqualTo("level error");
    rig.press("Up");
    assertThat(rig.state().message()).contains("nothing older");
    rig.press("Down");
    assertThat(typed()).isEqualTo("time utc");
    rig.press("Down");
    assertThat(typed()).isEmpty();
    assertThat(rig.state().history().of(ConsoleAction.Question.COMMAND))
        .isEqualTo(List.of("time utc", "level error"));
  }

  @Test
  void lines_can_be_edited_inside() {
    rig.press(":", "'lvel error", "Home", "Right", "'e", "End", "Ctrl-w", "'fatal");
    assertThat(typed()).isEqualTo("level fatal");
    rig.press("Ctrl-a", "Ctrl-k");
    assertThat(typed()).isEmpty();
    rig.press("'👍🏽x", "Left", "Backspace");
    assertThat(typed()).isEqualTo("x");
  }
}
