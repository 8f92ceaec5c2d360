package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.Style;
import dev.logtail.view.terminal.ColorDepth;
import dev.logtail.view.terminal.ScreenSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** T-8: columns stay straight on terminals that believe other widths than we do. */
class SteadyScreenTest {
  private static final ScreenSize SIZE = new ScreenSize(60, 12);
  private static final Area LOG = new Area(1, 10, 10, 45);

  /** No clusters: every pictograph, regional indicator and joined letter has its own cells. */
  private static final IntUnaryOperator SEPARATE =
      point ->
          isMark(point) ? 0 : isPictograph(point) ? 2 : CellWidth.of(Character.toString(point));

  /** An old one, for which what is not East Asian is one cell wide, marks too. */
  private static final IntUnaryOperator NARROW =
      point -> !isPictograph(point) && CellWidth.of("" + Character.toString(point)) == 2 ? 2 : 1;

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT;
  }

  private static boolean isPictograph(int point) {
    return point >= 0x1F000 || (point >= 0x2600 && point < 0x27C0);
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.of(
            "a",
            "b",
            " ",
            "  ",
            "中",
            "文",
            "👨‍👩‍👧‍👦",
            "👩🏽‍🚀",
            "🇩🇪",
            "🇨🇳",
            "❤️",
            "👍🏿",
            "e\u0301",
            "한",
            "\u1112\u1161\u11ab",
            "नि",
            "क्ष",
            "م",
            "…",
            "●",
            "🫠",
            "☎")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts))
        .list()
        .ofSize(10);
  }

  @Property(tries = 300)
  void everything_about_which_there_is_no_doubt_stands_where_it_belongs(
      @ForAll @Size(min = 1, max = 6) List<@From("lines") List<String>> screens)
      throws IOException {
    for (IntUnaryOperator belief : List.of(SEPARATE, NARROW)) {
      Run run = new Run(belief);
      for (List<String> lines : screens) {
        run.show(lines);
      }
    }
  }

  @Example
  void family_that_becomes_another_one_leaves_its_neighbours_alone() throws IOException {
    Run run = new Run(SEPARATE);
    run.show(List.of("👨‍👩‍👧‍👦 right of it"));
    run.show(List.of("👩‍👩‍👦‍👦 right of it"));
    run.show(List.of("👨‍👩‍👧‍👦"));
  }

  @Example
  void log_that_scrolls_brings_no_remains_along() throws IOException {
    Run run = new Run(SEPARATE);
    List<String> lines =
        List.of("a1", "b22", "c333", "d4444", "e55555", "f6", "g77", "h8", "i9", "j");
    run.show(lines);
    List<String> next = new ArrayList<>(lines.subList(1, 10));
    next.add("👨‍👩‍👧‍👦");
    run.show(next);
  }

  /** Frames on one terminal, each checked. */
  private static final class Run {
    private final GraphemeTokens tokens = new GraphemeTokens();
    private final PaintedTerminal terminal;
    private final FramePainter painter;

    Run(IntUnaryOperator belief) throws IOException {
      terminal = new PaintedTerminal(SIZE, belief);
      painter =
          new FramePainter(
              new LanternaTerminal(tokens, terminal.output(), () -> SIZE) {
                @Override
                public void enterPrivateMode() {}

                @Override
                public void exitPrivateMode() {}
              },
              tokens,
              ColorDepth.INDEXED);
      painter.start();
    }

    void show(List<String> lines) throws IOException {
      Frame frame = frame(lines);
      painter.show(frame);
      String[][] cells = terminal.cells();
      for (int row = 0; row < SIZE.rows(); row++) {
        for (int column = 0; column < SIZE.columns(); column++) {
          String wanted = frame.rows().get(row).get(column).grapheme();
          if (wanted.length() == 1 && !tokens.isDoubtful(tokens.encode(wanted))) {
            assertThat(cells[row][column])
                .as("row %d column %d of %s", row, column, frame.text())
                .isEqualTo(wanted);
          }
        }
      }
    }

    private static Frame frame(List<String> lines) {
      Canvas canvas = new Canvas(SIZE);
      Area all = new Area(0, 0, SIZE.rows(), SIZE.columns());
      for (int row = 0; row < SIZE.rows(); row++) {
        canvas.pen(all, row, 0).text("│ left  │", Style.PLAIN);
        canvas.pen(all, row, 56).text("│ r│", Style.PLAIN);
      }
      for (int i = 0; i < lines.size(); i++) {
        canvas.pen(LOG, i, 0).text(lines.get(i), Style.PLAIN);
      }
      Frame frame = canvas.frame(LOG);
      return new Frame(frame.size(), frame.rows(), Optional.empty(), frame.log());
    }
  }
}
