package dev.logtail.view.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NameCountsTest {
  @Property
  void few_names_are_counted_exactly(
      @ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> names) {
    NameCounts counts = new NameCounts();
    Map<String, Long> truth = new HashMap<>();
    for (int name : names) {
      counts.add("n" + name, name % 3 == 0);
      truth.merge("n" + name, 1L, Long::sum);
    }
    NameTable table = counts.take();

    assertThat(table.rows()).hasSize(truth.size()).isSortedAccordingTo(NameTable.MOST_FIRST);
    for (NameTable.Row row : table.rows()) {
      assertThat(row.records()).isEqualTo(truth.get(row.name())).isEqualTo(row.recent());
      assertThat(row.errors())
          .isEqualTo(Integer.parseInt(row.name().substring(1)) % 3 == 0 ? row.records() : 0);
    }
    assertThat(table.others().records()).isZero();
    assertThat(sum(table.top(3))).isEqualTo(names.size());
  }

  @Test
  void a_million_names_take_no_more_memory_and_hide_none_that_is_frequent() {
    NameCounts counts = new NameCounts();
    for (int i = 0; i < 1_000_000; i++) {
      counts.add("rare " + i, i % 2 == 0);
      if (i % 100 == 0) {
        counts.add("often", false);
      }
    }
    NameTable table = counts.take();

    assertThat(table.rows()).hasSizeLessThanOrEqualTo(NameCounts.MOST);
    assertThat(table.rows().get(0).name()).isEqualTo("often");
    assertThat(table.rows().get(0).records()).isEqualTo(10_000);
    assertThat(sum(table)).isEqualTo(1_010_000);
    assertThat(errors(table)).isEqualTo(500_000);
    assertThat(sum(table.top(1))).isEqualTo(1_010_000);
  }

  @Test
  void what_is_recent_is_new_since_the_last_time() {
    NameCounts counts = new NameCounts();
    counts.add("a", false);
    counts.take();
    counts.add("a", false);
    counts.add("b", true);
    assertThat(counts.take().rows())
        .containsExactly(new NameTable.Row("a", 2, 0, 1), new NameTable.Row("b", 1, 1, 1));
    assertThat(counts.take().rows()).allMatch(row -> row.recent() == 0);
  }

  private static long sum(NameTable table) {
    return table.rows().stream().mapToLong(NameTable.Row::records).sum() + table.others().records();
  }

  private static long errors(NameTable table) {
    return table.rows().stream().mapToLong(NameTable.Row::errors).sum() + table.others().errors();
  }
}
