package dev.logtail.tool.debug.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bytes as people look at them: where, what, and what they would be as ASCII. Pure.
 *
 * <pre>
 *   0000  48 65 6c 6c 6f 00 ff 0a                           |Hello...|
 * </pre>
 */
final class HexDump {
  private static final int WIDE = 16;
  private static final int NARROW = 8;

  /** Cells of a row with {@link #WIDE} bytes. */
  private static final int WIDE_CELLS = 74;

  private HexDump() {}

  /** The first {@code most} of {@code bytes}, in rows that fit into {@code columns} if any do. */
  static List<String> rows(byte[] bytes, int most, int columns) {
    int perRow = columns < WIDE_CELLS ? NARROW : WIDE;
    int end = Math.min(most, bytes.length);
    List<String> rows = new ArrayList<>();
    for (int at = 0; at < end; at += perRow) {
      rows.add(row(bytes, at, Math.min(end, at + perRow), perRow));
    }
    return rows;
  }

  private static String row(byte[] bytes, int start, int end, int perRow) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%04x ", start));
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < perRow; i++) {
      row.append(i == NARROW ? "  " : " ");
      if (start + i < end) {
        int value = bytes[start + i] & 0xff;
        row.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
        letters.append(value >= ' ' && value < 0x7f ? (char) value : '.');
      } else {
        row.append("  ");
      }
    }
    return row.append("  |").append(letters).append('|').toString();
  }
}
