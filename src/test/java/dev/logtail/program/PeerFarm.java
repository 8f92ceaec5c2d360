package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A worker farm that this project's server code has no part in, in a process of its own. {@code
 * src/test/peers/README.md} says what it can be told.
 */
final class PeerFarm implements AutoCloseable {
  /** Keys of the first workers of every farm. */
  static final String DRAGON = "user123_002050.SZ_hidden_dragon";

  static final String TURTLE = "user123_600132.SH_turtle";
  static final String YANG = "user456_300347.SZ_yang_line";
  static final String ZOO = "奇妙 café worker";

  /** Whose WebSocket implementation serves. */
  enum Kind {
    PYTHON,
    NODE
  }

  private static final Path PEERS = Path.of(System.getProperty("logtail.peers"));
  private static final Path SCRIPTS = PEERS.resolve("../../src/test/peers").normalize();

  private final Process process;
  private final BufferedReader answers;
  private final Path truthFile;
  private final String api;

  private PeerFarm(Process process, Path truthFile) throws IOException {
    this.process = process;
    this.truthFile = truthFile;
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String ready = answers.readLine();
    assertThat(ready).as("first line of the farm").startsWith("READY ");
    this.api = Lines.json(ready.substring("READY ".length())).get("api").asText();
  }

  static PeerFarm start(Kind kind, String... options) {
    Path truthFile = PEERS.resolve("truth-" + UUID.randomUUID() + ".ndjson");
    try {
      List<String> command = new ArrayList<>(interpreter(kind));
      command.addAll(List.of("--modules", PEERS.resolve("node_modules").toString()));
      command.addAll(List.of("--truth", truthFile.toString()));
      command.addAll(Arrays.asList(options));
      var errors = ProcessBuilder.Redirect.appendTo(PEERS.resolve("farms.log").toFile());
      return new PeerFarm(new ProcessBuilder(command).redirectError(errors).start(), truthFile);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String api() {
    return api;
  }

  /** Gives one command with a worker's key and returns the answer's words after {@code ok}. */
  String tell(String command, String key, Object... arguments) {
    StringBuilder line = new StringBuilder(command).append(' ').append(Lines.quote(key));
    for (Object argument : arguments) {
      line.append(' ').append(argument);
    }
    return tell(line.toString());
  }

  /** Gives one command and returns the answer's words after {@code ok}. */
  String tell(String command) {
    try {
      process.getOutputStream().write((command + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
      String answer = answers.readLine();
      assertThat(answer).as("answer to %s", command).startsWith("ok");
      return answer.substring("ok".length()).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends and keeps this text as a frame of its own. */
  void tellRaw(String key, String frame) {
    tell("raw", key, Lines.quote(frame));
  }

  /** Sends and keeps a record that is being logged just now. */
  void tellNow(String key, String level, String message) {
    String time = LocalDateTime.now().toString();
    tellRaw(
        key,
        "{\"timestamp\":\"%s\",\"level\":\"%s\",\"message\":%s,\"n\":1.10}"
            .formatted(time, level, Lines.quote(message)));
  }

  int clients(String key) {
    return Integer.parseInt(tell("clients", key));
  }

  Truth truth() {
    try {
      return Truth.read(truthFile);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What the API answers to this path now. */
  JsonNode get(String path) {
    try {
      var request = HttpRequest.newBuilder(URI.create(api + path)).build();
      return Lines.json(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new AssertionError("interrupted while asking the farm", interrupted);
    }
  }

  String streamUrl(String key) {
    return get("/api/workers").get("workers").get(key).get("log_stream_url").asText();
  }

  /** Ends the farm's process before its time: nothing of it answers any more. */
  void die() {
    process.destroy();
  }

  @Override
  public void close() {
    die();
    try {
      Files.deleteIfExists(truthFile);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The Python that has what the farm needs. */
  static String python() {
    try {
      return Files.readString(PEERS.resolve("python.path")).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Path script(String name) {
    return SCRIPTS.resolve(name);
  }

  static List<String> interpreter(Kind kind) {
    return switch (kind) {
      case PYTHON -> List.of(python(), script("python_farm.py").toString());
      case NODE -> List.of("node", SCRIPTS.resolve("node_farm.mjs").toString());
    };
  }
}
