package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * A WebSocket server on Node's {@code ws} that writes down what each client did. A URL says what it
 * is to do, and the name under which it is written down.
 */
final class Recorder implements AutoCloseable {
  private static final Path PEERS = Path.of(System.getProperty("logtail.peers"));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final List<JsonNode> facts = new CopyOnWriteArrayList<>();
  private final int port;
  private final int securePort;

  private Recorder(Process process) throws IOException {
    this.process = process;
    var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String ready = lines.readLine();
    assertThat(ready).as("first line of the recorder").startsWith("READY ");
    JsonNode ports = Lines.json(ready.substring("READY ".length()));
    this.port = ports.get("port").asInt();
    this.securePort = ports.get("securePort").asInt();
    Thread reader = new Thread(() -> lines.lines().forEach(line -> facts.add(Lines.json(line))));
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it.
   *
   * @param certificates where its own and that of the authority lie
   */
  static Recorder start(Path certificates) {
    List<String> command =
        List.of(
            "node",
            PeerFarm.script("recorder.mjs").toString(),
            "--modules",
            PEERS.resolve("node_modules").toString(),
            "--certificates",
            certificates.toString());
    try {
      var errors = ProcessBuilder.Redirect.appendTo(PEERS.resolve("farms.log").toFile());
      return new Recorder(new ProcessBuilder(command).redirectError(errors).start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where to do {@code deed}, such as {@code echo} or {@code close/4000/bye}. */
  String url(String deed, String run) {
    return "ws://" + address() + "/" + deed + "?run=" + run;
  }

  String secureUrl(String deed, String run) {
    return "wss://127.0.0.1:" + securePort + "/" + deed + "?run=" + run;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Waits until a client has connected under that name. */
  void awaitOpened(String run) {
    await(run, "opened");
  }

  /** Waits until it is gone, and tells what it did. */
  Conversation awaitClosed(String run) {
    return new Conversation(await(run, "closed"));
  }

  /** Waits until it has been refused. */
  Conversation awaitRefused(String run) {
    return new Conversation(await(run, "refused"));
  }

  /** What connected under that name and is gone, so far. */
  List<Conversation> closed(String run) {
    return facts.stream().filter(fact -> is(fact, run, "closed")).map(Conversation::new).toList();
  }

  private JsonNode await(String run, String what) {
    Awaitility.await(run + " is " + what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> find(run, what).isPresent());
    return find(run, what).orElseThrow();
  }

  private Optional<JsonNode> find(String run, String what) {
    return facts.stream().filter(fact -> is(fact, run, what)).findFirst();
  }

  private static boolean is(JsonNode fact, String run, String what) {
    return fact.get("run").asText().equals(run) && fact.get("what").asText().equals(what);
  }

  /** What one client did. */
  record Conversation(JsonNode fact) {
    /** The request's headers, by names in lower case. */
    Map<String, List<String>> headers() {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (JsonNode header : fact.get("headers")) {
        headers
            .computeIfAbsent(header.get(0).asText(), name -> new ArrayList<>())
            .add(header.get(1).asText());
      }
      return headers;
    }

    String header(String name) {
      return String.join("|", headers().getOrDefault(name, List.of()));
    }

    String path() {
      return fact.get("path").asText().replaceFirst("\\?.*", "");
    }

    /** Opcode and payload each. */
    List<String> frames() {
      return StreamSupport.stream(fact.get("frames").spliterator(), false)
          .map(frame -> frame.get("op").asText() + " " + frame.path("text").asText(hex(frame)))
          .toList();
    }

    private static String hex(JsonNode frame) {
      return frame.path("hex").asText();
    }

    String subprotocol() {
      return fact.get("subprotocol").asText();
    }

    String extensions() {
      return fact.get("extensions").asText();
    }

    /** Whom the client's certificate names. */
    String certificate() {
      return fact.get("certificate").asText();
    }

    int code() {
      return fact.get("code").asInt();
    }

    String reason() {
      return fact.get("reason").asText();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
