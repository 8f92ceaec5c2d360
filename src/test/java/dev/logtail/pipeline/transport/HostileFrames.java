package dev.logtail.pipeline.transport;

import static dev.logtail.pipeline.transport.HostileRow.deflating;
import static dev.logtail.pipeline.transport.HostileRow.hex;
import static dev.logtail.pipeline.transport.HostileRow.illegal;
import static dev.logtail.pipeline.transport.HostileRow.legal;
import static dev.logtail.pipeline.transport.HostileRow.plain;
import static dev.logtail.pipeline.transport.RawWebSocketServer.BINARY;
import static dev.logtail.pipeline.transport.RawWebSocketServer.CONTINUATION;
import static dev.logtail.pipeline.transport.RawWebSocketServer.PING;
import static dev.logtail.pipeline.transport.RawWebSocketServer.PONG;
import static dev.logtail.pipeline.transport.RawWebSocketServer.RSV1;
import static dev.logtail.pipeline.transport.RawWebSocketServer.TEXT;
import static dev.logtail.pipeline.transport.RawWebSocketServer.frame;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logtail.pipeline.transport.RawWebSocketServer.Script;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** W-29 to W-51, W-65 and W-66: frames and messages. */
final class HostileFrames {
  static final int MAX_MESSAGE = 1 << 20;

  private static final String TOO_LARGE = "a message is larger than allowed; raise --max-frame";
  private static final String RESERVED = "(1002: a reserved bit";
  private static final int FLOOD = 100_000;

  private HostileFrames() {}

  static Stream<HostileRow> rows() {
    return Stream.of(bits(), lengths(), sequences(), sizes(), deflate(), texts(), legalOnes())
        .flatMap(List::stream);
  }

  private static List<HostileRow> bits() {
    List<HostileRow> rows = new ArrayList<>();
    rows.add(illegal("W-29 RSV1 without an extension", "c1 00", 1002, RESERVED));
    rows.add(illegal("W-29 RSV2", "a1 00", 1002, RESERVED));
    rows.add(illegal("W-29 RSV3", "91 00", 1002, RESERVED));
    rows.add(illegal("W-30 RSV1 on a ping", deflating(hex("c9 00")), 1002, RESERVED));
    rows.add(
        illegal(
            "W-30 RSV1 on a continuation", deflating(hex("01 01 61 c0 01 62")), 1002, RESERVED));
    rows.add(illegal("W-30 RSV2 with deflate", deflating(hex("e1 00")), 1002, RESERVED));
    for (String opcode : List.of("3", "4", "5", "6", "7", "b", "c", "d", "e", "f")) {
      rows.add(
          illegal(
              "W-31 opcode " + opcode,
              "8" + opcode + " 00",
              1002,
              "the reserved opcode " + Integer.parseInt(opcode, 16)));
    }
    rows.add(
        illegal(
            "W-32 a masked frame", "81 81 00 00 00 00 61", 1002, "a masked frame from a server"));
    return rows;
  }

  private static List<HostileRow> lengths() {
    String padded = "a length that is not in its shortest form";
    return List.of(
        illegal("W-33 a padded length of 16 bits", "81 7e 00 01 61", 1002, padded),
        illegal(
            "W-33 a padded length of 64 bits", "81 7f 00 00 00 00 00 00 00 01 61", 1002, padded),
        illegal("W-33 another one", "81 7f 00 00 00 00 00 00 ff ff", 1002, padded),
        illegal(
            "W-34 a top bit",
            "81 7f 80 00 00 00 00 00 00 00",
            1002,
            "a length with its top bit set"),
        illegal("W-35 2^31 announced", "82 7f 00 00 00 00 80 00 00 00", 1009, TOO_LARGE),
        illegal("W-35 2^63-1 announced", "81 7f 7f ff ff ff ff ff ff ff", 1009, TOO_LARGE),
        illegal(
            "W-36 a ping of 126 bytes",
            plain(frame(PING, true, new byte[126])),
            1002,
            "a control frame of more than 125 bytes"),
        illegal("W-36 a ping in fragments", "09 00", 1002, "a control frame in fragments"),
        illegal("W-36 a close in fragments", "08 02 03 e8", 1002, "a control frame in fragments"));
  }

  private static List<HostileRow> sequences() {
    return List.of(
        illegal("W-37 a continuation of nothing", "80 00", 1002, "a continuation of no message"),
        illegal(
                "W-37 a continuation after the end",
                "01 01 61 80 01 62 80 01 63",
                1002,
                "a continuation of no message")
            .delivering("ab"),
        illegal(
            "W-37 a message inside a message",
            "01 01 61 81 01 62",
            1002,
            "a new message inside another one"),
        illegal("W-40 endless fragments", endless(new byte[4096]), 1009, TOO_LARGE),
        illegal("W-41 endless empty fragments", endless(new byte[0]), 1009, TOO_LARGE));
  }

  private static Script endless(byte[] fragment) {
    return peer -> {
      peer.accept();
      byte[] some =
          repeat(frame(CONTINUATION, false, fragment), 1 + (1 << 13) / (fragment.length + 1));
      peer.write(frame(TEXT, false, fragment));
      for (int sent = 0;
          sent < 2 * MAX_MESSAGE / (fragment.length + 1);
          sent += 1 + (1 << 13) / (fragment.length + 1)) {
        peer.write(some);
      }
    };
  }

