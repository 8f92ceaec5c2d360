package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.access.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code logtail debug} as a person at a terminal meets it, on somebody else's server. */
class DebugPromptIT {
  private static WirePeer server;

  @TempDir Path folder;

  @BeforeAll
  static void startServer() {
    server = WirePeer.odd();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static String url(String path) {
    return server.url(path);
  }

  private Tmux debug(Tmux terminal, String arguments) {
    String state = "XDG_STATE_HOME='" + folder.resolve("state") + "'";
    return terminal.run(
        "clear; " + state + " \"$LOGTAIL\" debug " + arguments + "; echo status $?");
  }

  private Tmux open(Tmux terminal, String arguments) {
    return debug(terminal, arguments).awaitText("what you type is sent");
  }

  private static Tmux awaitPrompt(Tmux terminal, String typed) {
    return terminal.awaitScreen(
        "a prompt with " + typed, screen -> screen.stripTrailing().endsWith("\n> " + typed));
  }

  @Test
  void lines_go_and_come_above_the_prompt() {
    try (Tmux terminal = new Tmux(100, 40)) {
      open(terminal, url("/echo"));
      assertThat(terminal.screen())
          .contains("* connected to 127.0.0.1:" + server.port())
          .contains("* GET /echo HTTP/1.1")
          .contains("  > Host: 127.0.0.1:" + server.port() + "  Connection: Upgrade")
          .contains("* 101 Switching Protocols\n  < Connection: Upgrade  Date: ")
          .containsPattern("  < .*Server: Python/\\S+ websockets")
          .contains("* open: no subprotocol, permessage-deflate");
      terminal.run("héllo").awaitText("< text 6 B");
      assertThat(terminal.screen())
          .containsPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} > text 6 B {2}héllo")
          .doesNotContain("\n> héllo");
      terminal.run("{\"price\":17.40,\"tags\":[\"a\"]}").awaitText("    \"price\": 17.40,");
      terminal.run(":ping").awaitText("> :ping").awaitText("pong after");
      terminal.run(":pnig").awaitText("! unknown command :pnig; did you mean");
      terminal.run(":close 4002 done").awaitText("status 0");
      assertThat(terminal.screen())
          .contains("< close 6 B  4002 its own code \"done\"")
          .contains("* closed by us: 4002 its own code \"done\"")
          .containsPattern("open [\\d.]+ m?s, received 2 \\(34 B\\), sent 2 \\(34 B\\)");
    }
  }

  @Test
  void what_is_half_typed_stays_intact_in_a_flood_and_keys_answer() {
    try (Tmux terminal = new Tmux(80, 24)) {
      terminal.run("clear");
      debug(terminal, url("/flood")).awaitText("text 2");
      String typed = "";
      for (String word : List.of("not", "lost", "in", "all", "of", "this")) {
        terminal.type(word + " ");
        typed += word + " ";
        awaitPrompt(terminal, typed.strip());
      }
      for (int columns = 40; columns < 60; columns++) {
        terminal.resize(columns, 20);
      }
      terminal.type("!");
      awaitPrompt(terminal, typed + "!");
      terminal.key("C-c").type(":pause");
      awaitPrompt(terminal, ":pause").key("Enter").awaitText("until :pause\n");
      terminal.run(":rate").awaitText("last 60 s:");
      terminal.run(":pause").type(":stats");
      awaitPrompt(terminal, ":stats");
      terminal.key("C-c", "C-c").awaitText("status 130");
      assertThat(terminal.screen()).contains("* closed by us: 1000 normal");
      long shown = terminal.past().stream().filter(line -> line.contains("< text")).count();
      assertThat(terminal.past())
          .anyMatch(line -> line.matches("… [\\d,]+ frames not shown \\(too fast\\).*"));
      assertThat(shown).isLessThan(20_000);
    }
  }

  @Test
  void nothing_that_a_server_sends_acts_on_the_terminal() throws IOException {
    Path raw = folder.resolve("raw");
    try (Tmux terminal = new Tmux(100, 40)) {
      terminal.allowCopying().record(raw);
      debug(terminal, url("/hostile")).awaitText("status ");
      assertThat(terminal.screen())
          .contains("a␛]52;c;aGk=␇b␛[2J␀c<U+202E>gpj␛]0;owned␇")
          .contains("\"key\\u009b31m\": \"\\u001b[2J\\u2066x\"")
          .contains("  0000  1b 1c 1d 1e 1f 20 21 22  23 24 25 26 27 28 29 2a  |..... !\"#$%&'()*|")
          .contains("* closed by the server: 4001 its own code \"so ␛[31mlong<U+202E>\"");
      assertThat(terminal.ask("#{pane_title} #{buffer_name}")).doesNotContain("owned", "buffer");
      assertThat(Files.readString(raw)).doesNotContain("\u001b]52", "\u001b]0;", "\u202e");
    }
  }

