package dev.logtail.view.tui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what a terminal sends into keys, clicks and pasted text. A sequence that means nothing here
 * is swallowed whole, so that no part of it is taken for a key; pasted text is waited for to its
 * end, however slowly it comes.
 *
 * <pre>
 *   j            →  Key j              ESC [ &lt; 0 ; 5 ; 3 M         →  Click(2, 4)
 *   ESC          →  Key Esc            ESC [ 200 ~ text ESC [ 201 ~  →  Paste(text)
 *   ESC [ 5 ~    →  Key PgUp           ESC [ 1 ; 9 z                  →  nothing
 * </pre>
 *
 * Lanterna's decoder is not used: it takes a sequence that stops for a tenth of a second for Esc
 * and the letters that follow. One thread reads.
 */
final class InputDecoder {
  private static final int ESC = 0x1b;
  private static final int END = -1;
  private static final int MOST_OF_A_SEQUENCE = 4096;
  private static final int MOST_PASTED = 4096;

  /** How often a sequence that has begun is given another tenth of a second to go on. */
  private static final int PATIENCE = 5;

  private static final String PASTE_START = "200";
  private static final byte[] PASTE_END = "\033[201~".getBytes(StandardCharsets.US_ASCII);

  private static final Map<Character, String> BY_LETTER =
      Map.ofEntries(
          Map.entry('A', "Up"),
          Map.entry('B', "Down"),
          Map.entry('C', "Right"),
          Map.entry('D', "Left"),
          Map.entry('H', "Home"),
          Map.entry('F', "End"),
          Map.entry('P', "F1"),
          Map.entry('Q', "F2"),
          Map.entry('R', "F3"),
          Map.entry('S', "F4"),
          Map.entry('Z', "ReverseTab"));

  private static final Map<String, String> BY_NUMBER =
      Map.ofEntries(
          Map.entry("1", "Home"),
          Map.entry("2", "Insert"),
          Map.entry("3", "Delete"),
          Map.entry("4", "End"),
          Map.entry("5", "PgUp"),
          Map.entry("6", "PgDn"),
          Map.entry("7", "Home"),
          Map.entry("8", "End"),
          Map.entry("11", "F1"),
          Map.entry("12", "F2"),
          Map.entry("13", "F3"),
          Map.entry("14", "F4"),
          Map.entry("15", "F5"),
          Map.entry("17", "F6"),
          Map.entry("18", "F7"),
          Map.entry("19", "F8"),
          Map.entry("20", "F9"),
          Map.entry("21", "F10"),
          Map.entry("23", "F11"),
          Map.entry("24", "F12"));

  private final InputStream terminal;

  /** A byte that was read and turned out to belong to what comes next, or {@link #END}. */
  private int pushedBack = END;

  /**
   * @param terminal whose {@code available()} waits for a moment before it says 0
   */
  InputDecoder(InputStream terminal) {
    this.terminal = terminal;
  }

  /** Waits for something; {@link Key#END_OF_INPUT} when there will be nothing any more. */
  Input next() throws IOException {
    while (true) {
      Optional<Input> input = step();
      if (input.isPresent()) {
        return input.get();
      }
    }
  }

  private Optional<Input> step() throws IOException {
    int first = read();
    if (first == END) {
      return Optional.of(Key.END_OF_INPUT);
    }
    if (first == ESC) {
      return escape();
    }
    return Optional.of(first < ' ' || first == 0x7f ? control(first) : character(first));
  }

  private static Key control(int code) {
    return switch (code) {
      case '\r', '\n' -> Key.ENTER;
      case '\t' -> Key.TAB;
      case 0x08, 0x7f -> Key.BACKSPACE;
      case 0 -> new Key("Ctrl-Space");
      default -> Key.ctrl(Character.toLowerCase((char) (code | 0x40)));
    };
  }

  /** A character in UTF-8; what is none shows as such. */
  private Key character(int first) throws IOException {
    int more = first < 0xC0 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    byte[] bytes = new byte[1 + more];
    bytes[0] = (byte) first;
    int length = 1;
    while (length <= more) {
      int next = read();
      if ((next & 0xC0) != 0x80) {
        pushedBack = next;
        break;
      }
      bytes[length++] = (byte) next;
    }
    return new Key(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }

  /** Esc, or a sequence that starts like it. */
  private Optional<Input> escape() throws IOException {
    if (!isMore()) {
      return Optional.of(Key.ESC);
    }
    int kind = read();
    boolean sequence = "[O]P_^X".indexOf(kind) >= 0;
    if (!sequence || !isMore()) {
      pushedBack = kind;
      return Optional.of(Key.ESC);
    }
    return switch (kind) {
      case '[' -> controlSequence();
      case 'O' -> named(byLetter(readSoon()));
      default -> string();
    };
  }

  /** {@code ESC [}, parameters, a last character. */
  private Optional<Input> controlSequence() throws IOException {
    StringBuilder parameters = new StringBuilder();
    int last = readSoon();
    while (last >= ' ' && last < '@' && parameters.length() < MOST_OF_A_SEQUENCE) {
      parameters.append((char) last);
      last = readSoon();
    }
    if (last == '[' && parameters.isEmpty()) {
      return named(linuxFunction(readSoon()));
    }
    String words = parameters.toString();
    if (words.startsWith("<")) {
      return mouse(words.substring(1), last == 'M');
    }
    if (last != '~') {
      return named(byLetter(last));
    }
    return words.equals(PASTE_START)
        ? Optional.of(new Input.Paste(pasted()))
        : named(BY_NUMBER.getOrDefault(words.replaceFirst(";.*", ""), ""));
  }

  private static String linuxFunction(int letter) {
    return letter >= 'A' && letter <= 'E' ? "F" + (letter - 'A' + 1) : "";
  }

  /** The key of that name; none for "". */
  private static Optional<Input> named(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(new Key(name));
  }

  private static String byLetter(int letter) {
    return BY_LETTER.getOrDefault((char) letter, "");
  }

  /** Button, column and row of SGR mouse reports, from 1; a release means nothing. */
  private static Optional<Input> mouse(String words, boolean pressed) {
    if (!pressed || !words.matches("[0-9]{1,3};[0-9]{1,5};[0-9]{1,5}")) {
      return Optional.empty();
    }
    int[] numbers = Arrays.stream(words.split(";", -1)).mapToInt(Integer::parseInt).toArray();
    return switch (numbers[0] & ~0x1C) {
      case 0 ->
          Optional.of(new Input.Click(Math.max(0, numbers[2] - 1), Math.max(0, numbers[1] - 1)));
      case 64 -> Optional.of(Key.WHEEL_UP);
      case 65 -> Optional.of(Key.WHEEL_DOWN);
      default -> Optional.empty();
    };
  }

  /** An answer that nobody asked for: up to BEL or {@code ESC \}, to nobody. */
  private Optional<Input> string() throws IOException {
    int before = END;
    int next = readSoon();
    for (int i = 0; i < MOST_OF_A_SEQUENCE && next != END && next != 0x07; i++) {
      if (before == ESC && next == '\\') {
        break;
      }
      before = next;
      next = readSoon();
    }
    return Optional.empty();
  }

  private String pasted() throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    int length = 0;
    int matched = 0;
    while (matched < PASTE_END.length) {
      int next = read();
      if (next == END) {
        break;
      }
      matched = next == PASTE_END[matched] ? matched + 1 : next == ESC ? 1 : 0;
      length++;
      if (length <= MOST_PASTED) {
        kept.write(next);
      }
    }
    int text = Math.min(kept.size(), length - matched);
    return oneLine(new String(kept.toByteArray(), 0, text, StandardCharsets.UTF_8));
  }

  /** Whatever would end the line or act on a terminal is a space or gone. */
  private static String oneLine(String text) {
    String spaced = text.strip().replaceAll("\r\n|[\r\n\t\u0085\u2028\u2029]", " ");
    return spaced.replaceAll("\\p{Cc}", "");
  }

  private boolean isMore() throws IOException {
    return pushedBack != END || terminal.available() > 0;
  }

  /** The next byte of a sequence; {@link #END} when it has broken off. */
  private int readSoon() throws IOException {
    for (int i = 0; i < PATIENCE; i++) {
      if (isMore()) {
        return read();
      }
    }
    return END;
  }

  private int read() throws IOException {
    int next = pushedBack == END ? terminal.read() : pushedBack;
    pushedBack = END;
    return next;
  }
}
