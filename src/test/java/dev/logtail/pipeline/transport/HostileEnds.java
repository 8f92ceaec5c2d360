package dev.logtail.pipeline.transport;

import static dev.logtail.pipeline.transport.HostileRow.ends;
import static dev.logtail.pipeline.transport.HostileRow.hex;
import static dev.logtail.pipeline.transport.HostileRow.illegal;
import static dev.logtail.pipeline.transport.HostileRow.plain;
import static dev.logtail.pipeline.transport.RawWebSocketServer.CLOSE;
import static dev.logtail.pipeline.transport.RawWebSocketServer.TEXT;
import static dev.logtail.pipeline.transport.RawWebSocketServer.closePayload;
import static dev.logtail.pipeline.transport.RawWebSocketServer.frame;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.transport.RawWebSocketServer.Script;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** W-52 to W-61: how a stream can end. */
final class HostileEnds {
  private static final String LOST = "the connection was lost";

  private HostileEnds() {}

  static Stream<HostileRow> rows() {
    return Stream.of(closes(), rejections(), illegalCloses(), losses()).flatMap(List::stream);
  }

  private static List<HostileRow> closes() {
    List<HostileRow> rows = new ArrayList<>();
    rows.add(closed("W-52 1000", 1000, Retry.ALWAYS, Kind.NONE, "(1000 normal: why)"));
    rows.add(closed("W-52 1001", 1001, Retry.ALWAYS, Kind.NONE, "(1001 going away: why)"));
    rows.add(
        ends(
            "W-52 a close without a code",
            plainThenClose(hex("88 00")),
            Retry.ALWAYS,
            Kind.NONE,
            "closed the stream without a code"));
    rows.add(
        closed(
            "W-54 1008",
            1008,
            Retry.NEVER,
            Kind.UNAUTHORISED,
            "refuses this client (1008 policy: why)"));
    rows.add(
        ends(
            "W-54 1008 for too many",
            plainThenClose(close(1008, "Too many connections")),
            Retry.NEVER,
            Kind.UNAUTHORISED,
            "allows no more clients (1008 policy: Too many connections); close another viewer"));
    for (int code : List.of(1011, 1012, 1013, 1014, 3000, 4999)) {
      HostileRow row =
          closed(
              "W-55 " + code, code, Retry.ALWAYS, Kind.UNREACHABLE, "closed the stream (" + code);
      rows.add(code == 1012 || code == 1013 ? row.notBefore(Duration.ofSeconds(1)) : row);
    }
    rows.add(
        ends(
            "W-57 data and a close after the close",
            plainThenClose(close(1001, "why"), frame(TEXT, true, new byte[9]), close(1002, "no")),
            Retry.ALWAYS,
            Kind.NONE,
            "(1001 going away: why)"));
    return rows;
  }

  private static List<HostileRow> rejections() {
    return Stream.of(1002, 1003, 1007, 1009, 1010)
        .map(
            code ->
                closed(
                    "W-53 " + code,
                    code,
                    Retry.FEW,
                    Kind.PROTOCOL,
                    "the server rejected us (" + code))
        .toList();
  }

  private static HostileRow closed(String name, int code, Retry retry, Kind kind, String words) {
    return ends(name, plainThenClose(close(code, "why")), retry, kind, words);
  }

  private static Script plainThenClose(byte[]... frames) {
    Script accepting = plain(frames);
    return peer -> {
      accepting.run(peer);
      peer.awaitClose();
    };
  }

  private static byte[] close(int code, String reason) {
    return frame(CLOSE, true, closePayload(code, reason));
  }

  private static List<HostileRow> illegalCloses() {
    List<HostileRow> rows = new ArrayList<>();
    for (int code : List.of(0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535)) {
      rows.add(
          illegal(
              "W-56 " + code + " on the wire",
              plain(close(code, "")),
              1002,
              "the close code " + code));
    }
    rows.add(illegal("W-56 a payload of one byte", "88 01 03", 1002, "a close frame of one byte"));
    rows.add(
        illegal(
            "W-56 a reason that is not UTF-8",
            "88 04 03 e8 c3 28",
            1007,
            "a close reason that is not UTF-8"));
    rows.add(
        illegal(
            "W-56 a reason of 124 bytes",
            plain(close(1000, "x".repeat(124))),
            1002,
            "a control frame of more than 125 bytes"));
    return rows;
  }

  private static List<HostileRow> losses() {
    byte[] small = Arrays.copyOf(frame(TEXT, true, "x".repeat(100).getBytes(UTF_8)), 6);
    byte[] large = Arrays.copyOf(frame(TEXT, true, "x".repeat(100_000).getBytes(UTF_8)), 10 + 9001);
    return List.of(
        lost("W-59 FIN in a small frame", plain(small), LOST + " in mid-message (4 of 100 bytes)"),
        lost(
            "W-59 FIN in a large frame",
            plain(large),
            LOST + " in mid-message (9001 of 100000 bytes)"),
        lost("W-59 FIN in a header", plain(hex("81 7e 01")), LOST + " in a frame's header"),
        lost(
            "W-59 FIN between fragments",
            plain(hex("01 02 61 62")),
            LOST + " in mid-message (2 bytes and no end)"),
        lost("W-60 RST in a frame", reset(small), LOST),
        lost("W-61 FIN between messages", plain(hex("81 01 61")), LOST + " without a close")
            .delivering("a"),
        lost("W-61 RST between messages", reset(), LOST));
  }

  private static Script reset(byte[]... frames) {
    Script accepting = plain(frames);
    return peer -> {
      accepting.run(peer);
      peer.reset();
    };
  }

  private static HostileRow lost(String name, Script script, String words) {
    return ends(name, script, Retry.ALWAYS, Kind.UNREACHABLE, words);
  }
}
