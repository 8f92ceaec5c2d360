package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.logtail.pipeline.access.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * S-1: a secret from whatever source is in no output of any command, although each server repeats
 * what it was sent, as it came, in base64 and URL-encoded.
 */
class CanaryIT {
  private static final String CANARY = "cAnArY-~/+4711-" + Long.toString(System.nanoTime(), 36);
  private static final List<String> COMMANDS = List.of("list", "follow", "export", "check");

  /** Where a secret can come from. */
  enum Source {
    TOKEN_FILE,
    TOKEN_STDIN,
    TOKEN_OPTION,
    VARIABLE,
    CONFIGURED_FILE,
    CONFIGURED_TOKEN,
    CONFIGURED_COMMAND,
    CONFIGURED_HEADER,
    HEADER,
    HEADER_FILE,
    USER,
    NETRC,
    API_URL
  }

  /** How the server takes it. */
  enum Answer {
    SUCCESS,
    UNAUTHORISED,
    FORBIDDEN,
    FAILURE,
    NOT_JSON,
    NOT_TRUSTED
  }

  @TempDir private Path folder;
  private static SSLContext stranger;
  private HttpServer server;
  private HttpsServer secure;
  private Answer answer = Answer.SUCCESS;

  @BeforeAll
  static void makeCertificate(@TempDir Path place) throws GeneralSecurityException {
    stranger = Certificates.in(place).server("unknown");
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::reply);
    server.start();
    secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(stranger));
    secure.createContext("/", this::reply);
    secure.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    secure.stop(0);
  }

  private void reply(HttpExchange exchange) throws IOException {
    String echo = echo(exchange);
    String quoted = echo.replace("\\", "").replace("\"", "'");
    int status =
        switch (answer) {
          case UNAUTHORISED -> 401;
          case FORBIDDEN -> 403;
          case FAILURE -> 500;
          default -> 200;
        };
    String body =
        switch (answer) {
          case SUCCESS -> "{\"workers\":{\"w\":{\"log_stream_url\":\"/ws/1\"}}}";
          case NOT_JSON -> "<html>" + echo;
          default -> "{\"detail\":\"no: " + quoted + "\"}";
        };
    boolean stream = exchange.getRequestURI().getPath().startsWith("/ws");
    byte[] bytes = (stream ? "<html>" + echo : body).getBytes(UTF_8);
    exchange.sendResponseHeaders(stream ? 403 : status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** What came, and the secret in all forms that it has by itself. */
  private static String echo(HttpExchange exchange) {
    StringBuilder echo = new StringBuilder();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (name.startsWith("X-") || name.equals("Authorization")) {
                echo.append(values.get(0)).append(' ');
              }
            });
    assertThat(echo).as("the server was shown something").isNotEmpty();
    return echo + String.join(" ", forms().subList(0, 3));
  }

  private static List<String> forms() {
    String url = URLEncoder.encode(CANARY, UTF_8);
    return List.of(
        CANARY,
        Base64.getEncoder().withoutPadding().encodeToString(CANARY.getBytes(UTF_8)),
        url,
        Base64.getEncoder().encodeToString(("bob:" + CANARY).getBytes(UTF_8)));
  }

  private String api() {
    return answer == Answer.NOT_TRUSTED
        ? "https://127.0.0.1:" + secure.getAddress().getPort()
        : "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Path secretFile(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Invocation configured(Invocation run, String settings) throws IOException {
    Path file = secretFile("config.yaml", "current: a\ncontexts: {a: {" + settings + "}}\n");
    return run.and("--config", file.toString());
  }

  private Invocation invocation(String command, Source source) throws IOException {
    Invocation run = Invocation.logtail(command, "--api", api());
    if (command.equals("export")) {
      run = run.and("-O", folder.resolve("out.ndjson").toString(), "-vvv");
    } else if (command.equals("list") || command.equals("check")) {
      run = run.and("-vvv");
    } else if (command.equals("follow")) {
      run = run.and("-vvv", "--lines", "-o", "ndjson", "--no-reconnect");
    }
    return switch (source) {
      case TOKEN_FILE -> run.and("--token-file", secretFile("token", CANARY).toString());
      case TOKEN_STDIN ->
          Invocation.bash("printf %s \"$SECRET\" | exec \"$LOGTAIL\" \"$@\" --token -")
              .with("SECRET", CANARY)
              .and("bash")
              .and(run.command().subList(1, run.command().size()).toArray(String[]::new));
      case TOKEN_OPTION -> run.and("--token", CANARY);
      case VARIABLE -> run.with("LOGTAIL_TOKEN", CANARY);
      case CONFIGURED_FILE -> {
        secretFile("token", CANARY);
        yield configured(run, "token-file: token");
      }
      case CONFIGURED_TOKEN -> configured(run, "token: '" + CANARY + "'");
      case CONFIGURED_COMMAND -> {
        secretFile("token", CANARY);
        yield configured(run, "credential-command: [cat, '" + folder.resolve("token") + "']");
      }
      case CONFIGURED_HEADER -> configured(run, "headers: {X-Api-Key: '" + CANARY + "'}");
      case HEADER -> run.and("-H", "X-Api-Key: " + CANARY);
      case HEADER_FILE -> run.and("-H", "@" + secretFile("headers", "X-Api-Key: " + CANARY + "\n"));
      case USER -> run.and("-u", "bob:" + CANARY);
      case NETRC ->
          run.and("--netrc")
              .with(
                  "NETRC",
                  secretFile("netrc", "machine 127.0.0.1 login bob password " + CANARY).toString());
      case API_URL ->
          new Invocation(
              run.command().stream()
                  .map(
                      word ->
                          word.replace(
                              "://127", "://bob:" + URLEncoder.encode(CANARY, UTF_8) + "@127"))
                  .toList(),
              run.environment(),
              run.directory());
    };
  }

  static Stream<Source> sources() {
    return Stream.of(Source.values());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void isNowhere(Source source) throws IOException {
    for (Answer each : Answer.values()) {
      answer = each;
      String command = COMMANDS.get((source.ordinal() + each.ordinal()) % COMMANDS.size());
      Outcome outcome = invocation(command, source).run();

      outcome.expectCode(expected(command, each));
      String said = outcome.outText() + outcome.errText() + written();
      assertThat(said).as("%s, %s, %s", command, source, each).doesNotContain(forms());
    }
  }

  private String written() throws IOException {
    Path out = folder.resolve("out.ndjson");
    return Files.exists(out) ? Files.readString(out) : "";
  }

  private static int expected(String command, Answer answer) {
    return switch (answer) {
      case SUCCESS -> command.equals("list") ? 0 : 4;
      case UNAUTHORISED, FORBIDDEN -> 4;
      case FAILURE -> 6;
      case NOT_JSON -> 7;
      case NOT_TRUSTED -> 5;
    };
  }

  /** What other users of the machine can see of a program that runs. */
  @ParameterizedTest
  @MethodSource("quietSources")
  void isNotInTheProcessList(Source source) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Invocation run = invocation("follow", source);
      String there = "http://127.0.0.1:" + silent.getLocalPort();
      List<String> command =
          run.command().stream().map(word -> word.equals(api()) ? there : word).toList();
      try (ProgramRun running =
              new Invocation(command, run.environment(), run.directory()).start();
          Socket asked = silent.accept()) {
        assertThat(asked.getInputStream().read()).as("it has shown the secret").isPositive();
        assertThat(commandLines(running)).isNotEmpty().noneMatch(line -> holdsSecret(line));
      }
    }
  }

  static Stream<Source> quietSources() {
    return sources()
        .filter(
            source ->
                !List.of(Source.TOKEN_OPTION, Source.HEADER, Source.USER, Source.API_URL)
                    .contains(source));
  }

  private static boolean holdsSecret(String text) {
    return forms().stream().anyMatch(text::contains);
  }

  private static List<String> commandLines(ProgramRun running) {
    return Stream.concat(Stream.of(running.handle()), running.handle().descendants())
        .map(process -> Path.of("/proc", Long.toString(process.pid()), "cmdline"))
        .map(CanaryIT::read)
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** S-5 and its like: what others can see is warned of, wherever a better way is left. */
  @Test
  void whatOthersCanSeeIsWarnedOf() throws IOException {
    Map<Source, String> warnings =
        Map.of(
            Source.TOKEN_OPTION, "use --token-file, LOGTAIL_TOKEN or --token -",
            Source.HEADER, "--header @FILE reads it",
            Source.USER, "-u bob asks for it",
            Source.API_URL, "-u NAME asks for the password");
    for (Source source : Source.values()) {
      Outcome outcome = invocation("list", source).run().expectCode(0);

      assertThat(outcome.errText().contains("warning")).isEqualTo(warnings.containsKey(source));
      assertThat(outcome.errText()).contains(warnings.getOrDefault(source, ""));
    }
  }

  /** S-4. */
  @Test
  void aConfigurationThatOthersCanReadHoldsNoSecrets() throws IOException {
    for (String settings :
        List.of("token: abcdef", "user: 'bob:pw'", "headers: {X: y}", "api: 'http://u:p@h'")) {
      Invocation run = configured(Invocation.logtail("list"), settings);
      Path file = folder.resolve("config.yaml");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

      assertThat(run.run().expectCode(2).onlyErrorLine())
          .contains("others can read it; chmod 600 " + file);
    }
    Invocation insecure = configured(Invocation.logtail("list"), "insecure: true");
    assertThat(insecure.run().expectCode(2).onlyErrorLine()).contains("give --insecure");
  }
}
