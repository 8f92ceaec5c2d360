package dev.logtail.pipeline.transport;

import static dev.logtail.pipeline.transport.HostileRow.HANDSHAKE;
import static dev.logtail.pipeline.transport.HostileRow.answer;
import static dev.logtail.pipeline.transport.HostileRow.handshake;
import static dev.logtail.pipeline.transport.HostileRow.legal;
import static dev.logtail.pipeline.transport.HostileRow.noServer;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.transport.RawWebSocketServer.Peer;
import dev.logtail.pipeline.transport.RawWebSocketServer.Script;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** W-3 to W-25: what can go wrong before a stream is open. */
final class HostileHandshakes {
  private static final String HEAD =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";

  private HostileHandshakes() {}

  static Stream<HostileRow> rows() {
    return Stream.of(silent(), strangers(), refusals(), extensions(), statuses(), waits())
        .flatMap(List::stream);
  }

  private static List<HostileRow> silent() {
    String broke = "the connection broke in the handshake";
    return List.of(
        unreachable("W-3 silence after accept", Peer::awaitEnd, "no answer within 10 s")
            .after(HANDSHAKE),
        unreachable("W-4 a dripping answer", answer("HTTP/1.1 101 Switch"), "no answer within 10 s")
            .after(HANDSHAKE),
        unreachable(
            "W-5 FIN before an answer", Peer::readRequest, broke + " (the server ended it)"),
        unreachable(
            "W-5 FIN in the answer",
            peer -> {
              peer.readRequest();
              peer.write(HEAD.getBytes(ISO_8859_1));
            },
            broke + " (the server ended it)"),
        unreachable(
            "W-5 RST before an answer",
            peer -> {
              peer.readRequest();
              peer.reset();
            },
            broke));
  }

  private static HostileRow unreachable(String name, Script script, String words) {
    return handshake(name, script, Retry.ALWAYS, Kind.UNREACHABLE, words);
  }

  private static List<HostileRow> strangers() {
    String stranger = "not a WebSocket server (";
    return List.of(
        noServer(
            "W-6 a header of 1 MB",
            HEAD + "X: " + "x".repeat(1 << 20),
            stranger + "its answer's head is larger than 64 KiB"),
        noServer(
            "W-6 10,000 headers",
            HEAD + "X: y\r\n".repeat(10_000),
            stranger + "its answer has more than 256 headers"),
        noServer(
            "W-7 an SSH banner",
            "SSH-2.0-OpenSSH_9.2\r\n",
            stranger + "got 'SSH-2.0-OpenSSH_9.2')"),
        noServer(
            "W-7 a banner without an end",
            "220 mail.example ESMTP",
            stranger + "got '220 mail.example ESMTP')"),
        noServer(
            "W-7 TLS on ws",
            "\u0016\u0003\u0003\0\u0002",
            stranger + "it answers in TLS; try wss://)"),
        noServer("W-7 a TLS alert on ws", "\u0015\u0003\u0001\0\u0002\u0002F", "try wss://"),
        noServer("W-12 an HTTP/2 preface", "\0\0\u0012\u0004\0\0\0\0\0", stranger + "got"),
        noServer(
            "W-12 HTTP/1.0",
            HEAD.replace("1.1", "1.0") + "\r\n",
            stranger + "it answers in HTTP/1.0)"),
        noServer(
            "an HTTP/1.1 without a status", "HTTP/1.1 OK\r\n\r\n", stranger + "got 'HTTP/1.1 OK')"),
        noServer(
            "a header without a name",
            HEAD + ": x\r\n\r\n",
            stranger + "its answer has an illegal header"));
  }

