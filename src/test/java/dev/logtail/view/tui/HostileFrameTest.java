package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.HostileText;
import dev.logtail.wire.JsonText;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** T-8: no string throws, and every row has exactly the columns of the screen. */
class HostileFrameTest {
  @Provide
  Arbitrary<String> hostile() {
    return HostileText.strings();
  }

  @Property(tries = 300)
  void every_row_has_the_columns_of_the_screen(
      @ForAll("hostile") String message,
      @ForAll("hostile") String name,
      @ForAll("hostile") String typed,
      @ForAll @IntRange(min = 40, max = 130) int columns,
      @ForAll @IntRange(min = 0, max = 3) int dressing) {
    FakeFarm farm = new FakeFarm(1 << 22, 1).populated().log(3);
    WorkerKey worker = new WorkerKey("w" + name);
    EventTime time = new EventTime(Instant.EPOCH, Instant.EPOCH, "");
    Level level = Level.of(name);
    farm.log(new LogEvent(worker, time, level, message, Origin.UNKNOWN, Receipt.text(message)));
    StringBuilder object = new StringBuilder("{");
    JsonText.quote(object, name);
    JsonText.quote(object.append(':'), message);
    String json = object.append('}').toString();
    farm.log(new LogEvent(worker, time, level, json, Origin.UNKNOWN, Receipt.object(json)));
    farm.log(new StreamNotice(worker, Instant.EPOCH, StreamNotice.Kind.GAP, message));
    farm.unreachable(message);

    ConsoleRig rig = new ConsoleRig(farm, columns, 24);
    rig.press(dressing % 2 == 0 ? "w" : "l");
    rig.press(dressing < 2 ? "/" : "&", "'" + typed.replace('\'', ' '));
    check(rig.frame(), columns);
    check(rig.press("Enter", "k").frame(), columns);
    check(rig.press("Esc", "Esc", "p", "I", "Enter", "Tab", "j").frame(), columns);
  }

  private static void check(Frame frame, int columns) {
    assertThat(frame.rows()).hasSize(24);
    for (List<Cell> row : frame.rows()) {
      assertThat(row).hasSize(columns);
      int column = 0;
      while (column < columns) {
        column += checkCell(row, column);
      }
      assertThat(column).isEqualTo(columns);
    }
  }

  /** Checks the grapheme at {@code column} and returns how many cells it has. */
  private static int checkCell(List<Cell> row, int column) {
    String grapheme = row.get(column).grapheme();
    assertThat(grapheme).isNotEmpty();
    int width = CellWidth.of(grapheme);
    assertThat(width).as(grapheme).isPositive();
    for (int i = 1; i < width; i++) {
      assertThat(row.get(column + i).grapheme()).isEmpty();
    }
    grapheme
        .codePoints()
        .forEach(
            point ->
                assertThat(Character.getType(point))
                    .isNotIn(
                        (int) Character.CONTROL,
                        (int) Character.SURROGATE,
                        (int) Character.PRIVATE_USE));
    return width;
  }
}
