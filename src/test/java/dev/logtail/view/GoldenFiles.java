package dev.logtail.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Evidence;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Pairs of what goes in and what must come out. {@code golden/entries/X.ndjson} holds entries, one
 * a line; {@code golden/lines/X.NAME} and {@code golden/exports/X.NAME} what the view called NAME
 * makes of them, with ESC written as {@code \e} and CR as {@code \r}. What came out instead lies in
 * {@code target/golden}.
 */
public final class GoldenFiles {
  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final Path CAME_OUT = Path.of("target/golden");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One expected output. */
  public record Case(Path expected, String entries, String view) {
    public List<Entry> read() throws IOException {
      return GoldenFiles.entries(ROOT.resolve("entries").resolve(entries + ".ndjson"));
    }

    public void expect(String output) throws IOException {
      byte[] written = output.getBytes(StandardCharsets.UTF_8);
      String visible =
          new String(written, StandardCharsets.UTF_8).replace("\u001b", "\\e").replace("\r", "\\r");
      Path cameOut = CAME_OUT.resolve(ROOT.relativize(expected));
      Files.createDirectories(cameOut.getParent());
      Files.writeString(cameOut, visible);
      assertThat(visible)
          .as(expected.toString())
          .isEqualTo(Files.readString(expected, StandardCharsets.UTF_8));
    }
  }

  private GoldenFiles() {}

  /** The cases in that folder; at least one. */
  public static List<Case> in(String folder) throws IOException {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        cases.add(new Case(file, name.substring(0, dot), name.substring(dot + 1)));
      }
    }
    assertThat(cases).as("golden files in " + folder).isNotEmpty();
    return cases;
  }

  private static List<Entry> entries(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      entries.add(entry(JSON.readTree(line)));
    }
    return entries;
  }

  private static Entry entry(JsonNode line) {
    WorkerKey worker = new WorkerKey(line.get("worker").asText());
    Instant at = Instant.parse(line.get("at").asText());
    if (line.has("notice")) {
      StreamNotice.Kind kind = StreamNotice.Kind.valueOf(line.get("notice").asText());
      return new StreamNotice(worker, at, kind, line.get("text").asText(), evidence(line));
    }
    String message = line.path("message").asText();
    Receipt receipt =
        line.has("json")
            ? Receipt.object(line.get("json").asText())
            : Receipt.text(line.path("frame").asText(message));
    for (JsonNode mark : line.path("marks")) {
      receipt = receipt.with(Receipt.Mark.valueOf(mark.asText()));
    }
    return new LogEvent(
        worker,
        time(at, line),
        Level.of(line.path("level").asText()),
        message,
        new Origin(
            line.path("logger").asText(),
            line.path("module").asText(),
            line.path("func").asText(),
            line.path("line").asInt()),
        receipt);
  }

  /** A stamp that was understood is that of another moment than the record's arrival. */
  private static EventTime time(Instant at, JsonNode line) {
    String stamp = line.path("stamp").asText();
    boolean understood = stamp.startsWith("2");
    return new EventTime(at, understood ? at.plusMillis(5) : at, stamp);
  }

  private static Evidence evidence(JsonNode line) {
    return new Evidence(
        Optional.ofNullable(line.get("from")).map(from -> Instant.parse(from.asText())),
        Optional.ofNullable(line.get("to")).map(to -> Instant.parse(to.asText())),
        line.path("proven").asBoolean(),
        line.has("lost") ? OptionalLong.of(line.get("lost").asLong()) : OptionalLong.empty());
  }
}
