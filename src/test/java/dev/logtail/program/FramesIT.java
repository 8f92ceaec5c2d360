package dev.logtail.program;

import static dev.logtail.program.Invocation.follow;
import static dev.logtail.program.Invocation.ndjson;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.ZOO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Odd frames are shown for what they are, and nothing in them reaches the terminal as a command.
 */
class FramesIT {
  /** All that a terminal may obey or hide; a line's end is the only control character allowed. */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]");

  private static final Pattern UNSAFE_IN_JSON =
      Pattern.compile("[\\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]");

  @ParameterizedTest
  @EnumSource(Kind.class)
  void keepsHostileTextExactInNdjsonAndInert(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--workers", "1", "--prefill", "60", "--hostile")) {
      Outcome outcome = ndjson(farm, "--idle", "300ms").run().expectCode(0);
      Lines.expectSame(Lines.json(outcome.out()), farm.truth().sentTo(DRAGON));
      assertThat(outcome.out()).noneMatch(line -> UNSAFE_IN_JSON.matcher(line).find());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void makesHostileTextVisibleInLines(Kind kind) {
    try (PeerFarm farm = PeerFarm.start(kind, "--workers", "1", "--prefill", "60", "--hostile")) {
      List<String> lines = follow(farm, "--idle", "300ms").run().expectCode(0).out();
      assertThat(lines).noneMatch(line -> UNSAFE.matcher(line).find());
      assertThat(lines.stream().filter(line -> line.matches("\\d\\d:\\d\\d:.*"))).hasSize(60);
      assertThat(lines).anyMatch(line -> line.contains("委托被拒绝：资金不足"));
      assertThat(lines).anyMatch(line -> line.contains("👨‍👩‍👧‍👦"));
      assertThat(lines).anyMatch(line -> line.contains("مرحبا"));
      assertThat(lines)
          .as("a forged record is a continuation")
          .noneMatch(line -> line.startsWith("2026-01-01"));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void showsEveryOddFrame(Kind kind) throws IOException {
    try (PeerFarm farm = PeerFarm.start(kind, "--workers", "0", "--zoo")) {
      Outcome outcome =
          ndjson(farm, ZOO, "--idle", "300ms").run().expectCode(0).expectNoStackTrace();
      List<JsonNode> printed = Lines.json(outcome.out());
      for (JsonNode expected : wholeRecords()) {
        assertThat(printed)
            .anySatisfy(record -> assertThat(withoutWorker(record)).isEqualTo(expected));
      }
      String text = follow(farm, ZOO, "--idle", "300ms").run().expectCode(0).outText();
      assertThat(text)
          .contains(
              "zoo: this frame is not JSON",
              "zoo: unknown shape",
              "zoo: cut off",
              "zoo: a JSON string")
          .contains(
              "zoo: batched 1", "zoo: batched 2", "zoo: two", "zoo: three", "zoo: other names")
          .contains("zoo: missing time", "FILLED");
    }
  }

  @Test
  void printsRawFramesByteForByte() throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "0", "--zoo")) {
      List<String> raw =
          follow(farm, ZOO, "-o", "raw", "--idle", "300ms").run().expectCode(0).out();
      assertThat(raw)
          .as("every frame that holds a record, once")
          .isEqualTo(frames().stream().filter(frame -> !frame.equals("[]")).toList());
    }
  }

  private static List<JsonNode> wholeRecords() throws IOException {
    return frames().stream()
        .filter(frame -> frame.startsWith("{\"timestamp\"") && frame.endsWith("}"))
        .map(Lines::json)
        .toList();
  }

  private static List<String> frames() throws IOException {
    JsonNode zoo = Lines.json(Files.readString(Path.of("src/test/peers/zoo.json")));
    return StreamSupport.stream(zoo.get("frames").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static JsonNode withoutWorker(JsonNode record) {
    return ((ObjectNode) record.deepCopy()).without("worker");
  }
}
