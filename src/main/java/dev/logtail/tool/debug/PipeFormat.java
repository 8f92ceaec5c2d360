package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How a received message is written to a pipe: text as it came, binary in base64 on one line.
 *
 * @param cut what ends a message; where nothing does, binary is written as it is
 * @param json a line of JSON a frame instead
 * @param stamps with the time in front
 * @param safe for a terminal at the pipe's end: what text holds must not reach it as it is
 */
public record PipeFormat(Cut cut, boolean json, boolean stamps, boolean safe, ZoneId zone) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

  /** Whether it was asked for, so that it is wanted on a terminal too. */
  public boolean isAsked() {
    return json || stamps || cut != Cut.LINES;
  }

  /** One line, or as many as the text has, with an end. */
  byte[] line(Instant at, Frame frame) {
    return line(at, frame, OptionalInt.empty());
  }

  /**
   * The same.
   *
   * @param peer that sent it, in a session that listens; only JSON has room for that
   */
  byte[] line(Instant at, Frame frame, OptionalInt peer) {
    if (json) {
      return ended(FrameJson.line(at, FrameJson.Direction.RECEIVED, frame, peer));
    }
    if (!cut.isCut() && !safe) {
      return raw(frame);
    }
    String text = content(frame);
    return ended(stamps ? STAMP.format(at.atZone(zone)) + " " + text : text);
  }

  private byte[] ended(String line) {
    byte[] text = line.getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(text, text.length + 1);
    whole[text.length] = safe || json || !cut.isCut() ? Cut.LINES.end() : cut.end();
    return whole;
  }

  private static byte[] raw(Frame frame) {
    return frame instanceof Frame.Binary binary
        ? binary.payload().toArray()
        : text(frame).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Frame frame) {
    return frame instanceof Frame.Text message ? message.text() : "";
  }

  private String content(Frame frame) {
    if (frame instanceof Frame.Binary binary) {
      return Base64.getEncoder().encodeToString(binary.payload().toArray());
    }
    return safe ? harmless(text(frame)) : text(frame);
  }

  private static String harmless(String text) {
    return new SafeText(AnsiPolicy.STRIP)
        .lines(text, Style.PLAIN).stream()
            .map(line -> line.plain())
            .collect(Collectors.joining("\n"));
  }
}
