package dev.logtail.program;

import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console on a real terminal, driven by keys. */
class ConsoleIT {
  @TempDir Path folder;
  private Path before;
  private Path after;

  @BeforeEach
  void nameFiles() {
    before = folder.resolve("stty-before");
    after = folder.resolve("stty-after");
  }

  @Test
  void opensTheDemoAndRestoresTheTerminal() throws IOException {
    try (Tmux terminal = new Tmux(110, 30)) {
      terminal.run("stty -g >" + before + "; echo earlier output");
      terminal.run("\"$LOGTAIL\" demo --workers 4 --rate 10 --seed 3 --time utc");
      terminal.awaitFormat("#{alternate_on}", "1").awaitText("FOLLOW").awaitText("Z INFO");
      terminal.key("q");
      expectRestored(terminal);
      assertThat(terminal.screen()).contains("earlier output").doesNotContain("FOLLOW");
    }
  }

  /** One visit from beginning to end, as somebody on call would have it. */
  @Test
  void servesThroughAWholeVisit() throws IOException {
    Path file = folder.resolve("errors.ndjson");
    try (Tmux terminal = new Tmux(120, 36)) {
      terminal.run("stty -g >" + before + "; echo earlier output");
      terminal.run("\"$LOGTAIL\" demo --workers 6 --rate 30 --seed 3");
      terminal.awaitText("5/6 connected").awaitText("FOLLOW").awaitText("processed");
      terminal.type("/processed").key("Enter").awaitText("SCROLL").awaitText(" of ");
      String picked = selectedRow(terminal);
      terminal.awaitScreen("news while scrolled back", s -> s.matches("(?s).*▼ [\\d,]+ new.*"));
      assertThat(selectedRow(terminal)).isEqualTo(picked).contains("processed");
      terminal.type("&level >= ERR").key("Tab", "Enter");
      terminal.awaitScreen(
          "errors only", s -> s.contains("[& level >= ERROR]") && !s.contains(" INFO  "));
      terminal.resize(90, 24).awaitScreen("the smaller picture", s -> s.contains("SCROLL"));
      terminal.resize(160, 44).key("P").awaitText("PAUSED").awaitText("P goes on");
      terminal.type(":w " + file).key("Enter").awaitText("written to");
      terminal.type(":w " + file).key("Enter").awaitText("exists already; :w! replaces it");
      String begun = file.toString().substring(0, file.toString().length() - 3);
      terminal.type(":w! " + begun).key("Tab").awaitText(":w! " + file).key("Enter");
      terminal.awaitText("written to");
      terminal.key("P", "Escape", "Escape", "Enter").awaitText("as received");
      terminal.key("Escape", "i").awaitText("records and errors per");
      terminal.key("v").awaitText("┌ ● ").key("v", "m").awaitText("◆");
      terminal.key("?").awaitText("Moving").key("G").awaitText("Marks before a message");
      terminal.key("q").awaitText("SCROLL").key("G").awaitText("FOLLOW").key("q");
      expectRestored(terminal);
      assertThat(terminal.screen()).contains("earlier output").doesNotContain("SCROLL");
    }
    List<JsonNode> kept = Lines.json(Files.readAllLines(file));
    assertThat(kept)
        .isNotEmpty()
        .allMatch(r -> r.has("_event") || r.path("level").asText().matches("ERROR|CRITICAL"));
  }

  /** The record that one stands on; what the worker pane tells beside it goes on. */
  private static String selectedRow(Tmux terminal) {
    return terminal.lines().stream()
        .filter(row -> row.contains("▌"))
        .map(row -> row.substring(row.indexOf("▌")))
        .findFirst()
        .orElse("");
  }

