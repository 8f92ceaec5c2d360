package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A farm of workers that have one fault each, on other people's libraries and plain sockets. */
final class FaultyFarm implements AutoCloseable {
  private static final String READY = "READY ";

  private final Process process;
  private final JsonNode ready;

  private FaultyFarm(Process process, JsonNode ready) {
    this.process = process;
    this.ready = ready;
  }

  /**
   * Starts all that it has.
   *
   * @param certificates the folder of those that its servers show
   * @param more workers of other servers, by key
   */
  static FaultyFarm start(Path certificates, Map<String, String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                PeerFarm.python(),
                PeerFarm.script("faulty_farm.py").toString(),
                "--certificates",
                certificates.toString()));
    more.forEach((key, url) -> command.addAll(List.of("--more", key + "=" + url)));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(certificates.resolve("faulty_farm.log").toFile())
              .start();
      String line =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
      assertThat(line).startsWith(READY);
      return new FaultyFarm(process, Lines.json(line.substring(READY.length())));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String api() {
    return ready.get("api").asText();
  }

  /** Where the server with that fault listens, or nobody does. */
  int port(String fault) {
    return ready.get("ports").get(fault).asInt();
  }

  /** One of its other APIs, with the fault of that name. */
  String api(String fault) {
    return ready.get("apis").get(fault).asText();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
