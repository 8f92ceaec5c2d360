package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.Theme;
import org.junit.jupiter.api.Test;

class ConsoleLookTest {
  private final ConsoleLook dark = ConsoleLook.of(Theme.dark(), ConsoleRig.ZONE);

  @Test
  void another_theme_keeps_each_workers_place_and_label() {
    WorkerKey worker = new WorkerKey("user123_002050.SZ_hidden_dragon");
    String label = dark.labels().labelOf(worker);
    int place = Theme.dark().workers().indexOf(dark.palette().inkOf(worker));

    ConsoleLook light = dark.inTheme("light");
    assertThat(light.theme()).isEqualTo(Theme.light());
    assertThat(Theme.light().workers().indexOf(light.palette().inkOf(worker))).isEqualTo(place);
    assertThat(light.labels().labelOf(worker)).isEqualTo(label);

    ConsoleLook back = light.inTheme("mono").inTheme("auto");
    assertThat(back.theme()).isEqualTo(Theme.dark());
    assertThat(back.palette().inkOf(worker)).isEqualTo(dark.palette().inkOf(worker));
  }

  @Test
  void unknown_theme_is_refused() {
    assertThatThrownBy(() -> dark.inTheme("lite"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'lite'");
  }
}
