package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FileMergeTest {
  private static LogEvent event(int file, int second) {
    return new LogEvent(
        new WorkerKey("w" + file),
        new EventTime(Instant.ofEpochSecond(second), Instant.EPOCH, "x"),
        Level.NONE,
        file + ":" + second,
        Origin.UNKNOWN,
        Receipt.text(""));
  }

  private static List<LogEvent> file(int number, List<Integer> seconds) {
    return seconds.stream().map(second -> event(number, second)).toList();
  }

  private static List<LogEvent> merged(List<List<LogEvent>> files) {
    List<LogEvent> merged = new ArrayList<>();
    new FileMerge(files.stream().map(List::iterator).toList()).forEachRemaining(merged::add);
    return merged;
  }

  @Property
  void all_come_each_file_in_its_order(
      @ForAll @Size(max = 5) List<@Size(max = 20) List<@IntRange(max = 30) Integer>> seconds) {
    List<List<LogEvent>> files =
        IntStream.range(0, seconds.size()).mapToObj(i -> file(i, seconds.get(i))).toList();
    List<LogEvent> merged = merged(files);
    for (int i = 0; i < files.size(); i++) {
      WorkerKey worker = new WorkerKey("w" + i);
      assertThat(merged.stream().filter(event -> event.worker().equals(worker)).toList())
          .isEqualTo(files.get(i));
    }
    assertThat(merged).hasSize(files.stream().mapToInt(List::size).sum());
  }

  @Property
  void ordered_files_come_in_the_order_of_time(
      @ForAll @Size(max = 5) List<@Size(max = 20) List<@IntRange(max = 30) Integer>> seconds) {
    List<List<LogEvent>> files =
        IntStream.range(0, seconds.size())
            .mapToObj(i -> file(i, seconds.get(i).stream().sorted().toList()))
            .toList();
    assertThat(merged(files)).isSortedAccordingTo(Comparator.comparing(LogEvent::at));
  }

  @Test
  void a_record_out_of_order_holds_its_file_up_only() {
    assertThat(merged(List.of(file(0, List.of(5, 1, 6)), file(1, List.of(2, 5, 7)))))
        .extracting(LogEvent::message)
        .containsExactly("1:2", "0:5", "0:1", "1:5", "0:6", "1:7");
  }

  @Test
  void there_is_no_record_behind_the_last() {
    Iterator<LogEvent> merge = new FileMerge(List.of());
    assertThat(merge.hasNext()).isFalse();
    assertThatThrownBy(merge::next).isInstanceOf(NoSuchElementException.class);
  }
}
