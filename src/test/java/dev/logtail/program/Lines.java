package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;

/** The program's lines, read as a script would read them. */
final class Lines {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private Lines() {}

  static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException failure) {
      throw new UncheckedIOException("not JSON: " + line, failure);
    }
  }

  /** The text as a JSON string of ASCII characters, in which no line reader finds a line's end. */
  static String quote(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The lines of a file that somebody may be writing: the last one only once it has its end. */
  static List<String> whole(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
  }

  static List<JsonNode> json(List<String> lines) {
    return lines.stream().map(Lines::json).toList();
  }

  /** The records of one worker, in the order in which they were printed. */
  static List<JsonNode> of(String worker, List<JsonNode> records) {
    return records.stream()
        .filter(record -> !record.has("_event"))
        .filter(record -> record.get("worker").asText().equals(worker))
        .toList();
  }

  /** Fails unless both hold the same records in the same order; tells where they part, briefly. */
  static void expectSame(List<JsonNode> actual, List<JsonNode> expected) {
    int same = 0;
    while (same < Math.min(actual.size(), expected.size())
        && actual.get(same).equals(expected.get(same))) {
      same++;
    }
    assertThat(same == actual.size() && same == expected.size())
        .as(
            "%d records where %d are expected; the first %d are equal, then came %s instead of %s",
            actual.size(), expected.size(), same, glimpse(actual, same), glimpse(expected, same))
        .isTrue();
  }

  private static List<String> glimpse(List<JsonNode> records, int from) {
    return records.stream()
        .skip(from)
        .limit(4)
        .map(record -> record.path("message").asText())
        .map(message -> message.substring(0, Math.min(40, message.length())))
        .toList();
  }

  /** The records, without what was said between them and logtail's own marks. */
  static List<JsonNode> unmarked(List<JsonNode> records) {
    return records.stream()
        .filter(record -> !record.has("_event"))
        .map(
            record -> {
              ObjectNode plain = record.deepCopy();
              record.fieldNames().forEachRemaining(name -> removeMark(plain, name));
              return (JsonNode) plain;
            })
        .toList();
  }

  private static void removeMark(ObjectNode record, String name) {
    if (name.startsWith("_")) {
      record.remove(name);
    }
  }

  /** What was said of one worker between its records, by name: {@code gap}, {@code resumed} … */
  static List<JsonNode> events(String worker, List<JsonNode> records) {
    return records.stream()
        .filter(record -> record.has("_event"))
        .filter(record -> record.get("worker").asText().equals(worker))
        .toList();
  }

  /** The messages of NDJSON records. */
  static List<String> messages(List<String> lines) {
    return json(lines).stream()
        .filter(record -> !record.has("_event"))
        .map(record -> record.path("message").asText())
        .toList();
  }

  static Comparator<JsonNode> byTime() {
    return Comparator.comparing(Lines::comparableTime);
  }

  /** Local stamps of farms: with or without a fraction, so that text order would be wrong. */
  private static LocalDateTime comparableTime(JsonNode record) {
    return LocalDateTime.parse(record.get("timestamp").asText());
  }
}
