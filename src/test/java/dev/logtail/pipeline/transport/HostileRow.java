package dev.logtail.pipeline.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.transport.RawWebSocketServer.Peer;
import dev.logtail.pipeline.transport.RawWebSocketServer.Script;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * One thing that a server can do to us, and what must come of it.
 *
 * @param name the row's number and what happens
 * @param opens the stream is opened before
 * @param texts messages that are delivered, in order
 * @param passes how much time must pass for the end to come
 * @param closeCode what we say to the server, or 0 where nothing is to be said
 * @param end how the stream ends; its text holds what must stand in the real one
 */
record HostileRow(
    String name,
    Script script,
    boolean opens,
    List<String> texts,
    Duration passes,
    int closeCode,
    StreamEnd end) {
  static final Duration HANDSHAKE = Duration.ofSeconds(10);

  /** A handshake that fails because of what the server is; few tries. */
  static HostileRow noServer(String name, String answer, String words) {
    return handshake(name, answer(answer), Retry.FEW, Kind.PROTOCOL, words);
  }

  static HostileRow handshake(String name, Script script, Retry retry, Kind kind, String words) {
    return new HostileRow(
        name, script, false, List.of(), Duration.ZERO, 0, StreamEnd.of(retry, kind, words));
  }

  /** Reads the request and answers in these bytes, then waits for our end. */
  static Script answer(String answer) {
    return peer -> {
      peer.readRequest();
      peer.write(answer.getBytes(ISO_8859_1));
      peer.awaitEnd();
    };
  }

  /** Frames that must not be, with a message behind them that must not be seen. */
  static HostileRow illegal(String name, String frames, int closeCode, String words) {
    return illegal(name, plain(hex(frames)), closeCode, words);
  }

  static HostileRow illegal(String name, Script before, int closeCode, String words) {
    Script script =
        peer -> {
          before.run(peer);
          peer.text("not to be seen");
          peer.awaitClose();
        };
    StreamEnd end = StreamEnd.of(Retry.FEW, Kind.PROTOCOL, words);
    return new HostileRow(name, script, true, List.of(), Duration.ZERO, closeCode, end);
  }

  /** A stream that ends by what the script does. */
  static HostileRow ends(String name, Script script, Retry retry, Kind kind, String words) {
    return new HostileRow(
        name, script, true, List.of(), Duration.ZERO, 0, StreamEnd.of(retry, kind, words));
  }

  /** Something unusual that is legal: these messages arrive, and the end is a good one. */
  static HostileRow legal(String name, Script before, String... texts) {
    Script script =
        peer -> {
          before.run(peer);
          peer.close(1000, "that was it");
          peer.awaitClose();
        };
    StreamEnd end = StreamEnd.of(Retry.ALWAYS, Kind.NONE, "1000 normal: that was it");
    return new HostileRow(name, script, true, List.of(texts), Duration.ZERO, 1000, end);
  }

  HostileRow delivering(String... delivered) {
    return new HostileRow(name, script, opens, List.of(delivered), passes, closeCode, end);
  }

  HostileRow after(Duration time) {
    return new HostileRow(name, script, opens, texts, time, closeCode, end);
  }

  HostileRow answering(int code) {
    return new HostileRow(name, script, opens, texts, passes, code, end);
  }

  HostileRow notBefore(Duration wait) {
    StreamEnd asked = new StreamEnd(end.failure(), end.retry(), wait);
    return new HostileRow(name, script, opens, texts, passes, closeCode, asked);
  }

  static Script plain(byte[]... frames) {
    return peer -> {
      peer.accept();
      writeAll(peer, frames);
    };
  }

  static Script deflating(byte[]... frames) {
    return peer -> {
      peer.acceptDeflate("");
      writeAll(peer, frames);
    };
  }

  private static void writeAll(Peer peer, byte[]... frames) throws java.io.IOException {
    for (byte[] frame : frames) {
      peer.write(frame);
    }
  }

  static byte[] hex(String bytes) {
    return HexFormat.ofDelimiter(" ").parseHex(bytes);
  }

  @Override
  public String toString() {
    return name;
  }
}
