package dev.logtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.ArchivedRecord;
import dev.logtail.model.LogEvent;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.dialect.LogFileReader;
import dev.logtail.pipeline.discovery.DirectoryException;
import dev.logtail.pipeline.filter.EntryFilter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistoryFileTest {
  private static final WorkerKey WORKER = new WorkerKey("w");
  private static final Instant NOW = Instant.parse("2026-02-01T14:30:00Z");

  /** A file, and how many of its last lines each question asked for; -1 for all. */
  private record Kept(List<String> lines, List<Integer> asked) implements HistoryFile.Source {
    Kept(List<String> lines) {
      this(lines, new ArrayList<>());
    }

    @Override
    public Optional<String> readLogFile(
        WorkerKey worker, OptionalInt newest, Consumer<String> line) {
      asked.add(newest.orElse(-1));
      int from = Math.max(0, lines.size() - newest.orElse(lines.size()));
      lines.subList(from, lines.size()).forEach(line);
      return Optional.empty();
    }
  }

  private static HistoryFile file(Kept kept, OptionalInt newest, EntryFilter filter, long memory) {
    return new HistoryFile(
        WORKER,
        kept,
        new LogFileReader(ZoneOffset.UTC),
        new HistoryFile.Wanted(filter, newest, memory, ArchivedRecord::bare),
        () -> NOW);
  }

  private static List<String> read(HistoryFile file) throws DirectoryException {
    List<String> messages = new ArrayList<>();
    assertThat(file.read(event -> messages.add(event.message()))).isEmpty();
    return messages;
  }

  private static List<String> newest(Kept kept, int most) throws DirectoryException {
    return read(file(kept, OptionalInt.of(most), EntryFilter.ALL, 1L << 30));
  }

  /** A record of each size in lines, the first of which begins with a time. */
  private static Kept records(List<Integer> sizes) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      lines.add("2026-02-01 14:30:25,123 INFO x: #" + i);
      for (int line = 1; line < sizes.get(i); line++) {
        lines.add("  line " + line);
      }
    }
    return new Kept(lines);
  }

  @Property(tries = 300)
  void the_newest_are_the_last_of_all(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 40) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 70) int most)
      throws DirectoryException {
    Kept kept = records(sizes);
    List<String> all = read(file(kept, OptionalInt.empty(), EntryFilter.ALL, 1));
    assertThat(all).hasSameSizeAs(sizes);

    assertThat(newest(kept, most))
        .isEqualTo(all.subList(Math.max(0, all.size() - most), all.size()));
  }

  @Test
  void no_more_of_a_long_file_is_asked_for_than_holds_the_newest() throws DirectoryException {
    Kept plain = records(Collections.nCopies(100_000, 1));
    assertThat(newest(plain, 10)).hasSize(10).endsWith("#99999");
    assertThat(plain.asked()).containsExactly(115);

    Kept tracebacks = records(Collections.nCopies(1000, 50));
    assertThat(newest(tracebacks, 10)).hasSize(10);
    assertThat(tracebacks.asked()).containsExactly(115, 920);
  }

  @Test
  void a_tail_that_is_the_middle_of_one_record_is_not_taken_for_lines() throws DirectoryException {
    assertThat(newest(records(List.of(1, 500)), 2)).hasSize(2).first().isEqualTo("#0");
  }

  @Test
  void a_file_without_any_time_is_a_record_a_line() throws DirectoryException {
    Kept kept = new Kept(List.of("INFO:     Started", "", "hello", "WARNING:x:late"));
    assertThat(read(file(kept, OptionalInt.empty(), EntryFilter.ALL, 1)))
        .containsExactly("Started", "hello", "late");
    assertThat(newest(kept, 2)).containsExactly("hello", "late");
  }

  @Test
  void a_filter_is_asked_before_the_newest_are_taken() throws DirectoryException {
    Kept kept = records(Collections.nCopies(5000, 1));
    EntryFilter filter = entry -> ((LogEvent) entry).message().endsWith("00");
    HistoryFile file = file(kept, OptionalInt.of(2), filter, 1L << 30);
    assertThat(read(file)).containsExactly("#4800", "#4900");
    assertThat(kept.asked()).containsExactly(-1);
    assertThat(file.counts().received()).isEqualTo(5000);
    assertThat(file.counts().filtered()).isEqualTo(4998);
  }

  @Test
  void what_finds_no_room_is_counted() throws DirectoryException {
    HistoryFile file =
        file(records(Collections.nCopies(100, 1)), OptionalInt.of(50), EntryFilter.ALL, 4500);
    List<String> kept = read(file);
    assertThat(kept).hasSizeBetween(5, 20).endsWith("#99");
    assertThat(file.tooMuch()).isEqualTo(50L - kept.size());
  }
}
