package dev.logtail.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real SOCKS5 server, which writes down where it led. */
final class Microsocks implements AutoCloseable {
  private final ForegroundServer server;
  private final Path log;

  private Microsocks(ForegroundServer server, Path log) {
    this.server = server;
    this.log = log;
  }

  /**
   * Starts it on {@code port}.
   *
   * @param user name and password that it wants; nobody's for none
   */
  static Microsocks start(Path folder, int port, String... user) {
    List<String> words =
        new ArrayList<>(List.of("microsocks", "-i", "127.0.0.1", "-p", String.valueOf(port)));
    if (user.length == 2) {
      words.addAll(List.of("-u", user[0], "-P", user[1]));
    }
    ForegroundServer server = ForegroundServer.start(folder, port, words);
    return new Microsocks(server, folder.resolve("microsocks-" + port + ".out"));
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + server.port();
  }

  int port() {
    return server.port();
  }

  /** Hosts and ports that it led to. */
  List<String> led() {
    try {
      return Files.readAllLines(log).stream()
          .filter(line -> line.contains(": connected to "))
          .map(line -> line.replaceFirst("^.*: connected to ", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end: another one can take its port then. */
  void end() {
    server.end();
  }

  @Override
  public void close() {
    server.close();
  }
}
