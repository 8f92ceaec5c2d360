package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.view.tui.Position.Standing;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class ScrollerTest {
  /** All lines of the log in order: what the scroller walks without ever making such a list. */
  private static List<LogLine> lines(List<Integer> heights) {
    List<LogLine> lines = new ArrayList<>();
    for (int entry = 0; entry < heights.size(); entry++) {
      for (int line = 0; line < heights.get(entry); line++) {
        lines.add(new LogLine(entry, line));
      }
    }
    return lines;
  }

  private static LogView log(List<Integer> heights) {
    FakeFarm farm = new FakeFarm(1 << 22, 1);
    heights.forEach(height -> farm.log(FakeFarm.event("INFO", "x\n".repeat(height))));
    return new ConsoleRig(farm, 80, 24).scene().log();
  }

  private static int firstOf(List<LogLine> lines, LogLine on) {
    return lines.indexOf(new LogLine(on.entry(), 0));
  }

  @Property(tries = 200)
  void walks_like_a_list_of_lines(
      @ForAll @NotEmpty @Size(max = 30) List<@IntRange(min = 1, max = 9) Integer> heights,
      @ForAll @IntRange(min = 1, max = 25) int height,
      @ForAll @IntRange(min = 0, max = 300) int from,
      @ForAll @IntRange(min = 0, max = 60) int distance) {
    List<LogLine> lines = lines(heights);
    Scroller scroller = new Scroller(log(heights), height);
    int start = Math.min(from, lines.size() - 1);
    int last = lines.size() - 1;
    int lastTop = Math.max(0, lines.size() - height);

    assertThat(scroller.up(lines.get(start), distance))
        .isEqualTo(lines.get(Math.max(0, start - distance)));
    assertThat(scroller.down(lines.get(start), distance))
        .isEqualTo(lines.get(Math.min(last, start + distance)));
    assertThat(scroller.bottom()).isEqualTo(lines.get(lastTop));
    LogLine first = lines.get(start);
    Standing standing = new Standing(first.entry(), -first.line());
    assertThat(scroller.top(standing)).isEqualTo(lines.get(Math.min(start, lastTop)));
    int row = distance % height;
    Standing lower = new Standing(first.entry(), row);
    int above = Math.max(0, start - first.line() - row);
    assertThat(scroller.top(lower)).isEqualTo(lines.get(Math.min(above, lastTop)));
    Standing there = scroller.on(lines.get(lastTop), row);
    LogLine on = lines.get(Math.min(last, lastTop + row));
    assertThat(there).isEqualTo(new Standing(on.entry(), firstOf(lines, on) - lastTop));
    assertThat(scroller.last(lines.get(lastTop))).isEqualTo(lines.get(last));
  }
}
