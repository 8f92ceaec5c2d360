package dev.logtail.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillQueueTest {
  /** In memory a number weighs 10; in the file it takes as many bytes as its codec is told. */
  private static final int WEIGHT = 10;

  private static final class Numbers implements Codec<Integer> {
    private int padding;
    private int failAfter = Integer.MAX_VALUE;

    @Override
    public void write(Integer value, DataOutput out) throws IOException {
      out.writeInt(value);
      out.write(new byte[padding]);
    }

    @Override
    public Integer read(DataInput in) throws IOException {
      if (failAfter-- == 0) {
        throw new IOException("torn");
      }
      int value = in.readInt();
      in.skipBytes(padding);
      return value;
    }
  }

  private final Numbers codec = new Numbers();
  private final List<Integer> dropped = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private long unreadable;
  private final List<SpillQueue<Integer>> opened = new ArrayList<>();

  private final SpillQueue.Listener<Integer> listener =
      new SpillQueue.Listener<>() {
        @Override
        public void dropped(Integer value) {
          dropped.add(value);
        }

        @Override
        public void failed(IOException cause, long lost) {
          failures.add(String.valueOf(cause.getMessage()));
          unreadable += lost;
        }
      };

  private SpillQueue<Integer> queue(Path folder, long memory, long file) {
    SpillQueue<Integer> queue =
        new SpillQueue<>(
            value -> WEIGHT, codec, new SpillQueue.Room(memory, folder, file), listener);
    opened.add(queue);
    return queue;
  }

  @AfterEach
  @AfterProperty
  void close() {
    opened.forEach(SpillQueue::close);
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static List<Integer> all(Backlog<Integer> queue) {
    List<Integer> taken = new ArrayList<>();
    while (queue.drainTo(taken, 13) > 0) {
      // until nothing waits
    }
    assertThat(queue.isEmpty()).isTrue();
    return taken;
  }

  @Test
  void what_memory_does_not_hold_waits_in_the_file_and_comes_in_order(@TempDir Path folder) {
    SpillQueue<Integer> queue = queue(folder, 1000, 1 << 20);
    queue.offerAll(numbers(0, 10_000));
    assertThat(all(queue)).isEqualTo(numbers(0, 10_000));
    assertThat(dropped).isEmpty();
    assertThat(failures).isEmpty();
  }

  @Test
  void the_file_has_no_name_and_nobody_else_could_read_it(@TempDir Path folder) throws IOException {
    SpillQueue<Integer> queue = queue(folder, 1000, 1 << 20);
    queue.offerAll(numbers(0, 1000));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.filter(fd -> points(fd, folder)))
          .singleElement()
          .satisfies(fd -> assertThat(Files.getPosixFilePermissions(fd)).hasSize(2));
    }
  }

  private static boolean points(Path fd, Path folder) {
    try {
      return Files.readSymbolicLink(fd).toString().startsWith(folder.toString());
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void only_past_both_bounds_the_oldest_are_dropped(@TempDir Path folder) {
    SpillQueue<Integer> queue = queue(folder, 1000, 4000);
    queue.offerAll(numbers(0, 10_000));
    List<Integer> taken = all(queue);
    assertThat(dropped).isEqualTo(numbers(0, dropped.size()));
    assertThat(taken).isEqualTo(numbers(dropped.size(), 10_000)).hasSizeBetween(950, 1100);
  }

  @Test
  void without_a_file_memory_is_all_there_is(@TempDir Path folder) {
    SpillQueue<Integer> queue = queue(folder, 1000, 0);
    queue.offerAll(numbers(0, 1000));
    assertThat(dropped).isEqualTo(numbers(0, 900));
    assertThat(all(queue)).isEqualTo(numbers(900, 1000));
  }

  @Test
  void a_disk_that_takes_nothing_is_told_once_and_memory_goes_on(@TempDir Path folder) {
    SpillQueue<Integer> queue = queue(folder.resolve("missing"), 1000, 1 << 20);
    queue.offerAll(numbers(0, 5000));
    assertThat(failures).hasSize(1);
    List<Integer> taken = all(queue);
    assertThat(dropped).isEqualTo(numbers(0, dropped.size()));
    assertThat(taken).isEqualTo(numbers(dropped.size(), 5000)).hasSizeBetween(80, 100);
  }

  @Test
  void a_block_that_the_file_can_never_hold_stays_in_memory(@TempDir Path folder) {
    codec.padding = 1 << 16;
    SpillQueue<Integer> queue = queue(folder, 1000, 100);
    queue.offerAll(numbers(0, 200));
    assertThat(all(queue)).isEqualTo(numbers(100, 200));
    assertThat(dropped).isEqualTo(numbers(0, 100));
    assertThat(failures).isEmpty();
  }

  @Test
  void what_can_not_be_read_back_is_counted_and_the_rest_comes_in_order(@TempDir Path folder) {
    SpillQueue<Integer> queue = queue(folder, 1000, 1 << 20);
    queue.offerAll(numbers(0, 1000));
    codec.failAfter = 100;
    List<Integer> taken = all(queue);
    assertThat(failures).containsExactly("torn");
    assertThat(unreadable).isPositive();
    assertThat(taken).isSorted().doesNotHaveDuplicates().hasSize((int) (1000 - unreadable));
    queue.offerAll(numbers(1000, 1200));
    assertThat(all(queue)).isEqualTo(numbers(1100, 1200));
  }

  /** A number of values to give or to take. */
  record Step(int number, boolean take) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 400), Arbitraries.of(true, false, false))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500)
  void order_stays_drops_are_the_oldest_and_everything_is_accounted_for(
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 1, max = 2000) int memory,
      @ForAll @IntRange(min = 0, max = 6000) int file,
      @ForAll @IntRange(min = 0, max = 50) int padding)
      throws IOException {
    dropped.clear();
    failures.clear();
    codec.padding = padding;
    Path folder = Files.createTempDirectory("spill-test");
    int given = 0;
    List<Integer> out = new ArrayList<>();
    try (SpillQueue<Integer> queue = queue(folder, memory, file)) {
      for (Step step : steps) {
        if (step.take()) {
          queue.drainTo(out, step.number());
        } else {
          queue.offerAll(numbers(given, given + step.number()));
          given += step.number();
        }
      }
      out.addAll(all(queue));
    } finally {
      Files.delete(folder);
    }
    assertThat(failures).isEmpty();
    assertThat(out).isSorted();
    assertThat(dropped).isSorted();
    List<Integer> together = new ArrayList<>(out);
    together.addAll(dropped);
    together.sort(null);
    assertThat(together).isEqualTo(numbers(0, given));
  }
}
