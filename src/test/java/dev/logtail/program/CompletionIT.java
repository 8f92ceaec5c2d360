package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion as people meet it: the scripts in their shells, against an API with odd keys. */
class CompletionIT {
  private static final String QUOTES = "it's \"q\" $HOME";
  private static final List<String> KEYS =
      List.of(
          "user123_002050.SZ_hidden_dragon",
          "user123_600132.SH_turtle",
          "奇妙 café worker",
          "VnpyWorker[002050.SZ]",
          "agent:7:one",
          QUOTES);

  @TempDir private Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/workers", this::list);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void list(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    String keys =
        Stream.concat(KEYS.stream(), Stream.of("evil\u202ekey", "two\nlines"))
            .map(key -> Lines.quote(key) + ":{\"alive\":true}")
            .collect(Collectors.joining(","));
    byte[] body = ("{\"workers\":{" + keys + "}}").getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String api() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Invocation logtail(String... words) {
    return Invocation.logtail(words)
        .with("LOGTAIL_API", api())
        .with("XDG_CACHE_HOME", folder.toString());
  }

  /** Tab until it has worked: a busy machine may need a second one, as may a busy user's. */
  private Tmux shell(String start, String... setUp) {
    Tmux terminal = new Tmux(120, 30);
    String path = Invocation.program().getParent().toString();
    terminal.run(
        "export PATH='%s':$PATH LANG=C.UTF-8 LOGTAIL_API=%s XDG_CACHE_HOME='%s'; cd '%s'"
            .formatted(path, api(), folder, folder));
    terminal.run(start).awaitScreen("the shell", screen -> screen.contains("go>"));
    for (String line : setUp) {
      terminal.run(line);
    }
    return terminal.run("echo set''tled").awaitText("settled").key("C-l");
  }

