package dev.logtail.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real stunnel: TLS before a server that speaks none. */
final class Stunnel implements AutoCloseable {
  private static final String CONFIG =
      """
      foreground = yes
      pid =
      socket = l:TCP_NODELAY=1
      [tls]
      accept = 127.0.0.1:%d
      connect = %s
      cert = %s
      key = %s
      """;

  private final ForegroundServer server;

  private Stunnel(ForegroundServer server) {
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param behind host and port of the server
   * @param certificate its name in {@code folder}
   */
  static Stunnel start(Path folder, String behind, String certificate) {
    try {
      int port = ForegroundServer.freePort();
      Path config = folder.resolve("stunnel-" + port + ".conf");
      Files.writeString(
          config,
          CONFIG.formatted(
              port,
              behind,
              folder.resolve(certificate + ".pem"),
              folder.resolve(certificate + ".key")));
      return new Stunnel(
          ForegroundServer.start(folder, port, List.of("stunnel4", config.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
