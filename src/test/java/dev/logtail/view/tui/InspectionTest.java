package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.view.terminal.ScreenSize;
import dev.logtail.view.tui.Mode.Browsing;
import dev.logtail.view.tui.Mode.Inspecting;
import org.junit.jupiter.api.Test;

class InspectionTest {
  private final FakeFarm farm = new FakeFarm(1 << 26, 7).log(30).log(FakeRecords.named("nested"));
  private final ConsoleRig rig = new ConsoleRig(farm, 80, 24);

  private int scrolled() {
    return ((Inspecting) rig.state().mode()).scrolled();
  }

  private int last() {
    return Inspection.page(rig.state(), rig.scene().log()).orElseThrow().mostScrolled(9);
  }

  @Test
  void enter_opens_the_pane_and_closes_it_and_esc_closes_it_too() {
    rig.press("Enter");
    assertThat(rig.rowsWith("┌ 002050·dragon INFO 14:30:30.123 ─")).hasSize(1);
    rig.press("Enter");
    assertThat(rig.rowsWith("┌ 002050·dragon")).isEmpty();
    rig.press("Enter", "Tab", "Esc");
    assertThat(rig.state().mode()).isInstanceOf(Browsing.class);
    assertThat(rig.rowsWith("┌ 002050·dragon")).hasSize(1);
    rig.press("Esc");
    assertThat(rig.rowsWith("┌ 002050·dragon")).isEmpty();
  }

  @Test
  void who_is_in_the_pane_scrolls_in_it_and_not_past_its_ends() {
    rig.press("Enter", "Tab", "k", "b", "Ctrl-u", "PgUp");
    assertThat(scrolled()).isZero();
    rig.press("j", "Ctrl-e", "Down");
    assertThat(scrolled()).isEqualTo(3);
    rig.press("Ctrl-y", " ");
    assertThat(scrolled()).isEqualTo(2 + 8);
    rig.press("Ctrl-d", "Up", "b");
    assertThat(scrolled()).isEqualTo(10 + 4 - 1 - 8);
    rig.press("G", "j", "PgDn", "End");
    assertThat(scrolled()).isEqualTo(last()).isPositive();
    rig.press("g");
    assertThat(scrolled()).isZero();
  }

  @Test
  void who_reads_a_record_stays_on_it_when_others_come() {
    rig.press("Enter", "Tab");
    assertThat(rig.state().isFollowing()).isTrue();
    rig.press("j");
    farm.log(50);
    rig.settle();
    assertThat(rig.rowsWith("┌ 002050·dragon INFO 14:30:30.123 ─")).hasSize(1);
    assertThat(scrolled()).isEqualTo(1);
    rig.press("F");
    assertThat(rig.rowsWith("┌ 002050·dragon INFO 14:30:30.123 ─")).isEmpty();
  }

  @Test
  void another_record_is_shown_from_its_beginning() {
    farm.log(FakeRecords.named("payload"));
    rig.press("Enter", "Tab", "G", "E");
    assertThat(rig.state().isFollowing()).isFalse();
    assertThat(scrolled()).isZero();
    rig.press("Esc", "k");
    assertThat(rig.frame().text()).anyMatch(row -> row.contains("└ 1–9 of "));
  }

  @Test
  void a_frozen_picture_is_described_as_it_was() {
    rig.press("P", "Enter");
    farm.log(10);
    rig.settle();
    assertThat(rig.rowsWith("┌ 002050·dragon INFO 14:30:30.123 ─")).hasSize(1);
  }

  @Test
  void too_low_a_terminal_says_so_and_a_pane_that_is_gone_gives_the_keys_back() {
    rig.press("Enter", "Tab").act(new ConsoleAction.Resize(new ScreenSize(80, 9)));
    assertThat(rig.state().mode()).isInstanceOf(Browsing.class);
    rig.press("Enter");
    assertThat(rig.lastRow()).contains("too low for the detail pane");
    rig.act(new ConsoleAction.Resize(new ScreenSize(80, 24)));
    assertThat(rig.rowsWith("┌ 002050·dragon")).isEmpty();
  }

  @Test
  void the_page_is_made_once_while_nothing_changes() {
    rig.press("Enter");
    LogView first = rig.scene().log();
    long newest = first.newest().orElseThrow();
    DetailPage page = first.detail(newest);
    assertThat(rig.scene().log().detail(newest)).isSameAs(page);
    rig.press("/", "'gateway");
    assertThat(rig.scene().log().detail(newest)).isNotSameAs(page);
  }

  @Test
  void of_a_record_of_16_mib_only_the_beginning_is_laid_out() {
    farm.log(FakeRecords.record("INFO", "x{\"a\":[1".repeat(2 << 20), ",\"n\":1"));
    rig.press("Enter", "Tab", "G");
    DetailPage page = Inspection.page(rig.state(), rig.scene().log()).orElseThrow();
    assertThat(page.rows()).hasSizeBetween(500, 2500);
    assertThat(page.rows().toString())
        .contains("16,711,680 more characters")
        .contains("an object of 20 MiB is not taken apart");
  }
}
