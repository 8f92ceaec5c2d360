package dev.logtail.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A farm's own account of the records that it made and of the clients that it let in. */
record Truth(List<JsonNode> facts) {

  static Truth read(Path file) throws IOException {
    return new Truth(Lines.json(Lines.whole(file)));
  }

  /** Every record of the worker that its first client was sent, as logtail prints it in NDJSON. */
  List<JsonNode> sentTo(String key) {
    return sentToClient(key, 0);
  }

  /** The same for a later client; 0 is the first. */
  List<JsonNode> sentToClient(String key, int client) {
    int first = firstRecords(key).get(client);
    return records(key).filter(fact -> fact.get("n").asInt() >= first).map(this::printed).toList();
  }

  /** All records of the worker, sent or not, as logtail prints them in NDJSON. */
  List<JsonNode> made(String key) {
    return records(key).map(this::printed).toList();
  }

  /** For each client of the worker, the counter of the first record that it was sent. */
  List<Integer> firstRecords(String key) {
    return about(key)
        .filter(fact -> fact.has("client"))
        .map(fact -> fact.get("first").asInt())
        .toList();
  }

  /**
   * How many frames each client of the worker was sent before it left, as the Python farm tells it.
   */
  List<Integer> framesSent(String key) {
    return about(key)
        .filter(fact -> fact.has("left"))
        .map(fact -> fact.get("frames").asInt())
        .toList();
  }

  private Stream<JsonNode> records(String key) {
    return about(key).filter(fact -> fact.has("n"));
  }

  private Stream<JsonNode> about(String key) {
    return facts.stream().filter(fact -> fact.get("worker").asText().equals(key));
  }

  private JsonNode printed(JsonNode fact) {
    ObjectNode record = (ObjectNode) Lines.json(fact.get("text").asText());
    record.set("worker", fact.get("worker"));
    return record;
  }
}
