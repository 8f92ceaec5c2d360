package dev.logtail.view.style;

import dev.logtail.model.Level;

/**
 * A level in few cells: {@code WARN} and {@code CRIT} for the two long ones, any other word as it
 * was sent, made safe and cut to {@value #MAX_CELLS} cells.
 */
public final class LevelLabel {
  /** What a column of levels is padded to. */
  public static final int COLUMN = 5;

  private static final int MAX_CELLS = 8;
  private static final SafeText SAFE = new SafeText(AnsiPolicy.STRIP);

  private LevelLabel() {}

  public static String of(Level level) {
    return switch (level.word()) {
      case "WARNING", "warning" -> "WARN";
      case "CRITICAL", "critical" -> "CRIT";
      default -> CellWidth.cut(SAFE.plain(level.word()), MAX_CELLS);
    };
  }

  /** The label with spaces up to {@link #COLUMN} cells. */
  public static String padded(Level level) {
    String label = of(level);
    return label + " ".repeat(Math.max(0, COLUMN - CellWidth.of(label)));
  }
}
