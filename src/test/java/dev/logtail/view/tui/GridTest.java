package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.WorkerKey;
import dev.logtail.view.tui.Mode.Browsing;
import dev.logtail.view.tui.Mode.ChoosingWorker;
import dev.logtail.view.tui.Mode.Travelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A tile for each worker, one of which has the keys. */
class GridTest {
  private static final int ROWS = 40;

  private final FakeFarm farm = new FakeFarm(1 << 20, 1).populated().log(300);
  private final ConsoleRig rig = new ConsoleRig(farm, 120, ROWS).press("v");

  private static WorkerKey focus(ConsoleRig rig) {
    return rig.state().display().panes().tiling().focus().orElseThrow();
  }

  private static List<Long> all(LogView log, EntryNumbers numbers) {
    List<Long> all = new ArrayList<>();
    OptionalLong next = numbers.atOrAfter(log.held().first());
    while (next.isPresent()) {
      all.add(next.getAsLong());
      next = numbers.atOrAfter(next.getAsLong() + 1);
    }
    return all;
  }

  /** What it knows of each worker is what a fresh one knows, and what a naive look finds. */
  @Property(tries = 60)
  void knows_whose_everything_is(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 60) Integer> steps,
      @ForAll @IntRange(max = 2) int context) {
    FakeFarm other = new FakeFarm(30_000, 3).populated();
    ConsoleRig seen = searching(other, context);
    for (int step : steps) {
      other.log(step).late(step * 7L).late(FakeFarm.TURTLE, step * 3L);
      seen.settle();
    }
    LogView log = seen.scene().log();
    LogView fresh = searching(other, context).scene().log();

    for (WorkerKey worker : List.of(FakeFarm.DRAGON, FakeFarm.TURTLE, FakeFarm.YANG)) {
      List<Long> shown = all(log, log.tile(worker).shown());
      assertThat(shown).isEqualTo(all(fresh, fresh.tile(worker).shown()));
      assertThat(all(log, log.tile(worker).matches()))
          .isEqualTo(all(fresh, fresh.tile(worker).matches()));
      assertThat(shown).allMatch(number -> log.entry(number).worker().equals(worker));
      if (context == 0) {
        List<Long> naive = new ArrayList<>();
        for (long number = log.held().first(); number < log.held().end(); number++) {
          boolean its = log.entry(number).worker().equals(worker);
          if (its && seen.state().filters().shows(log.entry(number))) {
            naive.add(number);
          }
        }
        assertThat(shown).isEqualTo(naive);
      }
    }
  }

  private static ConsoleRig searching(FakeFarm farm, int context) {
    ConsoleRig rig =
        new ConsoleRig(farm, 120, ROWS).press("&", "'e", "Enter", "/", "'1", "Enter", "v");
    IntStream.range(0, context).forEach(i -> rig.press("z"));
    return rig;
  }

  @Test
  void keys_go_from_tile_to_tile_and_on() {
    assertThat(focus(rig)).isEqualTo(FakeFarm.DRAGON);
    assertThat(focus(rig.press("Tab"))).isEqualTo(FakeFarm.TURTLE);
    assertThat(focus(rig.press("Shift-Tab"))).isEqualTo(FakeFarm.DRAGON);
    assertThat(focus(rig.press("i", "Tab", "Tab", "Tab"))).isEqualTo(FakeFarm.IDLE);
    assertThat(rig.press("Tab").state().mode()).isInstanceOf(Travelling.class);
    assertThat(rig.press("Tab").state().mode()).isInstanceOf(ChoosingWorker.class);
    assertThat(focus(rig.press("j", "Tab"))).isEqualTo(FakeFarm.TURTLE);
    assertThat(rig.state().mode()).isInstanceOf(Browsing.class);
  }

  @Test
  void tile_that_the_keys_leave_follows_again() {
    assertThat(rig.press("b").state().isFollowing()).isFalse();

    assertThat(rig.press("Tab").state().isFollowing()).isTrue();
  }

  @Test
  void keys_act_on_the_records_of_one_worker() {
    rig.press("Tab", "g");
    assertOn(FakeFarm.TURTLE);
    for (String key : List.of("j", "e", "e", "PgDn", "k")) {
      rig.press(key);
      assertOn(FakeFarm.TURTLE);
    }
    rig.press("/", "'Bar", "Enter", "n");
    assertOn(FakeFarm.TURTLE);
  }

  private void assertOn(WorkerKey worker) {
    LogView log = rig.scene().log();
    assertThat(log.entry(rig.state().selected().orElseThrow()).worker()).isEqualTo(worker);
  }

  @Test
  void others_follow_while_one_stands() {
    rig.press("b");
    List<String> before = rig.frame().text();

    farm.log(FakeFarm.event(FakeFarm.TURTLE, FakeFarm.START.plusSeconds(9), "INFO", "newest"));

    assertThat(rig.settle().rowsWith("newest")).hasSize(1);
    assertThat(rig.frame().text().get(3).substring(29, 72))
        .isEqualTo(before.get(3).substring(29, 72));
    assertThat(rig.lastRow()).doesNotContain("new");
  }

  @Test
  void frozen_tiles_stay() {
    List<String> before = rig.press("P").frame().text().subList(2, ROWS - 1);

    farm.late(500).log(FakeFarm.event(FakeFarm.TURTLE, FakeFarm.START.plusSeconds(9), "INFO", "x"));

    assertThat(rig.settle().frame().text().subList(2, ROWS - 1)).isEqualTo(before);
  }

  @Test
  void grid_begins_with_whom_one_is_on_and_ends_where_one_is() {
    ConsoleRig other = new ConsoleRig(farm, 120, ROWS).press("g");
    OptionalLong here = other.state().selected();
    assertThat(focus(other.press("v"))).isEqualTo(FakeFarm.TURTLE);
    assertThat(other.state().selected()).isEqualTo(here);
    assertThat(other.press("v").state().selected()).isEqualTo(here);
  }

  @Test
  void worker_that_is_hidden_loses_the_keys() {
    rig.press("Tab", "b");
    assertThat(focus(rig.press("1"))).isEqualTo(FakeFarm.DRAGON);
    assertThat(rig.state().isFollowing()).isTrue();
    assertThat(rig.state().display().panes().tiling().count()).isEqualTo(1);
    assertThat(rig.press("0").state().display().panes().tiling().count()).isEqualTo(4);
  }

  /** Tiles fill the area, do not overlap, and are never too small; the focused one is there. */
  @Property
  void tiles_fill_the_area(
      @ForAll @IntRange(min = 34, max = 300) int columns,
      @ForAll @IntRange(min = 5, max = 100) int rows,
      @ForAll @IntRange(min = 1, max = 200) int count,
      @ForAll @IntRange(max = 199) int index) {
    Area area = new Area(1, 3, rows, columns);
    Tiling tiling = new Tiling(Optional.empty(), Math.min(index, count - 1), count);
    boolean fits = count == 1 || (columns / 34) * (rows / 5) > 1;

    assertThat(TileGrid.of(area, tiling).isPresent()).isEqualTo(fits);
    TileGrid.of(area, tiling)
        .ifPresent(
            grid -> {
              assertThat(grid.tiles())
                  .allMatch(tile -> tile.columns() >= 34 && tile.rows() >= 5)
                  .allMatch(tile -> tile.columns() >= grid.lineColumns() + 2 + LogPane.GUTTER);
              assertThat(grid.tiles().stream().mapToInt(tile -> tile.rows() * tile.columns()).sum())
                  .isEqualTo(rows * columns);
              assertThat(grid.first() + grid.focused()).isEqualTo(tiling.index());
              assertThat(grid.focused()).isBetween(0, grid.tiles().size() - 1);
              assertThat(grid.first() + grid.tiles().size()).isLessThanOrEqualTo(count);
            });
  }
}
