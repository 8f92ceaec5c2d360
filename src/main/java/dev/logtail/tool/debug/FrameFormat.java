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
  /**
   * How much of a frame is written.
   *
   * @param rowChars of one row of JSON
   * @param bytes of a hex dump
   * @param advice how to come by the rest
   */
  record Limits(int rows, int chars, int rowChars, int bytes, String advice) {
    /** Of a frame that comes by. */
    static final Limits USUAL = new Limits(200, 32 << 10, 4 << 10, 1 << 10, "; :more shows all");

    /** Of a frame that somebody asked for. */
    static final Limits WHOLE =
        new Limits(20_000, 2 << 20, 2 << 20, 64 << 10, "; :more FILE writes all");

    /** Of what is no frame. */
    static final Limits BODY = new Limits(200, 32 << 10, 4 << 10, 1 << 10, "");
  }

  /**
   * The rows of a frame, or the first of them.
   *
   * @param more what is left out; empty where nothing is
   * @param cut whether anything is left out, be it in a row
   */
  private record Block(List<StyledText> rows, String more, boolean cut) {
    static Block all(List<StyledText> rows) {
      return new Block(rows, "", false);
    }

    static Block beginning(List<StyledText> rows, String more) {
      return new Block(rows, more, true);
    }
  }

  private static final String INDENT = "  ";

  /** A frame of fewer bytes is never cut. */
  private static final int SMALL = 300;

  private final Theme theme;
  private final Limits limits;
  private final JsonInk ink;
  private final SafeText safe = new SafeText(AnsiPolicy.ESCAPE);

  FrameFormat(Theme theme, Limits limits) {
    this.theme = theme;
    this.limits = limits;
    this.ink = new JsonInk(theme);
  }

  /**
   * The frame's lines, the first beginning with {@code head}.
   *
   * @param columns that a line should fit into if it can
   */
  List<StyledText> lines(StyledText head, Frame frame, int columns) {
    if (frame instanceof Frame.Text text) {
      return under(head, rows(text(text.text())), columns);
    }
    if (frame instanceof Frame.Binary binary) {
      byte[] bytes = binary.payload().toArray();
      return below(head, rows(dump(bytes, columns - INDENT.length())));
    }
    if (frame instanceof Frame.Close close) {
      return List.of(beside(head, close(close)));
    }
    Frame.Bytes payload =
        frame instanceof Frame.Ping ping ? ping.payload() : ((Frame.Pong) frame).payload();
    return payload.length() == 0 ? List.of(head) : List.of(beside(head, control(payload)));
  }

  /** Whether only the beginning of {@code frame} is written. */
  boolean cuts(Frame frame) {
    if (frame.size() < SMALL) {
      return false;
    }
    return frame instanceof Frame.Text text
        ? text(text.text()).cut()
        : frame instanceof Frame.Binary && frame.size() > limits.bytes();
  }

  /** A text that stands alone, such as the beginning of an answer's body. */
  List<StyledText> block(String foreign) {
    return rows(text(foreign)).stream().map(FrameFormat::indented).toList();
  }

  private Block text(String text) {
    return JsonRecords.isComplete(text) ? json(text) : plain(text);
  }

  private Block json(String json) {
    JsonLayout.Beginning layout = JsonLayout.beginning(json, limits.rows());
    List<StyledText> rows = new ArrayList<>();
    List<String> lines = layout.text().lines().toList();
    int chars = 0;
    boolean cut = false;
    for (String line : lines) {
      chars += Math.min(line.length(), limits.rowChars());
      if (chars > limits.chars()) {
        break;
      }
      cut = cut || line.length() > limits.rowChars();
      rows.add(row(line));
    }
    int more = layout.more() + lines.size() - rows.size();
    return more == 0
        ? new Block(rows, "", cut)
        : Block.beginning(rows, Wording.count(more, "more line"));
  }

  private StyledText row(String line) {
    if (line.length() <= limits.rowChars()) {
      return ink.row(line);
    }
    String beginning = beginning(line, limits.rowChars());
    String rest = Wording.count(line.length() - beginning.length(), "more character");
    return new StyledText.Builder()
        .append(ink.row(beginning))
        .append(" " + omission(rest), theme.of(Part.NOTICE))
        .build();
  }

  private Block plain(String text) {
    String beginning = beginning(text, limits.chars());
    List<StyledText> rows = safe.lines(beginning, Style.PLAIN);
    if (rows.size() > limits.rows()) {
      long more = text.lines().count() - limits.rows();
      return Block.beginning(rows.subList(0, limits.rows()), Wording.count(more, "more line"));
    }
    int more = text.length() - beginning.length();
    return more == 0
        ? Block.all(rows)
        : Block.beginning(rows, Wording.count(more, "more character"));
  }

  private static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  private Block dump(byte[] bytes, int columns) {
    List<StyledText> rows = new ArrayList<>();
    for (String row : HexDump.rows(bytes, limits.bytes(), columns)) {
      int offset = row.indexOf(' ');
      rows.add(
          new StyledText.Builder()
              .append(row.substring(0, offset), theme.of(Part.TIME))
              .append(row.substring(offset), Style.PLAIN)
              .build());
    }
    int more = bytes.length - limits.bytes();
    return more <= 0 ? Block.all(rows) : Block.beginning(rows, Wording.count(more, "more byte"));
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

  private List<StyledText> rows(Block block) {
    List<StyledText> all = new ArrayList<>(block.rows());
    if (!block.more().isEmpty()) {
      all.add(StyledText.of(omission(block.more()), theme.of(Part.NOTICE)));
    }
    return all;
  }

  private String omission(String more) {
    return "… (" + more + limits.advice() + ")";
  }
}