  @Test
  void typed_lines_are_found_in_the_next_session_but_for_secrets() throws IOException {
    try (Tmux terminal = new Tmux(80, 24)) {
      open(terminal, url("/echo") + " --auth ann:sesame-canary");
      for (String line :
          List.of(
              "first", "say sesame-canary", "{\"password\":\"open-canary\"}", " canary", "last")) {
        terminal.run(line);
      }
      terminal.awaitScreen("all echoes", screen -> screen.split("< text", -1).length == 6);
      terminal.key("C-d").awaitText("status 0");
      Path history = folder.resolve("state/logtail/debug_history");
      assertThat(history).hasContent("first\nlast\n");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history.getParent())))
          .isEqualTo("rwx------");
      open(terminal, url("/echo")).key("Up", "Up");
      awaitPrompt(terminal, "first").key("C-c", "C-d").awaitText("status ");
    }
  }

  @Test
  void what_was_half_typed_when_the_connection_broke_is_not_lost() throws IOException {
    try (WirePeer passing = WirePeer.odd();
        Tmux terminal = new Tmux(80, 24)) {
      open(terminal, passing.url("/echo")).type("half a line");
      awaitPrompt(terminal, "half a line");
      passing.kill();
      terminal.awaitText("status 6");
      assertThat(terminal.screen()).contains("* lost without a close (1006)\n");
      open(terminal, url("/echo")).key("Up");
      awaitPrompt(terminal, "half a line").key("C-c", "C-d").awaitText("status 0");
    }
  }

  @Test
  void a_link_in_the_historys_place_is_refused_and_the_session_goes_on() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "untouched\n");
    Path state = Files.createDirectories(folder.resolve("state/logtail"));
    Files.createSymbolicLink(state.resolve("debug_history"), other);
    try (Tmux terminal = new Tmux(100, 24)) {
      open(terminal, url("/echo")).awaitText("! no history is kept:");
      terminal.run("hello").awaitText("< text 5 B");
      terminal.key("C-d").awaitText("status 0");
      assertThat(other).hasContent("untouched\n");
    }
  }

  @Test
  void tab_completes_commands_and_files() throws IOException {
    Files.writeString(folder.resolve("a message.json"), "{\"from\":\"file\"}");
    try (Tmux terminal = new Tmux(100, 50)) {
      terminal.run("cd " + folder);
      open(terminal, url("/echo")).type(":send-f").key("Tab").type("a m").key("Tab");
      awaitPrompt(terminal, ":send-file a message.json").key("Enter");
      terminal.awaitText("\"from\": \"file\"");
      terminal.type(":re").key("Tab");
      awaitPrompt(terminal, ":reconnect").key("Enter");
      terminal.awaitScreen("a second opening", screen -> screen.split("\\* open:", -1).length == 3);
      terminal.key("C-d").awaitText("status 0");
    }
  }

  @Test
  void pasted_lines_go_one_by_one_and_bring_no_marks() {
    try (Tmux terminal = new Tmux(80, 30)) {
      open(terminal, url("/echo")).paste("one\ntwo\t2\n{\"three\":3}\nrest");
      awaitPrompt(terminal, "rest");
      terminal.awaitText("\"three\": 3");
      assertThat(terminal.screen())
          .containsPattern("> text 3 B {2}one")
          .containsPattern("> text 5 B {2}two");
      terminal.type(" of it").key("Enter").awaitText("< text 10 B");
      assertThat(terminal.screen()).contains("  rest of it").doesNotContain("200~", "201~");
      terminal.key("C-d").awaitText("status 0");
    }
  }

  @Test
  void the_terminal_is_given_back_after_Ctrl_Z_and_at_every_end() throws IOException {
    Path before = folder.resolve("before");
    Path after = folder.resolve("after");
    try (Tmux terminal = new Tmux(80, 24)) {
      terminal.run("stty -g >" + before);
      open(terminal, url("/echo")).type("half").key("C-z").awaitText("Stopped");
      terminal.run("stty -g >" + after + "; echo looked").awaitText("looked");
      assertThat(after).hasSameTextualContentAs(before);
      terminal.run("cat -v").paste("pas ted").awaitText("pas ted").key("C-c");
      assertThat(terminal.screen()).doesNotContain("200~");
      terminal.run("fg");
      awaitPrompt(terminal, "half").type("way").key("Enter").awaitText("< text 7 B");
      terminal.key("C-d").awaitText("* closed by us: 1000 normal");
      terminal.run("stty -g >" + after + "; echo looked again").awaitText("looked again");
      assertThat(after).hasSameTextualContentAs(before);
      open(terminal, url("/echo")).type("half");
      awaitPrompt(terminal, "half");
      Invocation.bash("kill -TERM $(pgrep -P " + terminal.ask("#{pane_pid}") + ")").run();
      terminal.awaitText("status 143");
      assertThat(terminal.screen()).doesNotContain("report", "Exception");
      terminal.run("stty -g >" + after + "; echo looked at last").awaitText("looked at last");
      assertThat(after).hasSameTextualContentAs(before);
      terminal.run("clear; cat -v").paste("pas ted").awaitText("pas ted").key("C-c");
      assertThat(terminal.screen()).as("after SIGTERM").doesNotContain("200~");
    }
  }

  @Test
  void a_dumb_terminal_gets_lines_without_any_escape() throws IOException {
    Path raw = folder.resolve("raw");
    try (Tmux terminal = new Tmux(100, 24)) {
      terminal.run("export TERM=dumb; clear").record(raw);
      open(terminal, url("/echo")).run("hello").awaitText("< text 5 B");
      terminal.key("C-d").awaitText("status 0");
      assertThat(Files.readString(raw)).doesNotContain("\u001b");
    }
  }

  @Test
  void NO_COLOR_leaves_the_prompt_and_takes_the_colours() {
    try (Tmux terminal = new Tmux(100, 24)) {
      open(terminal, url("/echo") + " --color never").run("hello").awaitText("< text 5 B");
      assertThat(terminal.styledScreen()).doesNotContain("\u001b[");
      terminal.key("C-d").awaitText("status 0");
      open(terminal, url("/echo")).run("hello").awaitText("< text 5 B");
      assertThat(terminal.styledScreen()).contains("\u001b[");
      terminal.key("C-d").awaitText("status 0");
    }
  }

  @Test
  void a_refused_upgrade_shows_status_headers_and_body() {
    try (Tmux terminal = new Tmux(100, 30)) {
      debug(terminal, url("/refuse/403")).awaitText("status 4");
      assertThat(terminal.screen())
          .contains("* 403 Forbidden")
          .contains("  < X-Why: house rules")
          .contains("  no entry\n  for you\n")
          .contains("* not open\n");
    }
  }

  @Test
  void pings_are_shown_when_asked_for_and_all_headers_with_v() {
    try (Tmux terminal = new Tmux(100, 50)) {
      open(terminal, "-v -P " + url("/mix")).awaitText("  last");
      assertThat(terminal.screen())
          .contains("  > Sec-WebSocket-Version: 13")
          .contains("  < Upgrade: websocket")
          .contains("< ping 13 B  are you there")
          .contains("> pong 13 B  are you there")
          .contains("text ␛[31mred␛[0m");
      terminal.key("C-d").awaitText("status 0");
    }
  }

  @Test
  void a_certificate_is_shown_with_its_dates() throws IOException {
    Certificates made = Certificates.in(Files.createDirectory(folder.resolve("tls")));
    String[] shown = {
      "--cert", made.file("good.pem").toString(), "--key", made.file("good.key").toString()
    };
    try (WirePeer secure = WirePeer.odd(shown);
        Tmux terminal = new Tmux(120, 30)) {
      String url = "wss://localhost:" + secure.port() + "/echo";
      open(terminal, url + " --cacert " + made.file("ca.pem"));
      assertThat(terminal.screen())
          .containsPattern("\\* certificate CN=good, 2020-01-01 to 2060-01-01, [\\d,]+ days left")
          .contains("  for 127.0.0.1, localhost; issued by CN=ca; 1 certificate")
          .contains("* TLSv1.3 TLS_AES_256_GCM_SHA384");
      terminal.key("C-d").awaitText("status 0");
      debug(terminal, url).awaitText("status 5");
      assertThat(terminal.screen()).contains("certificate CN=good").contains("* not open");
    }
  }
}