  private static void expect(Tmux terminal, String typed, String completed) {
    terminal.awaitScreen("an empty prompt", screen -> screen.strip().equals("go>")).type(typed);
    terminal.awaitText(typed);
    await(typed)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(700))
        .untilAsserted(
            () -> {
              if (!terminal.screen().contains(completed)) {
                terminal.key("Tab");
              }
              terminal.awaitBriefly(screen -> screen.contains(completed));
              assertThat(terminal.screen()).contains(completed);
            });
    terminal.key("C-u", "C-l");
  }

  private Path script(String shell, String name) throws IOException {
    Outcome made = Invocation.logtail("completion", shell).run().expectCode(0);
    return Files.writeString(folder.resolve(name), made.outText() + "\n");
  }

  @Test
  void completesInBash() throws IOException {
    Path script = script("bash", "logtail.bash");
    String bash = "PS1='go>' exec bash --norc --noprofile -i";
    try (Tmux terminal = shell(bash, "complete -r 2>/dev/null; source " + script)) {
      expectCommon(terminal);
      expect(terminal, "logtail follow Vn", "logtail follow VnpyWorker\\[002050.SZ\\]");
      expect(terminal, "logtail follow 'Vn", "logtail follow 'VnpyWorker[002050.SZ]'");
      expect(terminal, "logtail follow it", "logtail follow it\\'s\\ \\\"q\\\"\\ \\$HOME");
      expect(terminal, "logtail follow \"it", "logtail follow \"it's \\\"q\\\" \\$HOME\"");
      expect(terminal, "logtail follow 'it", "logtail follow 'it'\\''s \"q\" $HOME'");
      expect(terminal, "logtail follow --level=WA", "logtail follow --level=WARNING");
      expect(terminal, "logtail follow -l =WA", "logtail follow -l =WARNING");
    }
  }

  @Test
  void completesInZsh() throws IOException {
    Path script = script("zsh", "_logtail");
    String zsh = "PS1='go>' exec zsh -f -i";
    try (Tmux terminal =
        shell(
            zsh,
            "fpath=(" + script.getParent() + " $fpath); autoload -Uz compinit",
            "compinit -u -d " + folder.resolve("dump"))) {
      expectCommon(terminal);
      expect(terminal, "logtail follow Vn", "logtail follow VnpyWorker\\[002050.SZ\\]");
      expect(terminal, "logtail follow it", "logtail follow it\\'s\\ \\\"q\\\"\\ \\$HOME");
      expect(terminal, "logtail follow --level=WA", "logtail follow --level=WARNING");
    }
  }

  /** What all shells but fish write alike. */
  private void expectCommon(Tmux terminal) throws IOException {
    Files.writeString(folder.resolve("records.ndjson"), "");
    expect(terminal, "logtail fol", "logtail follow");
    expect(terminal, "logtail follow -l WA", "logtail follow -l WARNING");
    expect(terminal, "logtail list --outp", "logtail list --output");
    expect(terminal, "logtail list -o wi", "logtail list -o wide");
    expect(terminal, "logtail completion fi", "logtail completion fish");
    expect(terminal, "logtail help exi", "logtail help exit-codes");
    expect(terminal, "logtail follow user123_6", "logtail follow user123_600132.SH_turtle");
    expect(terminal, "logtail list 600", "logtail list user123_600132.SH_turtle");
    expect(terminal, "logtail follow 奇", "logtail follow 奇妙\\ café\\ worker");
    expect(terminal, "logtail follow agent:7", "logtail follow agent:7:one");
    expect(terminal, "logtail export -O reco", "logtail export -O records.ndjson");
    expect(terminal, "logtail follow --tz Asia/Shangh", "logtail follow --tz Asia/Shanghai");
    expect(terminal, Invocation.program() + " dem", Invocation.program() + " demo");
  }

  @Test
  void completesInFish() throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("logtail fol", "follow");
    expected.put("logtail follow --leve", "--level");
    expected.put("logtail follow --level=WA", "--level=WARNING");
    expected.put("logtail follow -l WA", "WARNING");
    expected.put("logtail follow -l =WA", "=WARNING");
    expected.put("logtail list -o wi", "wide");
    expected.put("logtail completion fi", "fish");
    expected.put("logtail help exi", "exit-codes");
    expected.put("logtail follow user123_6", "user123_600132.SH_turtle");
    expected.put("logtail follow 600", "user123_600132.SH_turtle");
    expected.put("logtail follow 奇", "奇妙 café worker");
    expected.put("logtail follow Vnpy", "VnpyWorker[002050.SZ]");
    expected.put("logtail follow agent:7", "agent:7:one");
    expected.put("logtail export -O logt", "logtail.fish");
    expected.put("logtail export --out=logt", "--out=logtail.fish");
    expected.put("logtail follow --tz Asia/Shangh", "Asia/Shanghai");
    Path script = script("fish", "logtail.fish");
    String all =
        "source "
            + script
            + "; for typed in $argv; complete -C $typed | string join '|'; end; true";
    Invocation fish =
        Invocation.command(List.of("fish", "--no-config", "-c", all))
            .and(expected.keySet().toArray(String[]::new))
            .with("LOGTAIL_API", api())
            .with("XDG_CACHE_HOME", folder.toString())
            .with("PATH", Invocation.program().getParent() + ":" + System.getenv("PATH"))
            .in(folder);
    List<String> words = List.copyOf(expected.values());
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Outcome outcome = fish.run().expectCode(0);
              assertThat(outcome.err()).isEmpty();
              assertThat(outcome.out()).hasSameSizeAs(words);
              for (int i = 0; i < words.size(); i++) {
                assertThat(offered(outcome.out().get(i))).contains(words.get(i));
              }
            });
  }

  private static List<String> offered(String line) {
    return Stream.of(line.split("\\|")).map(offer -> offer.split("\t")[0]).toList();
  }

  @Test
  void answersOnlyWhatCanBeTypedAndAsksOnceInSeconds() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(logtail("__complete", "workers", "follow").run().out())
                    .containsExactlyElementsOf(KEYS));
    int before = asked.get();
    Path cache = onlyFile(folder.resolve("logtail"));
    assertThat(cache.toFile().setLastModified(System.currentTimeMillis())).isTrue();

    Outcome again = logtail("__complete", "workers", "follow", "-l", "INFO").run().expectCode(0);

    assertThat(again.out()).containsExactlyElementsOf(KEYS);
    assertThat(asked).hasValue(before);
  }

  private static Path onlyFile(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Who waits at a prompt is let go, whoever is asked: nothing is said, no password is asked for.
   */
  @Test
  void isSilentWhereNobodyAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String nobody = "http://127.0.0.1:" + silent.getLocalPort();
      for (List<String> typed :
          List.of(
              List.of("follow", "--api", "http://127.0.0.1:9"),
              List.of("follow", "--api", nobody, "-u", "bob"),
              List.of("follow", "--config", "/no/such/file"),
              List.of("follow", "--token-file", "/no/such/file", "--bogus"))) {
        Invocation ask = logtail("__complete", "workers").and(typed.toArray(String[]::new));
        Outcome outcome = ask.run();

        assertThat(outcome.out()).as("%s", typed).isEmpty();
        assertThat(outcome.err()).as("%s", typed).isEmpty();
      }
    }
  }

  /** Its output ends long before it does, where the API takes its time. */
  @Test
  void letsGoOfTheShellBeforeTheAnswerIsThere() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Invocation ask =
          logtail("__complete", "workers", "--api", "http://127.0.0.1:" + silent.getLocalPort());
      ProcessBuilder builder = new ProcessBuilder(ask.command());
      builder.environment().putAll(ask.environment());
      Process process = builder.start();
      try {
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(process.isAlive()).isTrue();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void knowsTheContextsOfTheConfiguration() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config.yaml"),
            "contexts: {prod: {api: 'http://a'}, test: {api: 'http://b'}}\n");

    Outcome outcome =
        logtail("__complete", "contexts", "follow", "--config", file.toString()).run();

    assertThat(outcome.expectCode(0).out()).containsExactly("prod", "test");
  }
}
