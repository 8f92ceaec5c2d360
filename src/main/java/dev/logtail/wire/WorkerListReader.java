package dev.logtail.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the REST API's answers about workers, in one streaming pass that keeps what it does not
 * know.
 *
 * <pre>
 *   {"total_workers":1, "workers":{"u1_002050.SZ":
 *       {"alive":true, "stats":{"state":"running","position":100}, "log_stream_url":"ws://localhost:54321"}}}
 *   {"workers":{"u1_002050.SZ": {"alive":true, "symbol":"002050.SZ", "stats":{}}}}     older: beside, not inside
 * </pre>
 *
 * A repeated key counts as its last value. A worker that is not an object is listed as dead; one
 * without a name cannot be asked for and is left out.
 */
public final class WorkerListReader {
  private static final int MAX_DEPTH = 64;

  /** Keys are data here, so none is interned or remembered. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private final String body;

  private WorkerListReader(JsonParser parser, String body) {
    this.parser = parser;
    this.body = body;
  }

  /**
   * The workers in an answer to {@code GET /api/workers}, in its order.
   *
   * @throws WireFormatException when it is not JSON or holds no {@code workers} object
   */
  public static List<Worker> list(String body) throws WireFormatException {
    return read(body, WorkerListReader::workers);
  }

  /**
   * The worker in an answer to {@code GET /api/workers/{key}}.
   *
   * @throws WireFormatException when it is not one JSON object
   */
  public static Worker one(WorkerKey key, String body) throws WireFormatException {
    return read(body, reader -> reader.only(key));
  }

  /** The words for people in an error's body: its {@code detail}, {@code error} or message. */
  public static Optional<String> problem(String body) {
    try {
      return read(body, WorkerListReader::complaint);
    } catch (WireFormatException e) {
      return Optional.empty();
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(WorkerListReader reader) throws IOException, WireFormatException;
  }

  private static <T> T read(String body, Reading<T> reading) throws WireFormatException {
    try (JsonParser parser = FACTORY.createParser(body)) {
      T result = reading.from(new WorkerListReader(parser, body));
      if (parser.nextToken() != null) {
        throw new WireFormatException("text after the end of the JSON value");
      }
      return result;
    } catch (JsonProcessingException e) {
      throw new WireFormatException(e.getOriginalMessage());
    } catch (IOException e) {
      throw new WireFormatException(String.valueOf(e.getMessage()));
    }
  }

  private void expectObject() throws IOException, WireFormatException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new WireFormatException("not a JSON object");
    }
  }

  private List<Worker> workers() throws IOException, WireFormatException {
    expectObject();
    Map<String, Worker> workers = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      if (object && name.equals("workers")) {
        workers = workersByKey();
      } else {
        parser.skipChildren();
      }
    }
    if (workers == null) {
      throw new WireFormatException("a JSON object without a 'workers' object in it");
    }
    return List.copyOf(workers.values());
  }

  private Map<String, Worker> workersByKey() throws IOException {
    Map<String, Worker> workers = new LinkedHashMap<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      if (key.isEmpty()) {
        parser.skipChildren();
      } else {
        workers.put(key, worker(new WorkerKey(key)));
      }
    }
    return workers;
  }

  private Worker only(WorkerKey key) throws IOException, WireFormatException {
    expectObject();
    return worker(key);
  }

  /** The parser stands on the value's first token, and afterwards on its last. */
  private Worker worker(WorkerKey key) throws IOException {
    int start = tokenStart();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return new Worker(key, false, Optional.empty(), Map.of(), valueText());
    }
    Draft draft = new Draft();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      field(name, parser.nextToken(), draft);
    }
    draft.beside.forEach(draft.stats::putIfAbsent);
    return new Worker(
        key,
        draft.alive,
        Optional.ofNullable(draft.streamUrl),
        draft.stats,
        body.substring(start, position()));
  }

  /** What has been read of one worker. */
  private static final class Draft {
    private boolean alive = true;
    private @Nullable String streamUrl;
    private final Map<String, String> stats = new LinkedHashMap<>();
    private final Map<String, String> beside = new LinkedHashMap<>();
  }

  private void field(String name, JsonToken value, Draft draft) throws IOException {
    switch (name) {
      case "alive" -> draft.alive = !isFalse(value);
      case "log_stream_url" -> draft.streamUrl = streamUrl(value);
      case "worker_key" -> parser.skipChildren();
      case "stats" -> stats(value, draft.stats);
      default -> {
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          draft.beside.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private boolean isFalse(JsonToken value) throws IOException {
    return switch (value) {
      case VALUE_FALSE, VALUE_NULL -> true;
      case VALUE_STRING -> parser.getText().equalsIgnoreCase("false");
      case VALUE_NUMBER_INT -> parser.getText().equals("0");
      default -> {
        parser.skipChildren();
        yield false;
      }
    };
  }

  private @Nullable String streamUrl(JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING && !parser.getText().isBlank()) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }

  private void stats(JsonToken value, Map<String, String> stats) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      stats.put(name, stringOrJson());
    }
  }

  private Optional<String> complaint() throws IOException, WireFormatException {
    expectObject();
    Map<String, String> fields = new LinkedHashMap<>();
    stats(JsonToken.START_OBJECT, fields);
    for (String name : List.of("detail", "error", "message")) {
      String text = fields.getOrDefault(name, "");
      if (!text.isBlank()) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  /** A string's content; anything else as its JSON text. */
  private String stringOrJson() throws IOException {
    return parser.currentToken().isScalarValue() ? parser.getText() : valueText();
  }

  private String valueText() throws IOException {
    int start = tokenStart();
    parser.skipChildren();
    parser.finishToken();
    return body.substring(start, position());
  }

  private int tokenStart() {
    return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
  }

  private int position() {
    return Math.toIntExact(parser.currentLocation().getCharOffset());
  }
}
