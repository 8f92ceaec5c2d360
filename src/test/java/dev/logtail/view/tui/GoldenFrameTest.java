package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Health.Condition;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.WorkerStatus;
import dev.logtail.view.style.Ink;
import dev.logtail.view.style.Style;
import dev.logtail.view.terminal.ScreenSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames as files. Each file begins with what is done ({@code size}, {@code farm}, {@code keys}),
 * then shows the frame, and where it has a part {@code == colours ==} also every cell's style by a
 * letter. What is drawn now lies in {@code target/golden/console}.
 */
class GoldenFrameTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/console");
  private static final Path CAME_OUT = Path.of("target/golden/console");
  private static final String PICTURE = "== picture ==";
  private static final String COLOURS = "== colours ==";

  static Stream<Path> goldenFiles() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> found = files.sorted().toList();
      assertThat(found).as("golden files in " + FOLDER).isNotEmpty();
      return found.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void frame_is_as_in_its_file(Path file) throws IOException {
    List<String> golden = Files.readAllLines(file);
    List<String> script = golden.subList(0, golden.indexOf(PICTURE));
    Frame frame = frame(script);
    List<String> drawn = new ArrayList<>(script);
    drawn.add(PICTURE);
    drawn.addAll(frame.text());
    if (golden.contains(COLOURS)) {
      drawn.add(COLOURS);
      drawn.addAll(colours(frame));
    }
    Files.createDirectories(CAME_OUT);
    Files.write(CAME_OUT.resolve(file.getFileName()), drawn);
    assertThat(drawn).containsExactlyElementsOf(golden);
  }

  private static Frame frame(List<String> script) {
    FakeFarm farm = new FakeFarm(1 << 20, 7);
    ConsoleRig rig = new ConsoleRig(farm, 80, 24);
    for (String line : script) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "size" ->
            rig.act(
                new ConsoleAction.Resize(
                    new ScreenSize(Integer.parseInt(words[1]), Integer.parseInt(words[2]))));
        case "workers" -> farm.populated();
        case "staff" -> farm.staffed(staff(words));
        case "starting" -> farm.notBegun();
        case "unreachable" -> farm.unreachable(line.substring(words[0].length() + 1));
        case "records" -> farm.log(Integer.parseInt(words[1]));
        case "spread" -> farm.spread(Integer.parseInt(words[1]));
        case "late" -> Stream.of(words).skip(1).forEach(ms -> farm.late(Long.parseLong(ms)));
        case "wild" -> Stream.of("1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z").forEach(farm::at);
        case "lost" -> farm.losing(Long.parseLong(words[1]), Long.parseLong(words[2]));
        case "notice" ->
            farm.log(
                new StreamNotice(
                    FakeFarm.YANG, FakeFarm.START.plusSeconds(9), Kind.valueOf(words[1]), line));
        case "entry" -> Stream.of(words).skip(1).map(FakeRecords::named).forEach(farm::log);
        case "keys" -> Stream.of(words).skip(1).forEach(rig::press);
        default -> throw new IllegalArgumentException("no such step: " + line);
      }
      rig.settle();
    }
    return rig.frame();
  }

  private static List<WorkerStatus> staff(String[] words) {
    return switch (words[1]) {
      case "each" -> FakeStaff.ofEachKind();
      case "idle" -> FakeStaff.idle();
      case "crowd" -> FakeStaff.crowd(Integer.parseInt(words[2]));
      default -> FakeStaff.all(Condition.valueOf(words[1]), Integer.parseInt(words[2]));
    };
  }

  /** A letter a cell, rows without the blanks at their end, and what the letters mean. */
  private static List<String> colours(Frame frame) {
    Map<String, Character> letters = new LinkedHashMap<>();
    letters.put(describe(Style.PLAIN), '.');
    List<String> lines = new ArrayList<>();
    for (List<Cell> row : frame.rows()) {
      StringBuilder line = new StringBuilder();
      for (Cell cell : row) {
        String style = describe(cell.style());
        letters.putIfAbsent(style, (char) ('a' + letters.size() - 1));
        line.append(letters.get(style));
      }
      lines.add(line.toString());
    }
    letters.forEach((style, letter) -> lines.add(letter + " = " + style));
    return lines;
  }

  private static String describe(Style style) {
    return describe(style.foreground())
        + " on "
        + describe(style.background())
        + style.attributes().stream().sorted().map(a -> " " + a).reduce("", String::concat);
  }

  private static String describe(Ink ink) {
    if (ink instanceof Ink.Indexed indexed) {
      return Integer.toString(indexed.index());
    }
    return ink instanceof Ink.Rgb rgb ? String.format("#%06x", rgb.value()) : "default";
  }
}
