package dev.logtail.view.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.GoldenFiles;
import dev.logtail.view.style.HostileText;
import dev.logtail.view.style.TerminalText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RecordFormatTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant AT = Instant.parse("2026-02-01T06:30:25.123456Z");
  private static final Pattern RECORD =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+08:00 .*");
  private static final String ROWS = "<main id=\"log\">\n<section>\n";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @TestFactory
  Stream<DynamicTest> golden_files() throws IOException {
    return GoldenFiles.in("exports").stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.expected().getFileName().toString(),
                    () -> golden.expect(rows(exported(golden.view(), golden.read())))));
  }

  /** Without the head of a page, which is a file of its own. */
  private static String rows(String export) {
    return export.substring(export.indexOf(ROWS) < 0 ? 0 : export.indexOf(ROWS) + ROWS.length());
  }

  private static String exported(String format, List<? extends Entry> entries) {
    RecordFormat records =
        OutputForm.of(ExportFormat.valueOf(format.toUpperCase(Locale.ROOT)), SHANGHAI).create();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Exporter exporter = new Exporter(records, Destination.stream("a test", out));
      exporter.write(entries);
      exporter.finish();
    } catch (OutputException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<String> hostile() {
    return HostileText.strings();
  }

  @Provide
  Arbitrary<Map<String, String>> objects() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of(
                "worker", "_worker", "__worker", "_may_repeat", "message", "level", "\\"),
            HostileText.strings());
    return Arbitraries.maps(names, HostileText.strings()).ofMaxSize(6);
  }

  private static LogEvent event(String worker, String message, Receipt receipt) {
    return new LogEvent(
        new WorkerKey("w" + worker),
        new EventTime(AT, AT, message),
        Level.of(message),
        message,
        new Origin(message, worker, message, 7),
        receipt);
  }

  private static ObjectNode parsed(String line) throws IOException {
    assertThat(line).endsWith("\n");
    assertThat(TerminalText.harmIn(line.substring(0, line.length() - 1), false)).isEmpty();
    return (ObjectNode) JSON.readTree(line);
  }

  @Property(tries = 2_000)
  void X10_ndjson_is_harmless_and_loses_nothing(
      @ForAll("objects") Map<String, String> fields, @ForAll("hostile") String worker)
      throws IOException {
    JsonNode received = JSON.valueToTree(fields);
    Receipt receipt = Receipt.object(received.toString()).with(Receipt.Mark.MAY_REPEAT);
    ObjectNode written = parsed(exported("ndjson", List.of(event(worker, "", receipt))));
    List<String> added = new ArrayList<>();
    written.fieldNames().forEachRemaining(added::add);
    assertThat(added).hasSize(fields.size() + 2);
    assertThat(written.get(added.get(0)).textValue()).isEqualTo("w" + worker);
    assertThat(added.get(0)).matches("_*worker");
    assertThat(added.get(1)).matches("_+may_repeat");
    written.remove(added.subList(0, 2));
    assertThat(written).isEqualTo(received);
  }

  @Property(tries = 5_000)
  void X10_what_was_no_json_is_a_message(
      @ForAll("hostile") String frame, @ForAll("hostile") String worker) throws IOException {
    Receipt receipt = Receipt.text(frame).with(Receipt.Mark.MALFORMED);
    ObjectNode written = parsed(exported("ndjson", List.of(event(worker, "", receipt))));
    String expected = frame.endsWith("\n") ? frame.substring(0, frame.length() - 1) : frame;
    assertThat(written.get("worker").textValue()).isEqualTo("w" + worker);
    assertThat(written.get("message").textValue()).isEqualTo(expected);
    assertThat(written.get("_malformed").booleanValue()).isTrue();
    assertThat(written).hasSize(3);
  }

  @Property(tries = 500)
  void json_is_one_array_of_the_same_objects(
      @ForAll @Size(max = 6) List<@From("hostile") String> frames) throws IOException {
    List<LogEvent> events =
        frames.stream().map(frame -> event("", frame, Receipt.text(frame))).toList();
    JsonNode array = JSON.readTree(exported("json", events));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : exported("ndjson", events).lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    assertThat(array).hasSameSizeAs(frames).containsExactlyElementsOf(lines);
  }

  @Property(tries = 5_000)
  void X7_csv_gives_back_what_went_in_and_holds_no_formula(
      @ForAll("hostile") String message, @ForAll("cells") String worker) {
    String csv = exported("csv", List.of(event(worker, message, Receipt.text(message))));
    List<CsvRecord> rows = CsvReader.builder().ofCsvRecord(csv).stream().toList();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).getFields())
        .containsExactly(
            "time", "worker", "level", "logger", "module", "func", "line", "message", "_mark");
    List<String> cells = rows.get(1).getFields();
    assertThat(cells)
        .noneMatch(
            cell -> cell.matches("(?s)[ '\"]{0,3}[=+\\-@\t\r\n\0＝＋－＠].*") && !cell.startsWith("'"));
    String written = inUtf8(message);
    assertThat(cells.stream().map(RecordFormatTest::unguarded))
        .containsExactly(
            written,
            "w" + worker,
            Level.of(written).word(),
            written,
            worker,
            written,
            "7",
            written,
            "");
  }

  /** Half a surrogate pair is no character, so no file of text can hold it. */
  private static String inUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<String> cells() {
    return Arbitraries.strings().withChars("'\" =+-@\t\r\n\0＝ab,;").ofMaxLength(6);
  }

  private static String unguarded(String cell) {
    boolean guarded =
        cell.startsWith("'") && !FormulaGuard.guarded(cell.substring(1)).equals(cell.substring(1));
    return guarded ? cell.substring(1) : cell;
  }

  @Property(tries = 1_000)
  void T4_text_holds_as_many_records_as_went_in(
      @ForAll @Size(max = 6) List<@From("hostile") String> messages) {
    List<LogEvent> events =
        messages.stream().map(message -> event(message, message, Receipt.text(message))).toList();
    String text = exported("text", events);
    assertThat(TerminalText.harmIn(text.replace("\n", ""), false)).isEmpty();
    assertThat(text.lines().filter(line -> RECORD.matcher(line).matches())).hasSameSizeAs(messages);
    assertThat(text.lines())
        .allMatch(line -> RECORD.matcher(line).matches() || line.startsWith("    │ "));
  }

  @Example
  void numbers_are_kept_to_the_last_digit() {
    String received = "{\"n\":12345678901234567890.10,\"e\":1E400,\"s\":-0}";
    assertThat(exported("ndjson", List.of(event("", "", Receipt.object(received)))))
        .isEqualTo("{\"worker\":\"w\"," + received.substring(1) + "\n");
  }
}
