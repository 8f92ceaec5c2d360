package dev.logtail.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real lighttpd in front of a farm, which wants Digest authentication for everything. */
final class Lighttpd implements AutoCloseable {
  private static final String CONFIG =
      """
      server.port = %1$d
      server.bind = "127.0.0.1"
      server.document-root = "%2$s"
      server.errorlog = "%2$s/lighttpd.log"
      server.modules = ("mod_auth", "mod_authn_file", "mod_proxy", "mod_accesslog")
      accesslog.filename = "%2$s/access-%1$d.log"
      accesslog.format = "%%s %%r %%{Authorization}i"
      auth.backend = "plain"
      auth.backend.plain.userfile = "%2$s/users"
      auth.require = ("/" => (
        "method" => "digest", "realm" => "a farm", "require" => "valid-user",
        "algorithm" => "%3$s"))
      proxy.header = ("upgrade" => "enable")
      %4$s
      """;

  private final ForegroundServer server;
  private final Path log;

  private Lighttpd(ForegroundServer server, Path log) {
    this.server = server;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param user {@code name:password}
   * @param more what it does with those that it lets in
   */
  static Lighttpd start(Path folder, int port, String user, String algorithm, String more) {
    try {
      Files.writeString(folder.resolve("users"), user + "\n");
      Path config = folder.resolve("lighttpd-" + port + ".conf");
      Files.writeString(config, CONFIG.formatted(port, folder, algorithm, more));
      return new Lighttpd(
          ForegroundServer.start(folder, port, List.of("lighttpd", "-D", "-f", config.toString())),
          folder.resolve("access-" + port + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends it, so that nothing of its log is held back; the log is status, request, Authorization.
   */
  List<String> log() {
    server.end();
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
