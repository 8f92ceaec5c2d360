package dev.logtail.pipeline.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.logtail.model.ArchivedRecord;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFileReaderTest {
  private static final WorkerKey WORKER = new WorkerKey("user1_002050.SZ_hidden_dragon");
  private static final Instant NOW = Instant.parse("2026-02-01T07:00:00Z");
  private final LogFileReader reader = new LogFileReader(ZoneId.of("Asia/Shanghai"));

  private List<ArchivedRecord> read(String file) {
    return reader.read(WORKER, file, NOW);
  }

  @Test
  void a_file_has_one_record_a_line_and_tracebacks_in_theirs() {
    List<ArchivedRecord> records =
        read(
            """
            2026-02-01 14:30:25,123 ERROR VnpyWorker[002050.SZ]: order refused
            Traceback (most recent call last):
              File "engine.py", line 95, in run

            ValueError: no price
            2026-02-01 14:30:25,124 INFO VnpyWorker[002050.SZ]: Bar processed: #1234
            """);
    assertThat(records).hasSize(2);
    LogEvent first = records.get(0).whole();
    assertThat(first.worker()).isEqualTo(WORKER);
    assertThat(first.at()).isEqualTo(Instant.parse("2026-02-01T06:30:25.123Z"));
    assertThat(first.time().text()).isEqualTo("2026-02-01 14:30:25,123");
    assertThat(first.time().isOwn()).isTrue();
    assertThat(first.level().severity()).isEqualTo(Severity.ERROR);
    assertThat(first.origin().logger()).isEqualTo("VnpyWorker[002050.SZ]");
    assertThat(first.message())
        .startsWith("2026-02-01 14:30:25,123 ERROR VnpyWorker[002050.SZ]: order refused\nTraceback")
        .endsWith("in run\n\nValueError: no price");
    assertThat(records.get(0).bare().message()).startsWith("order refused\nTraceback");
    assertThat(records.get(1).whole().message())
        .isEqualTo("2026-02-01 14:30:25,124 INFO VnpyWorker[002050.SZ]: Bar processed: #1234");
    assertThat(records.get(1).bare().message()).isEqualTo("Bar processed: #1234");
    assertThat(records.get(1).bare().receipt().json()).isTrue();
    assertThat(records.get(1).bare().receipt().text())
        .isEqualTo(
            "{\"timestamp\":\"2026-02-01T14:30:25.124\",\"level\":\"INFO\","
                + "\"message\":\"Bar processed: #1234\",\"logger_name\":\"VnpyWorker[002050.SZ]\"}");
  }

  @Test
  void the_rest_of_a_record_that_was_cut_off_is_none() {
    assertThat(read("  File \"engine.py\"\nValueError\n2026-02-01 14:30:25 INFO x: a"))
        .extracting(filed -> filed.bare().message())
        .containsExactly("a");
    assertThat(read("")).isEmpty();
    assertThat(read("\n\n")).isEmpty();
    assertThat(read("<html>not found</html>")).isEmpty();
  }

  @Test
  void an_object_without_a_time_is_part_of_the_record_before_it() {
    assertThat(read("2026-02-01 14:30:25 INFO x: state\n{'price': 1}\n{\"price\": 1}\n"))
        .extracting(filed -> filed.bare().message())
        .containsExactly("state\n{'price': 1}\n{\"price\": 1}");
  }

  @Test
  void a_file_of_another_format_is_read_as_far_as_its_shape_is_known() {
    assertThat(
            read(
                "2026-02-01 14:30:25,123 - engine.core - WARNING - slow\r\n"
                    + "2026-02-01T14:30:26.5+08:00 [error] refused\r\n"
                    + "{\"timestamp\":\"2026-02-01T14:30:27\",\"level\":\"INFO\",\"message\":\"c\"}\n"
                    + "  kept\n"))
        .extracting(
            filed -> filed.bare().message(),
            record -> record.whole().level().severity(),
            record -> record.whole().at().toString())
        .containsExactly(
            tuple("slow", Severity.WARNING, "2026-02-01T06:30:25.123Z"),
            tuple("refused", Severity.ERROR, "2026-02-01T06:30:26.500Z"),
            tuple("c", Severity.INFO, "2026-02-01T06:30:27Z"));
  }

  private List<ArchivedRecord> lines(LogFileLines.Beginning beginning, String... lines) {
    List<ArchivedRecord> records = new ArrayList<>();
    LogFileLines file = reader.lines(WORKER, NOW, beginning, records::add);
    List.of(lines).forEach(file::add);
    file.end();
    return records;
  }

  @Test
  void what_stands_before_the_first_record_of_a_whole_file_has_no_time() {
    String[] file = {"Starting …", "", "INFO:     ready", "2026-02-01 14:30:25 INFO x: a", "b"};
    List<ArchivedRecord> whole = lines(LogFileLines.Beginning.FILE, file);
    assertThat(whole)
        .extracting(filed -> filed.bare().message())
        .containsExactly("Starting …", "ready", "a\nb");
    assertThat(whole.get(1).bare().receipt().text())
        .isEqualTo("{\"level\":\"INFO\",\"message\":\"ready\"}");
    assertThat(whole.get(0).bare().time().isStamped()).isFalse();
    assertThat(lines(LogFileLines.Beginning.CUT_OFF, file))
        .extracting(filed -> filed.bare().message())
        .containsExactly("a\nb");
  }

  @Test
  void a_record_without_an_end_goes_on_in_another_of_the_same_head() {
    String half = "y".repeat(LogFileLines.MOST_CHARS / 2);
    List<ArchivedRecord> records =
        lines(
            LogFileLines.Beginning.FILE,
            "2026-02-01 14:30:25,123 ERROR x: a",
            half,
            half,
            half,
            "2026-02-01 14:30:26 INFO x: next");
    List<String> messages = records.stream().map(filed -> filed.bare().message()).toList();
    assertThat(messages)
        .extracting(String::length)
        .containsExactly(half.length() + 2, 2 * half.length() + 1, 4);
    assertThat(messages.get(0).startsWith("a\ny")).isTrue();
    assertThat(messages.get(2)).isEqualTo("next");
    assertThat(records).extracting(filed -> filed.bare().origin().logger()).containsOnly("x");
    assertThat(records.get(1).bare().at()).isEqualTo(records.get(0).bare().at());
  }
}
