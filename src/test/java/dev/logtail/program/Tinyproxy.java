package dev.logtail.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real tinyproxy, which writes down whom it was asked for. */
final class Tinyproxy implements AutoCloseable {
  private static final String CONFIG =
      """
      Port %d
      Listen 127.0.0.1
      LogFile "%s"
      LogLevel Connect
      MaxClients 100
      Timeout 60
      """;

  private final ForegroundServer server;
  private final Path log;

  private Tinyproxy(ForegroundServer server, Path log) {
    this.server = server;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param more lines of its configuration, {@code BasicAuth NAME PASSWORD} for example
   */
  static Tinyproxy start(Path folder, String more) {
    try {
      int port = ForegroundServer.freePort();
      Path log = folder.resolve("tinyproxy-" + port + ".log");
      Path config = folder.resolve("tinyproxy-" + port + ".conf");
      Files.writeString(config, CONFIG.formatted(port, log) + more + "\n");
      return new Tinyproxy(
          ForegroundServer.start(folder, port, List.of("tinyproxy", "-d", "-c", config.toString())),
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + server.port();
  }

  /** The first lines of the requests that it was sent. */
  List<String> requests() {
    try {
      return Files.readAllLines(log).stream()
          .filter(line -> line.contains(": Request (") || line.contains("): CONNECT "))
          .map(line -> line.replaceFirst("^.*?\\): ", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
