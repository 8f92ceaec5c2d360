package dev.logtail.view.tui;

/**
 * One key as it was pressed: what it types ({@code "j"}, {@code "é"}, {@code " "}), or its name
 * ({@code "Up"}, {@code "PgDn"}, {@code "Ctrl-d"}, {@code "F1"}).
 */
public record Key(String name) implements Input {
  public static final Key ENTER = new Key("Enter");
  public static final Key ESC = new Key("Esc");
  public static final Key BACKSPACE = new Key("Backspace");
  public static final Key TAB = new Key("Tab");

  public static final Key WHEEL_UP = new Key("WheelUp");
  public static final Key WHEEL_DOWN = new Key("WheelDown");

  /** What is read when the terminal is gone. */
  public static final Key END_OF_INPUT = new Key("end of input");

  public static Key ctrl(char letter) {
    return new Key("Ctrl-" + letter);
  }

  /** True when it types something instead of naming a function. */
  public boolean isText() {
    return name.codePointCount(0, name.length()) == 1 && !Character.isISOControl(name.charAt(0));
  }

  /** The key's name for people. */
  @Override
  public String toString() {
    return switch (name) {
      case " " -> "Space";
      case "Up" -> "↑";
      case "Down" -> "↓";
      case "Left" -> "←";
      case "Right" -> "→";
      default -> name;
    };
  }
}
