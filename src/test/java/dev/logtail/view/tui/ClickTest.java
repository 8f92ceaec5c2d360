package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.view.tui.ConsoleAction.Click;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mouse: a click goes to what it points at. */
class ClickTest {
  private final FakeFarm farm = new FakeFarm(1 << 20, 7).populated().log(200);
  private final ConsoleRig rig = new ConsoleRig(farm, 120, 40);

  /** The first cell that shows {@code text}. */
  private ConsoleRig click(String text) {
    List<String> rows = rig.frame().text();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).contains(text)) {
        return rig.act(new Click(row, rows.get(row).indexOf(text)));
      }
    }
    throw new AssertionError("'" + text + "' is not on the screen:\n" + String.join("\n", rows));
  }

  @Test
  void goes_to_a_record() {
    rig.act(new Click(20, 60));

    assertThat(rig.state().isFollowing()).isFalse();
    assertThat(rig.frame().text().get(20)).contains("│▌14:30");
  }

  @Test
  void chooses_a_worker() {
    click("000002·yang  ");

    assertThat(rig.state().mode()).isEqualTo(new Mode.ChoosingWorker(FakeFarm.YANG, 2));
  }

  @Test
  void gives_the_keys_to_the_pane() {
    rig.press("i", "Enter");
    click("as received");
    assertThat(rig.state().mode()).isInstanceOf(Mode.Inspecting.class);
    click("records and errors");
    assertThat(rig.state().mode()).isInstanceOf(Mode.Travelling.class);
  }

  @Test
  void gives_the_keys_to_a_tile() {
    rig.press("v");
    click("┌ ● 600132·turtle");

    assertThat(rig.state().display().panes().tiling().focus()).hasValue(FakeFarm.TURTLE);
  }

  @Test
  void means_nothing_elsewhere() {
    ConsoleState before = rig.state();
    rig.act(new Click(0, 5)).act(new Click(39, 5)).act(new Click(30, 5));

    assertThat(rig.state()).isEqualTo(before);
  }

  @Test
  void leaving_the_worker_pane_goes_to_the_tile_of_the_chosen_worker() {
    rig.press("v", "Shift-Tab", "j", "Esc");

    assertThat(rig.state().display().panes().tiling().focus()).hasValue(FakeFarm.TURTLE);
    assertThat(rig.state().mode()).isEqualTo(new Mode.Browsing());
  }
}
