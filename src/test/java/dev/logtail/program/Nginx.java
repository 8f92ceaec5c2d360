package dev.logtail.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real nginx of one's own, in one foreground process, on a free loopback port. */
final class Nginx implements AutoCloseable {
  private static final String FRAME =
      """
      daemon off;
      master_process off;
      pid nginx.pid;
      error_log error.log;
      events { worker_connections 256; }
      http {
        access_log access-%1$d.log;
        client_body_temp_path tmp-body;
        proxy_temp_path tmp-proxy;
        fastcgi_temp_path tmp-fastcgi;
        uwsgi_temp_path tmp-uwsgi;
        scgi_temp_path tmp-scgi;
        map $http_upgrade $connection_upgrade { default upgrade; '' close; }
        server {
          listen 127.0.0.1:%1$d ssl;
          %2$s
        }
      }
      """;

  private final ForegroundServer server;
  private final Path folder;

  private Nginx(ForegroundServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Starts it with what stands inside of {@code server { }}.
   *
   * @param folder holds the files that {@code server} names, and takes nginx's own
   */
  static Nginx start(Path folder, int port, String server) {
    try {
      Path config = folder.resolve("nginx-" + port + ".conf");
      Files.writeString(config, FRAME.formatted(port, server));
      return new Nginx(
          ForegroundServer.start(
              folder,
              port,
              List.of(
                  "nginx", "-p", folder.toString(), "-e", "error.log", "-c", config.toString())),
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.port();
  }

  /** The requests that it served, a line each. */
  String accessLog() {
    try {
      return Files.readString(folder.resolve("access-" + server.port() + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
