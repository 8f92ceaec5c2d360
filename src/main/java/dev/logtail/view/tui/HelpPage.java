package dev.logtail.view.tui;

import dev.logtail.model.Receipt.Mark;
import dev.logtail.pipeline.filter.FilterGrammar;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.MarkSigns;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.tui.KeyBindings.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * The page of keys, made from the tables that keys and commands are looked up in, of filters and of
 * marks: what the console shows is what the table does.
 */
public final class HelpPage {
  private static final int KEYS = 18;

  private final Theme theme;

  HelpPage(Theme theme) {
    this.theme = theme;
  }

  /** The whole page without colours, for those who have no console open. */
  public static List<String> text() {
    return new HelpPage(Theme.monochrome())
        .lines().stream().map(line -> line.plain().stripTrailing()).toList();
  }

  /** How many lines the page has. */
  static int lineCount() {
    return new HelpPage(Theme.monochrome()).lines().size();
  }

  List<StyledText> lines() {
    List<StyledText> lines = new ArrayList<>();
    for (Group group : KeyBindings.groups()) {
      lines.add(StyledText.of(group.title(), theme.of(Part.TITLE)));
      group
          .bindings()
          .forEach(binding -> lines.add(line(binding.label(), binding.help(), Part.FOCUS)));
      lines.add(StyledText.EMPTY);
    }
    lines.add(StyledText.of("Commands after :", theme.of(Part.TITLE)));
    TypedCommands.table()
        .forEach(command -> lines.add(line(command.toString(), command.help(), Part.FOCUS)));
    lines.add(StyledText.EMPTY);
    lines.add(StyledText.of("Filters after &", theme.of(Part.TITLE)));
    FilterGrammar.lines().forEach(text -> lines.add(StyledText.of("  " + text, Style.PLAIN)));
    lines.add(StyledText.EMPTY);
    lines.add(StyledText.of("Typing at a prompt", theme.of(Part.TITLE)));
    KeyBindings.atPrompts()
        .forEach(binding -> lines.add(line(binding.label(), binding.help(), Part.FOCUS)));
    lines.add(StyledText.EMPTY);
    lines.add(StyledText.of("Marks before a message", theme.of(Part.TITLE)));
    for (Mark mark : Mark.values()) {
      String sign = Character.toString(MarkSigns.of(mark));
      lines.add(line(sign, MarkSigns.meaning(mark), Part.MARK));
    }
    lines.add(StyledText.EMPTY);
    return lines;
  }

  private StyledText line(String label, String meaning, Part part) {
    String gap = " ".repeat(Math.max(1, KEYS - CellWidth.of(label)));
    return new StyledText.Builder()
        .append("  " + label, theme.of(part))
        .append(gap + meaning, Style.PLAIN)
        .build();
  }

  void draw(Canvas canvas, Area area, int scrolled) {
    List<StyledText> lines = lines();
    int first = Math.max(0, Math.min(scrolled, lines.size() - area.rows()));
    for (int row = 0; row < area.rows() && first + row < lines.size(); row++) {
      canvas.pen(area, row, 1).text(lines.get(first + row));
    }
  }
}
