package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket server of somebody else's, for one connection at a time and its oddities. */
final class WirePeer implements AutoCloseable {
  private static final Path PEERS = Path.of(System.getProperty("logtail.peers"));
  private static final Path SCRIPTS = PEERS.resolve("../../src/test/peers").normalize();

  private final Process process;
  private final BufferedReader said;
  private final int port;

  private WirePeer(List<String> command) {
    try {
      Path log = PEERS.resolve("farms.log");
      this.process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      this.port = Integer.parseInt(answer("PORT "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On Python's websockets: the path says what it does. */
  static WirePeer odd(String... options) {
    List<String> command =
        new ArrayList<>(PeerFarm.interpreter(PeerFarm.Kind.PYTHON).subList(0, 1));
    command.add(SCRIPTS.resolve("odd_server.py").toString());
    command.addAll(List.of(options));
    return new WirePeer(command);
  }

  /** On Node's ws: an echo. */
  static WirePeer echo() {
    return new WirePeer(
        List.of(
            "node",
            SCRIPTS.resolve("echo_server.mjs").toString(),
            PEERS.resolve("node_modules").toString()));
  }

  String url(String path) {
    return "ws://127.0.0.1:" + port + path;
  }

  String secureUrl(String path) {
    return "wss://127.0.0.1:" + port + path;
  }

  int port() {
    return port;
  }

  /** The next line that it says, which begins like that; its rest. */
  String answer(String begin) {
    try {
      String line = said.readLine();
      assertThat(line).startsWith(begin);
      return line.substring(begin.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a crash does: all its connections break. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
  }
}
