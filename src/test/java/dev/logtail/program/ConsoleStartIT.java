package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console shows at once what there is, and gives the terminal back when it can't begin. */
class ConsoleStartIT {

  @TempDir Path folder;

  @Test
  void theDemosScreenComesBeforeItsFarm() throws IOException {
    Path recorded = folder.resolve("recorded");
    try (Tmux terminal = new Tmux(110, 30)) {
      terminal.record(recorded).run("\"$LOGTAIL\" demo").awaitText("INFO");
      terminal.key("q").awaitFormat("#{alternate_on}", "0");
      String all = Files.readString(recorded);
      assertThat(all).doesNotContain("waiting");
      assertThat(
              Stream.of("workers ─", "finding", "http://127.0.0.1:", "◐", "INFO").map(all::indexOf))
          .as("the first frame, the farm, its workers, their records")
          .doesNotContain(-1)
          .isSorted();
    }
  }

  @Test
  void leavesWhileTheFarmIsStillBeingStarted() throws IOException {
    try (Tmux terminal = new Tmux(110, 30)) {
      run(terminal, "demo --workers 400").type("q").awaitText("status=0.");
      expectRestored(terminal);
    }
  }

  @Test
  void showsTheWorkersBeforeTheirStreamsAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        Tmux terminal = new Tmux(110, 30)) {
      HttpServer api = listing("ws://127.0.0.1:" + silent.getLocalPort());
      try {
        run(terminal, "follow --api http://127.0.0.1:" + api.getAddress().getPort());
        terminal.awaitText("connecting to the workers: 1").awaitText("turtle");
        terminal.key("q").awaitText("status=0.");
        expectRestored(terminal);
      } finally {
        api.stop(0);
      }
    }
  }

  @Test
  void tellsInOneLineThatTheDemosPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        Tmux terminal = new Tmux(110, 30)) {
      run(terminal, "demo --port " + taken.getLocalPort()).awaitText("status=6.");
      assertThat(terminal.screen())
          .containsOnlyOnce("logtail: the demo can't be served:")
          .contains("try --port 0");
      expectRestored(terminal);
    }
  }

  @Test
  void tellsInOneLineThatTheApiRefuses() throws IOException {
    try (Tmux terminal = new Tmux(110, 30)) {
      int nobody;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        nobody = free.getLocalPort();
      }
      run(terminal, "follow --api http://127.0.0.1:" + nobody).awaitText("status=6.");
      assertThat(terminal.lines()).filteredOn(line -> line.startsWith("logtail: ")).hasSize(1);
      expectRestored(terminal);
    }
  }

  private static HttpServer listing(String stream) throws IOException {
    byte[] body =
        ("{\"workers\":{\"user_600132.SH_turtle\":"
                + "{\"alive\":true,\"stats\":{},\"log_stream_url\":\""
                + stream
                + "\"}}}")
            .getBytes(UTF_8);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/api/workers",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Tmux run(Tmux terminal, String command) {
    terminal.run("stty -g >" + folder.resolve("before") + "; clear").awaitText("ready>");
    return terminal.run("\"$LOGTAIL\" " + command + "; echo \"status=$?.\"");
  }

  private void expectRestored(Tmux terminal) throws IOException {
    Path after = folder.resolve("after");
    terminal.awaitFormat("#{alternate_on}", "0");
    terminal.run("stty -g >" + after + "; echo and 'it works'").awaitText("and it works");
    assertThat(after).hasSameTextualContentAs(folder.resolve("before"));
    assertThat(terminal.ask("#{cursor_flag}")).as("cursor shown").isEqualTo("1");
  }
}
