package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;

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

  private final Process process;
  private final Path folder;
  private final int port;

  private Nginx(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
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
   * Starts it with what stands inside of {@code server { }}.
   *
   * @param folder holds the files that {@code server} names, and takes nginx's own
   */
  static Nginx start(Path folder, int port, String server) {
    try {
      Path config = folder.resolve("nginx-" + port + ".conf");
      Files.writeString(config, FRAME.formatted(port, server));
      Path program = Path.of("/usr/sbin/nginx");
      Process process =
          new ProcessBuilder(
                  Files.exists(program) ? program.toString() : "nginx",
                  "-p",
                  folder.toString(),
                  "-e",
                  "error.log",
                  "-c",
                  config.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("nginx.out").toFile())
              .start();
      Nginx nginx = new Nginx(process, folder, port);
      Awaitility.await("nginx listens").until(() -> nginx.listens());
      return nginx;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean listens() throws IOException {
    assertThat(process.isAlive())
        .as("nginx: %s", Files.readString(folder.resolve("nginx.out")))
        .isTrue();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The requests that it served, a line each. */
  String accessLog() {
    try {
      return Files.readString(folder.resolve("access-" + port + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
