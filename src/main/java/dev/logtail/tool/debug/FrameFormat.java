package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.CloseCodes;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.JsonInk;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.wire.JsonLayout;
import dev.logtail.wire.JsonRecords;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a frame holds: JSON laid out and coloured, bytes as a hex dump, other text as it is,
 * but harmless. However large a frame is, only its beginning is written, and the end says how much
 * more there is. Pure.
 *
 * <pre>
 *   14:30:25.123 &lt; text 5 B  hello
 *   14:30:25.124 &lt; text 20 B (14 B on the wire)
 *     {
 *       "price": 17.40
 *     }
 * </pre>
 */
final class FrameFormat {
  static final int MOST_ROWS = 200;
  static final int MOST_CHARS = 32 * 1024;
  static final int MOST_BYTES = 1024;
  private static final int MOST_ROW_CHARS = 4096;

  private static final String INDENT = "  ";

  private final Theme theme;
  private final JsonInk ink;
  private final SafeText safe = new SafeText(AnsiPolicy.ESCAPE);

  FrameFormat(Theme theme) {
    this.theme = theme;
    this.ink = new JsonInk(theme);
  }

  /**
   * The frame's lines, the first beginning with {@code head}.
   *
   * @param columns that a line should fit into if it can
   */
  List<StyledText> lines(StyledText head, Frame frame, int columns) {
    if (frame instanceof Frame.Text text) {
      return under(head, text(text.text()), columns);
    }
    if (frame instanceof Frame.Binary binary) {
      return below(head, dump(binary.payload().toArray(), columns - INDENT.length()));
    }
    if (frame instanceof Frame.Close close) {
      return List.of(beside(head, close(close)));
    }
    Frame.Bytes payload =
        frame instanceof Frame.Ping ping ? ping.payload() : ((Frame.Pong) frame).payload();
    return payload.length() == 0 ? List.of(head) : List.of(beside(head, control(payload)));
  }

  /** A text that stands alone, such as the beginning of an answer's body. */
  List<StyledText> block(String foreign) {
    return text(foreign).stream().map(FrameFormat::indented).toList();
  }

  private List<StyledText> text(String text) {
    return JsonRecords.isComplete(text) ? json(text) : plain(text);
  }

  private List<StyledText> json(String json) {
    JsonLayout.Beginning layout = JsonLayout.beginning(json, MOST_ROWS);
    List<StyledText> rows = new ArrayList<>();
    List<String> lines = layout.text().lines().toList();
    int chars = 0;
    for (String line : lines) {
      chars += Math.min(line.length(), MOST_ROW_CHARS);
      if (chars > MOST_CHARS) {
        break;
      }
      rows.add(row(line));
    }
    int more = layout.more() + lines.size() - rows.size();
    return more == 0 ? rows : with(rows, Wording.count(more, "more line"));
  }

  private StyledText row(String line) {
    if (line.length() <= MOST_ROW_CHARS) {
      return ink.row(line);
    }
    String beginning = beginning(line, MOST_ROW_CHARS);
    return new StyledText.Builder()
        .append(ink.row(beginning))
        .append(rest(line.length() - beginning.length()), theme.of(Part.NOTICE))
        .build();
  }

  private List<StyledText> plain(String text) {
    String beginning = beginning(text, MOST_CHARS);
    List<StyledText> rows = safe.lines(beginning, Style.PLAIN);
    if (rows.size() > MOST_ROWS) {
      long more = text.lines().count() - MOST_ROWS;
      return with(rows.subList(0, MOST_ROWS), Wording.count(more, "more line"));
    }
    int more = text.length() - beginning.length();
    return more == 0 ? rows : with(rows, Wording.count(more, "more character"));
  }

  private static String rest(int chars) {
    return " … (" + Wording.count(chars, "more character") + ")";
  }

  private static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  private List<StyledText> dump(byte[] bytes, int columns) {
    List<StyledText> rows = new ArrayList<>();
    for (String row : HexDump.rows(bytes, MOST_BYTES, columns)) {
      int offset = row.indexOf(' ');
      rows.add(
          new StyledText.Builder()
              .append(row.substring(0, offset), theme.of(Part.TIME))
              .append(row.substring(offset), Style.PLAIN)
              .build());
    }
    int more = bytes.length - MOST_BYTES;
    return more <= 0 ? rows : with(rows, Wording.count(more, "more byte"));
  }

  /** What a control frame carries is mostly a short text. */
  private StyledText control(Frame.Bytes payload) {
    String text = payload.text();
    boolean readable = text.indexOf('\ufffd') < 0 && SafeText.isInert(text);
    return StyledText.of(readable ? text : hex(payload.toArray()), Style.PLAIN);
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte value : bytes) {
      hex.append(hex.isEmpty() ? "" : " ");
      hex.append(Character.forDigit(value >> 4 & 15, 16))
          .append(Character.forDigit(value & 15, 16));
    }
    return hex.toString();
  }

  private StyledText close(Frame.Close close) {
    return StyledText.of(closing(close.code(), close.reason(), safe), Style.PLAIN);
  }

  /** For example {@code 1001 going away "bye"}. */
  static String closing(int code, String reason, SafeText safe) {
    String number = code == Frame.Close.NO_CODE ? "" : code + " ";
    String words = reason.isEmpty() ? "" : " \"" + safe.plain(reason) + "\"";
    return number + CloseCodes.meaning(code) + words;
  }

  /** One row that fits stands beside the head. */
  private static List<StyledText> under(StyledText head, List<StyledText> rows, int columns) {
    if (rows.size() > 1) {
      return below(head, rows);
    }
    if (rows.isEmpty() || rows.get(0).plain().isEmpty()) {
      return List.of(head);
    }
    StyledText together = beside(head, rows.get(0));
    return CellWidth.of(together.plain()) <= columns ? List.of(together) : below(head, rows);
  }

  private static StyledText beside(StyledText head, StyledText row) {
    return new StyledText.Builder().append(head).append(INDENT, Style.PLAIN).append(row).build();
  }

  private static List<StyledText> below(StyledText head, List<StyledText> rows) {
    List<StyledText> lines = new ArrayList<>();
    lines.add(head);
    rows.forEach(row -> lines.add(indented(row)));
    return lines;
  }

  /** Nothing foreign begins a line: it could look like a line of ours. */
  private static StyledText indented(StyledText row) {
    return new StyledText.Builder().append(INDENT, Style.PLAIN).append(row).build();
  }

  private List<StyledText> with(List<StyledText> rows, String more) {
    List<StyledText> all = new ArrayList<>(rows);
    all.add(StyledText.of("… (" + more + ")", theme.of(Part.NOTICE)));
    return all;
  }
}
