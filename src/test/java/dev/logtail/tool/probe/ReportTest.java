package dev.logtail.tool.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logtail.model.StreamFailure;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final TargetReport API =
      new TargetReport(
          "http://localhost:5000",
          Optional.of("http://localhost:5000"),
          List.of(told(WayFinding.NAMED, "localhost is 127.0.0.1 (IPv4)", "")));
  private static final TargetReport WARNED =
      new TargetReport(
          "worker\u001b[2J",
          Optional.of("ws://localhost:1"),
          List.of(
              told(WayFinding.CONNECTED, "connected", "").with(List.of("detail \u202e")),
              told(StreamFinding.SILENT, "none in 3 s", "is it \"quiet\"?")));
  private static final TargetReport FAILED =
      new TargetReport(
          "gone",
          Optional.empty(),
          List.of(
              told(ApiFinding.DEAD, "dead", "start it"),
              told(WayFinding.NOT_AUTHORISED, "401", "log in"),
              told(StreamFinding.NO_PONG, "none", "")));

  private static Step told(Finding finding, String measured, String hint) {
    return new Step(
        finding,
        finding.told().step(),
        finding.told().trouble(),
        measured,
        Optional.of(hint).filter(words -> !words.isEmpty()),
        List.of());
  }

  private static final Report ALL = new Report(Optional.of(API), List.of(API, WARNED, FAILED));

  private static List<String> text(Detail detail, int columns) {
    ReportText text = new ReportText(Theme.monochrome(), detail, columns);
    return Stream.concat(
            ALL.all().flatMap(report -> text.lines(report).stream()), text.closing(ALL).stream())
        .map(StyledText::plain)
        .toList();
  }

  @Test
  void saysALineAStepAndWhatToDo() {
    assertThat(text(Detail.STEPS, Integer.MAX_VALUE))
        .containsExactly(
            "http://localhost:5000",
            "  ok    name          localhost is 127.0.0.1 (IPv4)",
            "",
            "http://localhost:5000",
            "  ok    name          localhost is 127.0.0.1 (IPv4)",
            "",
            "worker␛[2J  ws://localhost:1",
            "  ok    tcp           connected",
            "  warn  first record  none in 3 s",
            "                      → is it \"quiet\"?",
            "",
            "gone",
            "  warn  listing       dead",
            "                      → start it",
            "  FAIL  handshake     401",
            "                      → log in",
            "  FAIL  ping          none",
            "",
            "warn  worker␛[2J: first record: none in 3 s",
            "FAIL  gone: ping: none; also: not authorised, dead",
            "API ok; 3 targets: 1 ok, 1 with warnings, 1 failed");
  }

  @Test
  void quietSaysOnlyWhatIsNotOk() {
    assertThat(text(Detail.PROBLEMS, Integer.MAX_VALUE))
        .containsExactly(
            "worker␛[2J  ws://localhost:1",
            "  warn  first record  none in 3 s",
            "                      → is it \"quiet\"?",
            "",
            "gone",
            "  warn  listing       dead",
            "                      → start it",
            "  FAIL  handshake     401",
            "                      → log in",
            "  FAIL  ping          none",
            "",
            "API ok; 3 targets: 1 ok, 1 with warnings, 1 failed");
  }

  @Test
  void detailsComeWhenAskedForAndSafe() {
    assertThat(text(Detail.ALL, 80)).contains("                      detail <U+202E>");
  }

  @Test
  void breaksLinesBetweenWords() {
    assertThat(text(Detail.STEPS, 45))
        .contains("  ok    name          localhost is", "                      127.0.0.1 (IPv4)")
        .allMatch(line -> line.length() <= 52);
  }

  @Test
  void verdictAndClassAreThoseOfTheWorstAndOfTheFirst() {
    assertThat(ALL.verdict()).isEqualTo(Step.Verdict.FAIL);
    assertThat(ALL.trouble()).isEqualTo(StreamFailure.Kind.UNAUTHORISED);
    assertThat(WARNED.verdict()).isEqualTo(Step.Verdict.WARN);
    assertThat(WARNED.trouble()).isEqualTo(StreamFailure.Kind.NONE);
  }

  @Test
  void manyThatAreAlikeAreToldOfInOneLine() {
    List<TargetReport> alike =
        IntStream.range(0, 100)
            .mapToObj(i -> new TargetReport("w" + i, Optional.empty(), FAILED.steps()))
            .toList();
    assertThat(
            new ReportText(Theme.monochrome(), Detail.STEPS, 80)
                .closing(new Report(Optional.empty(), alike)))
        .extracting(StyledText::plain)
        .containsExactly(
            "FAIL  w0 and 99 others alike: ping: none; also: not authorised, dead",
            "100 targets: 100 failed");
  }

  @Test
  void theSumOfAnApiAlone() {
    Report report = new Report(Optional.of(API), List.of());
    assertThat(new ReportText(Theme.monochrome(), Detail.STEPS, 80).closing(report))
        .extracting(StyledText::plain)
        .containsExactly("API ok; no target was looked into");
  }

  @Test
  void jsonReadsBack() throws IOException {
    String json = ReportJson.of(ALL, Detail.ALL);
    assertThat(json).doesNotContain("\u001b", "\u202e");
    JsonNode report = new ObjectMapper().readTree(json);

    assertThat(report.get("verdict").asText()).isEqualTo("fail");
    assertThat(report.get("api").get("target").asText()).isEqualTo("http://localhost:5000");
    JsonNode warned = report.get("targets").get(1);
    assertThat(warned.get("target").asText()).isEqualTo("worker\u001b[2J");
    assertThat(warned.get("url").asText()).isEqualTo("ws://localhost:1");
    assertThat(warned.get("verdict").asText()).isEqualTo("warn");
    JsonNode step = warned.get("steps").get(1);
    assertThat(step.get("step").asText()).isEqualTo("first record");
    assertThat(step.get("finding").asText()).isEqualTo("silent");
    assertThat(step.get("verdict").asText()).isEqualTo("warn");
    assertThat(step.get("measured").asText()).isEqualTo("none in 3 s");
    assertThat(step.get("hint").asText()).isEqualTo("is it \"quiet\"?");
    assertThat(warned.get("steps").get(0).get("hint").isNull()).isTrue();
    assertThat(warned.get("steps").get(0).get("details").get(0).asText()).contains("\u202e");
    assertThat(report.get("targets").get(2).get("url").isNull()).isTrue();
    assertThat(
            new ObjectMapper()
                .readTree(ReportJson.of(new Report(Optional.empty(), List.of(API)), Detail.STEPS))
                .get("api")
                .isNull())
        .isTrue();
  }

  @Test
  void jsonLeavesOutWhatTextDoes() throws IOException {
    JsonNode quiet =
        new ObjectMapper().readTree(ReportJson.of(ALL, Detail.PROBLEMS)).get("targets");
    assertThat(quiet.get(0).get("verdict").asText()).isEqualTo("ok");
    assertThat(quiet.get(0).get("steps")).isEmpty();
    assertThat(quiet.get(1).get("steps")).hasSize(1);
    JsonNode usual = new ObjectMapper().readTree(ReportJson.of(ALL, Detail.STEPS)).get("targets");
    assertThat(usual.get(1).get("steps").get(0).get("details")).isEmpty();
  }
}