  private static List<HostileRow> refusals() {
    String accept = "Sec-WebSocket-Accept: bm9wZQ==\r\n";
    return List.of(
        noServer("W-9 no Accept", HEAD + "\r\n", "lacks 'Sec-WebSocket-Accept'"),
        noServer(
            "W-10 a wrong Accept", HEAD + accept + "\r\n", "does not prove that it read our key"),
        noServer(
            "W-11 no Upgrade",
            HEAD.replace("Upgrade: websocket\r\n", "") + accept + "\r\n",
            "lacks 'Upgrade: websocket'"),
        noServer(
            "W-11 another Upgrade",
            HEAD.replace("websocket", "h2c") + accept + "\r\n",
            "lacks 'Upgrade: websocket'"),
        noServer(
            "W-11 no Connection",
            HEAD.replace("Connection: Upgrade\r\n", "") + accept + "\r\n",
            "lacks 'Connection: Upgrade'"),
        noServer(
            "W-11 another Connection",
            HEAD.replace(": Upgrade\r", ": no-upgrade\r") + accept + "\r\n",
            "lacks 'Connection: Upgrade'"),
        legal(
            "W-11 Connection: keep-alive, Upgrade",
            peer -> {
              String answer = peer.switchingProtocols(peer.readRequest());
              peer.write(
                  answer.replace(": Upgrade\r", ": keep-alive, Upgrade\r").getBytes(ISO_8859_1));
              peer.text("hi");
            },
            "hi"),
        legal(
            "an interim answer before the 101",
            peer -> {
              String answer = peer.switchingProtocols(peer.readRequest());
              peer.write(
                  ("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + answer).getBytes(ISO_8859_1));
            }));
  }

  private static List<HostileRow> extensions() {
    List<HostileRow> rows = new ArrayList<>();
    for (String illegal :
        List.of(
            "W-13 permessage-bzip2",
            "W-13 permessage-deflate, permessage-deflate",
            "W-14 permessage-deflate; server_max_window_bits=99",
            "W-14 permessage-deflate; server_max_window_bits=7",
            "W-14 permessage-deflate; server_max_window_bits=",
            "W-14 permessage-deflate; server_no_context_takeover; server_no_context_takeover",
            "W-14 permessage-deflate; mystery=1")) {
      rows.add(
          withHeader(illegal, "Sec-WebSocket-Extensions: " + illegal.substring(5), "answered"));
    }
    rows.add(
        withHeader(
            "W-15 a subprotocol",
            "Sec-WebSocket-Protocol: chat",
            "answered a subprotocol that was not asked for: chat"));
    return rows;
  }

  private static HostileRow withHeader(String name, String header, String words) {
    return handshake(
        name,
        peer -> {
          String answer = peer.switchingProtocols(peer.readRequest(), header + "\r\n");
          peer.write(answer.getBytes(ISO_8859_1));
          peer.awaitEnd();
        },
        Retry.FEW,
        Kind.PROTOCOL,
        "not a WebSocket server (" + words);
  }

  private static List<HostileRow> statuses() {
    String challenge = "WWW-Authenticate: Basic realm=\"x\"\r\n";
    return List.of(
        answered(
            "W-8 200 with HTML",
            "200 OK",
            "",
            Retry.FEW,
            Kind.PROTOCOL,
            "answered 200, not a WebSocket (<html>It works)"),
        answered(
            "W-17 a redirect at home",
            "307 x",
            "Location: /other\r\n",
            Retry.FEW,
            Kind.PROTOCOL,
            "a redirect to '/other', which is not followed"),
        answered(
            "W-18 a redirect abroad",
            "302 x",
            "Location: ws://evil.example/\r\n",
            Retry.NEVER,
            Kind.PROTOCOL,
            "a redirect to 'ws://evil.example/'"),
        answered(
            "W-18 a redirect to a file",
            "301 x",
            "Location: file:///etc/passwd\r\n",
            Retry.NEVER,
            Kind.PROTOCOL,
            "a redirect to 'file:///etc/passwd'"),
        answered(
            "W-18 a redirect to nonsense",
            "308 x",
            "Location: http://[\r\n",
            Retry.NEVER,
            Kind.PROTOCOL,
            "a redirect to 'http://['"),
        answered(
            "W-20 401",
            "401 x",
            "",
            Retry.NEVER,
            Kind.UNAUTHORISED,
            "give a token with --token-file"),
        answered(
            "W-21 401 with a challenge",
            "401 x",
            challenge,
            Retry.NEVER,
            Kind.UNAUTHORISED,
            "give a user with -u NAME or --netrc"),
        answered(
            "W-22 403",
            "403 x",
            "",
            Retry.NEVER,
            Kind.UNAUTHORISED,
            "a wrong path, token or origin"),
        answered("W-23 404", "404 x", "", Retry.ALWAYS, Kind.GONE, "no stream there"),
        answered("W-23 410", "410 x", "", Retry.ALWAYS, Kind.GONE, "no stream there"),
        answered(
            "W-25 500",
            "500 x",
            "",
            Retry.ALWAYS,
            Kind.UNREACHABLE,
            "the server failed with 500 (<html>It works)"),
        answered(
            "W-25 502", "502 x", "", Retry.ALWAYS, Kind.UNREACHABLE, "the server failed with 502"),
        answered(
            "W-25 504", "504 x", "", Retry.ALWAYS, Kind.UNREACHABLE, "the server failed with 504"),
        handshake(
            "W-8 a page without an end",
            answer("HTTP/1.1 200 OK\r\n\r\n<html>" + "x".repeat(5000)),
            Retry.FEW,
            Kind.PROTOCOL,
            "not a WebSocket (<html>xxx"),
        handshake(
                "W-8 a page that does not come",
                answer("HTTP/1.1 200 OK\r\n\r\n"),
                Retry.FEW,
                Kind.PROTOCOL,
                "answered 200, not a WebSocket")
            .after(Duration.ofSeconds(1)));
  }

  private static List<HostileRow> waits() {
    return List.of(
        waits("W-24 429 without Retry-After", "429 x", "", Duration.ZERO),
        waits("W-24 503 in seconds", "503 x", "Retry-After: 7\r\n", Duration.ofSeconds(7)),
        waits(
            "W-24 503 at a date",
            "503 x",
            "Retry-After: Sun, 01 Feb 2026 14:31:25 GMT\r\n",
            Duration.ofSeconds(60)),
        waits(
            "W-24 503 at a date long ago",
            "503 x",
            "Retry-After: Sun, 01 Feb 1998 14:31:25 GMT\r\n",
            Duration.ZERO),
        waits(
            "W-24 429 for ages",
            "429 x",
            "Retry-After: 99999999999999999999\r\n",
            Duration.ofMinutes(5)),
        waits("W-24 429 of less than nothing", "429 x", "Retry-After: -5\r\n", Duration.ZERO),
        waits("W-24 503 of garbage", "503 x", "Retry-After: soon\r\n", Duration.ZERO));
  }

  private static HostileRow waits(String name, String status, String header, Duration wait) {
    String words = wait.isZero() ? "" : "it asks to wait " + wait.toSeconds() + " s";
    return answered(name, status, header, Retry.ALWAYS, Kind.UNREACHABLE, words).notBefore(wait);
  }

  private static HostileRow answered(
      String name, String status, String headers, Retry retry, Kind kind, String words) {
    return handshake(
        name,
        peer -> {
          peer.answer(status, headers, "<html>It works");
          peer.awaitEnd();
        },
        retry,
        kind,
        words);
  }
}