  @Test
  void restoresTheTerminalOnControlC() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "20");
        Tmux terminal = console(farm)) {
      terminal.key("C-c");
      expectRestored(terminal);
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM", "HUP"})
  void restoresTheTerminalOnASignal(String signal) throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "20");
        Tmux terminal = console(farm)) {
      long shell = Long.parseLong(terminal.ask("#{pane_pid}"));
      String program = Long.toString(onlyChild(shell));
      Invocation.command(List.of("kill", "-" + signal, program)).run().expectCode(0);
      expectRestored(terminal);
    }
  }

  @Test
  void searchesFiltersAndRaisesTheLevel() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "60");
        Tmux terminal = console(farm)) {
      terminal.awaitText("#60 Bar processed");
      terminal.type("/#12 ").key("Enter");
      terminal
          .awaitText("#12 Bar processed")
          .awaitScreen("a count", s -> s.matches("(?s).*\\d of 3.*"));
      terminal.key("Escape").type("&#33 ").key("Enter");
      terminal.awaitScreen("only what matches", s -> s.contains("#33 ") && !s.contains("#32 "));
      farm.tell("burst", DRAGON, 2);
      terminal.type("&").key("C-u", "Enter").key("G").awaitText("#62 burst");
      terminal
          .type("+++")
          .awaitScreen("no INFO records", s -> !s.contains("INFO  ") && s.contains("WARN"));
      terminal.key("-", "-", "-").awaitText("#62 burst");
    }
  }

  @Test
  void stopsFollowingWhenScrolledBackAndCountsWhatIsNew() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--prefill", "60");
        Tmux terminal = console(farm)) {
      terminal.awaitText("#60 Bar processed").key("g").awaitText("#1 Bar processed");
      farm.tell("burst", TURTLE, 7);
      terminal.awaitText("7 new");
      assertThat(terminal.screen()).contains("#1 Bar processed").doesNotContain("burst");
      terminal.key("G").awaitText("#67 burst").awaitText("FOLLOW");
    }
  }

  @Test
  void insertsWhatComesLateAtItsPlaceInTime() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "2", "--late", "3");
        Tmux terminal = console(farm)) {
      terminal.awaitText("2/2 connected");
      await().until(() -> farm.clients(TURTLE) == 1 && farm.clients(DRAGON) == 1);
      farm.tell("burst", DRAGON, 2);
      farm.tell("burst", TURTLE, 2);
      farm.tell("burst", DRAGON, 2);
      terminal.awaitText("#4 burst");
      assertThat(burstsOn(terminal)).containsExactly("#1", "#2", "#3", "#4");
      terminal.awaitScreen(
          "the late ones, marked, between those of the other worker",
          screen -> burstsOn(terminal).equals(List.of("#1", "#2", "! #1", "! #2", "#3", "#4")));
      terminal.awaitText("FOLLOW");
    }
  }

  private static List<String> burstsOn(Tmux terminal) {
    Pattern burst = Pattern.compile("(! )?#\\d+(?= burst)");
    return terminal.lines().stream()
        .map(burst::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .toList();
  }

  @Test
  void exportsWhatIsHeld() throws IOException {
    Path file = folder.resolve("kept.ndjson");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "30");
        Tmux terminal = console(farm)) {
      terminal
          .awaitText("#30 Bar processed")
          .key("s")
          .awaitText("export")
          .type(file.toString())
          .key("Enter");
      await().until(() -> Files.exists(file));
      List<JsonNode> kept = Lines.json(Files.readAllLines(file));
      assertThat(kept).hasSize(90);
      Lines.expectSame(Lines.of(DRAGON, kept), farm.truth().made(DRAGON));
    }
  }

  @Test
  void redrawsAfterAResizeAndSaysWhenThereIsNoRoom() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "20");
        Tmux terminal = console(farm)) {
      terminal
          .resize(70, 16)
          .awaitScreen("the smaller picture", s -> s.contains("FOLLOW") && s.contains("#20 "));
      terminal
          .resize(30, 6)
          .awaitScreen("a word about the size", s -> s.contains("40") && !s.contains("#20 "));
      terminal
          .resize(130, 40)
          .awaitScreen("the larger picture", s -> s.contains("FOLLOW") && s.contains("#20 "));
    }
  }

  @Test
  void explainsItsKeys() {
    try (PeerFarm farm = PeerFarm.start(Kind.NODE, "--prefill", "5");
        Tmux terminal = console(farm)) {
      terminal
          .type("?")
          .awaitScreen("the keys", s -> s.contains("Moving") && s.contains("next match"));
      terminal.key("Escape").awaitText("#5 Bar processed");
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "--lines --color always --for 3s"})
  void obeysNothingThatAMessageSays(String mode) throws IOException {
    try (PeerFarm farm =
            PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "60", "--hostile");
        Tmux terminal = new Tmux(110, 30)) {
      String title = terminal.ask("#{pane_title}");
      terminal.run("stty -g >" + before + "; clear");
      terminal.run("\"$LOGTAIL\" follow --api " + farm.api() + " " + mode + "; echo finished");
      terminal.awaitText("#60 ");
      assertThat(terminal.ask("#{pane_title}")).isEqualTo(title);
      assertThat(terminal.ask("#{alternate_on}")).isEqualTo(mode.isEmpty() ? "1" : "0");
      assertThat(terminal.ask("#{buffer_name}")).as("nothing was copied").isEmpty();
      terminal.key(mode.isEmpty() ? "q" : "Enter").awaitText("finished");
      expectRestored(terminal);
    }
  }

  private static long onlyChild(long process) {
    List<ProcessHandle> children = ProcessHandle.of(process).orElseThrow().children().toList();
    assertThat(children).hasSize(1);
    return children.get(0).pid();
  }

  private Tmux console(PeerFarm farm) {
    Tmux terminal = new Tmux(110, 30);
    terminal.run("stty -g >" + before + "; clear");
    terminal.run("\"$LOGTAIL\" follow --api " + farm.api());
    terminal.awaitFormat("#{alternate_on}", "1").awaitText("FOLLOW");
    return terminal;
  }

  private void expectRestored(Tmux terminal) throws IOException {
    terminal.awaitFormat("#{alternate_on}", "0").awaitText("ready>");
    // Only the shell may read what is typed next.
    terminal.awaitFormat("#{pane_current_command}", "sh");
    terminal.run("stty -g >" + after + "; echo and 'it works'").awaitText("and it works");
    assertThat(after).hasSameTextualContentAs(before);
    assertThat(terminal.ask("#{cursor_flag}")).as("cursor shown").isEqualTo("1");
    assertThat(terminal.ask("#{mouse_any_flag}")).as("mouse off").isEqualTo("0");
  }
}
