package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static dev.logtail.program.PeerFarm.YANG;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an independent farm sent is what an independent reader finds in each form. */
class FormsIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"json", "ndjson", "logfmt", "csv", "html"})
  void holdsExactlyWhatWasSent(String form) {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "60", "--hostile")) {
      List<JsonNode> read = readBack(farm, form, DRAGON, TURTLE, YANG);
      assertThat(read).hasSize(180);
      for (String worker : List.of(DRAGON, TURTLE, YANG)) {
        Lines.expectSame(
            without(form, Lines.of(worker, read)), without(form, farm.truth().made(worker)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "7"})
  void rawHoldsTheFramesAndNothingElse(String batch) throws IOException {
    try (PeerFarm farm =
        PeerFarm.start(Kind.PYTHON, "--prefill", "60", "--hostile", "--batch", batch)) {
      List<JsonNode> sent = farm.truth().made(DRAGON);
      sent.forEach(record -> ((ObjectNode) record).remove("worker"));
      Lines.expectSame(readBack(farm, "raw", DRAGON), sent);
      int records = Integer.parseInt(batch);
      assertThat(Files.readAllLines(folder.resolve("all"))).hasSize((59 + records) / records);
    }
  }

  @Test
  void whatAFilterLeavesOfAFrameIsTold() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--prefill", "60", "--batch", "7")) {
      List<JsonNode> sent =
          farm.truth().made(DRAGON).stream()
              .filter(record -> record.get("level").asText().equals("WARNING"))
              .toList();
      sent.forEach(record -> ((ObjectNode) record).remove("worker"));
      Outcome raw =
          logtail("export", "--api", farm.api(), "-O", "-", "-o", "raw", "-l", "=WARNING", DRAGON)
              .run();
      Lines.expectSame(Lines.json(raw.expectCode(0).out()), sent);
    }
  }

  /** A cell of CSV that is empty says nothing, and neither does a field that was not sent. */
  private static List<JsonNode> without(String form, List<JsonNode> records) {
    if (form.equals("csv")) {
      for (JsonNode record : records) {
        if (record.path("message").asText().isEmpty()) {
          ((ObjectNode) record).remove("message");
        }
      }
    }
    return records;
  }

  private List<JsonNode> readBack(PeerFarm farm, String form, String... workers) {
    Path file = folder.resolve("all");
    logtail("export", "--api", farm.api(), "-O", file.toString(), "-o", form)
        .and(workers)
        .run()
        .expectCode(0);
    return Lines.json(
        Invocation.bash("\"$PYTHON\" \"$READER\" " + form + " < \"$FILE\"")
            .with("PYTHON", PeerFarm.python())
            .with("READER", PeerFarm.script("read_form.py").toString())
            .with("FILE", file.toString())
            .run()
            .expectCode(0)
            .out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"follow", "export"})
  void templatesAreFilledForEachRecord(String command) throws IOException {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "30")) {
      String template = "{level}\\t{worker}\\t{message:.200}\\t{field.line_no}\\t{line}";
      Path file = folder.resolve("all.txt");
      Invocation run = logtail(command, "--api", farm.api(), "--template", template);
      List<String> lines =
          command.equals("follow")
              ? run.and("--limit", "30", "--full-message").run().expectCode(0).out()
              : linesOf(file, run.and("-O", file.toString()));
      List<String> expected =
          farm.truth().made(DRAGON).stream()
              .map(
                  record ->
                      String.join(
                          "\t",
                          record.get("level").asText(),
                          DRAGON,
                          record.get("message").asText().replace('\n', '␊'),
                          "95",
                          "95"))
              .toList();
      assertThat(lines).isEqualTo(expected);
    }
  }

  private static List<String> linesOf(Path file, Invocation run) throws IOException {
    run.run().expectCode(0);
    return Files.readAllLines(file);
  }

  @Test
  void aTemplateThatIsNoneIsToldBeforeAnythingIsAsked() {
    Outcome outcome =
        logtail("follow", "--api", "http://127.0.0.1:9", "--template", "{time} {mesage}").run();
    assertThat(outcome.expectCode(2).err())
        .containsExactly(
            "logtail: --template: unknown field 'mesage'; did you mean message? {field.mesage} is "
                + "the record's own (column 9)",
            "  {time} {mesage}",
            "          ^");
  }

  @Test
  void highlightsMarkAndHideNothing() throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(config, "highlights: [{match: \"processed\", style: \"bold green\"}]\n");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "10")) {
      Invocation run =
          logtail("follow", "--api", farm.api(), "--limit", "10", "--config", config.toString());
      Outcome coloured =
          run.and("--color", "always", "--highlight", "b[a]r", "--theme", "mono").run();
      assertThat(coloured.expectCode(0).out().stream().filter(line -> line.contains("#")))
          .hasSize(10)
          .allMatch(
              line -> line.contains("\u001b[1;4mBar\u001b[0m \u001b[1;32mprocessed\u001b[0m"));
      Outcome plain = run.and("--highlight", "b[a]r").run().expectCode(0);
      assertThat(plain.outText()).contains("Bar processed").doesNotContain("\u001b");
      Outcome wrong = run.and("--highlight", "b[ar").run().expectCode(2);
      assertThat(wrong.onlyErrorLine()).contains("--highlight").contains("--fixed");
    }
  }

  @Test
  void whatIsConfiguredAndFindsNoUseIsLeftOut() throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(config, "defaults: {time: epoch, csv-raw: true}\n");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "5")) {
      Invocation run =
          logtail("follow", "--api", farm.api(), "--limit", "5", "--config", config.toString());
      Lines.expectSame(
          Lines.json(run.and("-o", "ndjson").run().expectCode(0).out()), farm.truth().made(DRAGON));
      assertThat(run.and("-o", "csv").run().expectCode(0).out().get(1))
          .matches("1\\d{9}\\.\\d{3},.*");
      assertThat(run.and("-o", "json", "--time", "utc").run().expectCode(2).onlyErrorLine())
          .contains("--time does nothing with -o json; it is for text");
      Files.writeString(config, "defaults: {ansi: raw}\n");
      assertThat(run.run().expectCode(2).onlyErrorLine()).contains("line 1").contains("--ansi raw");
    }
  }

  @Test
  void messagesStayAsTheyCameWhenThatIsAskedFor() {
    try (PeerFarm farm =
        PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "20", "--hostile")) {
      Invocation run = logtail("follow", "--api", farm.api(), "--limit", "20");
      assertThat(run.and("--ansi", "raw").run().expectCode(0).outText())
          .contains("\u001b[2J")
          .contains("\u001b]0;owned title\u0007");
      assertThat(run.and("--ansi", "escape").run().expectCode(0).outText())
          .doesNotContain("\u001b")
          .contains("␛[31mred");
    }
  }
}
