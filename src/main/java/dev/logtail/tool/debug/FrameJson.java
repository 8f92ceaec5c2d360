package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.wire.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes a frame as one line of JSON. Pure.
 *
 * <pre>
 *   {"time":"2026-02-01T14:30:00.123Z","direction":"received","opcode":"text","size":5,"text":"hello"}
 *   … "opcode":"binary","size":2,"base64":"AP8="}     … "opcode":"close","size":2,"code":1000,"reason":""}
 * </pre>
 */
public final class FrameJson {
  /** Which way a frame went. */
  public enum Direction {
    SENT,
    RECEIVED
  }

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private FrameJson() {}

  /** One line, without its end. */
  public static String line(Instant at, Direction direction, Frame frame) {
    return line(at, direction, frame, OptionalInt.empty());
  }

  /**
   * The same.
   *
   * @param peer that it came from or went to, in a session that listens
   */
  public static String line(Instant at, Direction direction, Frame frame, OptionalInt peer) {
    StringBuilder line = new StringBuilder();
    line.append("{\"time\":\"").append(STAMP.format(at)).append('"');
    peer.ifPresent(number -> line.append(",\"peer\":").append(number));
    line.append(",\"direction\":\"")
        .append(direction.name().toLowerCase(Locale.ROOT))
        .append("\",\"opcode\":\"");
    line.append(frame.opcode()).append("\",\"size\":").append(frame.size());
    content(line, frame);
    return line.append('}').toString();
  }

  private static void content(StringBuilder line, Frame frame) {
    if (frame instanceof Frame.Text text) {
      text(line, "text", text.text());
    } else if (frame instanceof Frame.Binary binary) {
      base64(line, binary.payload());
    } else if (frame instanceof Frame.Ping ping) {
      payload(line, ping.payload());
    } else if (frame instanceof Frame.Pong pong) {
      payload(line, pong.payload());
    } else if (frame instanceof Frame.Close close) {
      line.append(",\"code\":").append(close.code());
      text(line, "reason", close.reason());
    }
  }

  private static void payload(StringBuilder line, Frame.Bytes payload) {
    utf8(payload.toArray())
        .ifPresentOrElse(text -> text(line, "text", text), () -> base64(line, payload));
  }

  private static void text(StringBuilder line, String name, String text) {
    line.append(",\"").append(name).append("\":");
    JsonText.quote(line, text);
  }

  private static void base64(StringBuilder line, Frame.Bytes payload) {
    String encoded = Base64.getEncoder().encodeToString(payload.toArray());
    line.append(",\"base64\":\"").append(encoded).append('"');
  }

  /** Empty where {@code bytes} are no UTF-8. */
  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
