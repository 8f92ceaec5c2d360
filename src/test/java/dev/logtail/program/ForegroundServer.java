package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Somebody else's server, in one foreground process of one's own, on a free loopback port. */
final class ForegroundServer implements AutoCloseable {
  private final Process process;
  private final Path words;
  private final int port;

  private ForegroundServer(Process process, Path words, int port) {
    this.process = process;
    this.words = words;
    this.port = port;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts it, and waits until it listens on {@code port}.
   *
   * @param command its program, which may lie in a folder for administrators, and its arguments
   */
  static ForegroundServer start(Path folder, int port, List<String> command) {
    try {
      Path admins = Path.of("/usr/sbin", command.get(0));
      List<String> words =
          new ArrayList<>(List.of(Files.exists(admins) ? admins.toString() : command.get(0)));
      words.addAll(command.subList(1, command.size()));
      Path said = folder.resolve(command.get(0) + "-" + port + ".out");
      Process process =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      ForegroundServer server = new ForegroundServer(process, said, port);
      Awaitility.await(command.get(0) + " listens").until(() -> server.listens());
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean listens() throws IOException {
    assertThat(process.isAlive()).as("%s", Files.readString(words)).isTrue();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /** Lets it write what it holds, and waits for its end. */
  void end() {
    process.destroy();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
