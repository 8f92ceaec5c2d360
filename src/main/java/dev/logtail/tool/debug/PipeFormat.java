package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How a received message is written to a pipe: text as it came, binary in base64 on one line.
 *
 * @param json a line of JSON a frame instead
 * @param stamps with the time in front
 * @param safe for a terminal at the pipe's end: what text holds must not reach it as it is
 */
public record PipeFormat(boolean json, boolean stamps, boolean safe, ZoneId zone) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

  /** Whether it was asked for, so that it is wanted on a terminal too. */
  public boolean isAsked() {
    return json || stamps;
  }

  /** One line, or as many as the text has, with an end of line. */
  String line(Instant at, Frame frame) {
    return line(at, frame, OptionalInt.empty());
  }

  /**
   * The same.
   *
   * @param peer that sent it, in a session that listens; only JSON has room for that
   */
  String line(Instant at, Frame frame, OptionalInt peer) {
    if (json) {
      return FrameJson.line(at, FrameJson.Direction.RECEIVED, frame, peer) + "\n";
    }
    return (stamps ? STAMP.format(at.atZone(zone)) + " " : "") + content(frame) + "\n";
  }

  private String content(Frame frame) {
    if (frame instanceof Frame.Binary binary) {
      return Base64.getEncoder().encodeToString(binary.payload().toArray());
    }
    String text = frame instanceof Frame.Text message ? message.text() : "";
    return safe ? harmless(text) : text;
  }

  private static String harmless(String text) {
    return new SafeText(AnsiPolicy.STRIP)
        .lines(text, Style.PLAIN).stream()
            .map(line -> line.plain())
            .collect(Collectors.joining("\n"));
  }
}
