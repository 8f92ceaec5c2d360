package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.export.OutputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFileTest {
  private static final int COUNT = 10_001;

  @TempDir Path directory;

  private static Entry record(int number) {
    return new LogEvent(
        new WorkerKey("w"),
        EventTime.unstamped(Instant.ofEpochSecond(number)),
        Level.of("INFO"),
        "record " + number,
        Origin.UNKNOWN,
        Receipt.text("record " + number));
  }

  private long bytesWritten() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void every_record_is_written_once_and_most_before_the_last_is_made()
      throws OutputException, IOException {
    Path file = directory.resolve("all.raw");
    long[] writtenBefore = new long[COUNT];
    Stream<Entry> records =
        IntStream.range(0, COUNT)
            .peek(i -> writtenBefore[i] = i % 1000 == 0 ? bytesWritten() : 0)
            .mapToObj(ExportFileTest::record);

    long written =
        ExportFile.named(file.toString(), ZoneOffset.UTC, false).write(records.iterator());

    assertThat(written).isEqualTo(COUNT);
    assertThat(Files.readAllLines(file))
        .isEqualTo(IntStream.range(0, COUNT).mapToObj(i -> "record " + i).toList());
    assertThat(writtenBefore[COUNT - 1]).isGreaterThan(100_000);
    assertThat(writtenBefore[5000]).isBetween(50_000L, 80_000L);
  }

  @Test
  void what_fails_on_the_way_leaves_no_file() throws IOException {
    Path file = directory.resolve("some.ndjson");
    Stream<Entry> records =
        IntStream.range(0, COUNT)
            .mapToObj(
                i -> {
                  if (i == 5000) {
                    throw new IllegalStateException("no more");
                  }
                  return record(i);
                });

    assertThat(
            catchThrowable(
                () ->
                    ExportFile.named(file.toString(), ZoneOffset.UTC, false)
                        .write(records.iterator())))
        .hasMessage("no more");
    assertThat(bytesWritten()).isZero();
  }

  @Test
  void a_folder_that_is_not_there_is_no_file_either() throws IOException {
    String folder = directory.resolve("new") + "/";

    assertThatThrownBy(() -> ExportFile.named(folder, ZoneOffset.UTC, false).open())
        .hasMessage("'" + folder + "' names a folder; name a file in it");
    assertThat(directory).isEmptyDirectory();
  }
}