  private static byte[] repeat(byte[] bytes, int times) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(bytes);
    }
    return all.toByteArray();
  }

  private static List<HostileRow> sizes() {
    byte[] exact = "a".repeat(MAX_MESSAGE).getBytes(UTF_8);
    byte[] larger = "a".repeat(MAX_MESSAGE + 1).getBytes(UTF_8);
    return List.of(
        legal("W-42 exactly the limit", plain(frame(TEXT, true, exact)), new String(exact, UTF_8)),
        illegal("W-42 one byte more", plain(frame(TEXT, true, larger)), 1009, TOO_LARGE),
        legal("W-39 1 MiB byte by byte", byteByByte(exact), new String(exact, UTF_8)),
        legal(
            "W-38 control frames between fragments",
            plain(hex("01 01 e9 89 01 70 00 01 be 8a 00 80 01 99")),
            "龙"));
  }

  private static Script byteByByte(byte[] message) {
    return peer -> {
      peer.accept();
      ByteArrayOutputStream frames = new ByteArrayOutputStream();
      for (int i = 0; i < message.length; i++) {
        boolean last = i == message.length - 1;
        frames.writeBytes(frame(i == 0 ? TEXT : CONTINUATION, last, new byte[] {message[i]}));
      }
      peer.write(frames.toByteArray());
    };
  }

  private static List<HostileRow> deflate() {
    Deflated server = new Deflated();
    byte[] bomb = server.message(new byte[64 << 20]);
    ByteArrayOutputStream larger = new ByteArrayOutputStream();
    larger.writeBytes(bomb);
    larger.writeBytes(hex("00 00 ff ff"));
    byte[] again = server.message(new byte[64 << 20]);
    for (int i = 0; i < 11; i++) {
      larger.writeBytes(again);
      larger.writeBytes(hex("00 00 ff ff"));
    }
    String corrupt = "(1007: compressed data is corrupt";
    return List.of(
        illegal("W-43 64 KB that become 64 MB", deflating(compressed(bomb)), 1009, TOO_LARGE),
        illegal(
            "W-43 800 KB that become 800 MB",
            deflating(compressed(larger.toByteArray())),
            1009,
            TOO_LARGE),
        illegal(
            "W-43 a bomb in fragments",
            deflating(frame(TEXT | RSV1, false, bomb), frame(CONTINUATION, true, bomb)),
            1009,
            TOO_LARGE),
        legal(
            "W-44 a final block",
            deflating(
                compressed(Deflated.finished("one")),
                compressed(hex("f3 48 cd c9 c9 07 00 00")),
                compressed(new Deflated().message("three"))),
            "one",
            "Hello",
            "three"),
        illegal("W-45 corrupt data", deflating(compressed(hex("ff ff ff"))), 1007, corrupt),
        illegal(
            "W-45 a stored block of the wrong length",
            deflating(compressed(hex("00 05 00 00 00 41"))),
            1007,
            corrupt),
        legal(
            "W-45 an empty message",
            deflating(compressed(new byte[0]), compressed(hex("00"))),
            "",
            ""),
        legal(
            "W-46 a plain one between",
            deflating(
                compressed(new Deflated().message("one")),
                frame(TEXT, false, "t".getBytes(UTF_8)),
                frame(CONTINUATION, true, "wo".getBytes(UTF_8)),
                compressed(new Deflated().message("three"))),
            "one",
            "two",
            "three"),
        illegal(
            "W-48 bad UTF-8, compressed",
            deflating(compressed(new Deflated().message(hex("c3 28")))),
            1007,
            "not UTF-8"));
  }

  private static byte[] compressed(byte[] payload) {
    return frame(TEXT | RSV1, true, payload);
  }

  private static List<HostileRow> texts() {
    String bad = "(1007: text that is not UTF-8)";
    return List.of(
        illegal("W-48 overlong", "81 02 c0 80", 1007, bad),
        illegal("W-48 a surrogate", "81 03 ed a0 80", 1007, bad),
        illegal("W-48 beyond Unicode", "81 04 f4 90 80 80", 1007, bad),
        illegal("W-48 truncated", "81 02 e2 82", 1007, bad),
        illegal("W-48 over fragments", "01 01 c3 80 01 28", 1007, bad),
        legal(
            "W-49 a binary message",
            plain(frame(BINARY, true, "龙".getBytes(UTF_8)), frame(BINARY, true, hex("61 ff"))),
            "龙",
            "a\uFFFD"),
        legal(
            "W-51 nothing, blanks, NUL",
            plain(
                frame(TEXT, true, new byte[0]),
                frame(TEXT, true, " \t".getBytes(UTF_8)),
                frame(TEXT, true, new byte[2])),
            "",
            " \t",
            "\0\0"));
  }

  private static List<HostileRow> legalOnes() {
    return List.of(
        legal(
            "W-65 a flood of pings",
            plain(
                repeat(frame(PING, true, new byte[125]), FLOOD),
                frame(TEXT, true, "and data".getBytes(UTF_8))),
            "and data"),
        legal(
            "W-66 pongs that nobody asked for",
            plain(
                repeat(frame(PONG, true, new byte[9]), 1000),
                frame(TEXT, true, "and data".getBytes(UTF_8))),
            "and data"));
  }
}
