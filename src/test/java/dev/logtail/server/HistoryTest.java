package dev.logtail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HistoryTest {
  @Property(tries = 200)
  void keeps_the_longest_newest_run_that_fits(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 9) Integer> sizes,
      @ForAll @IntRange(max = 12) int mostRecords,
      @ForAll @IntRange(max = 60) int mostBytes) {
    History history = new History(mostRecords, mostBytes);
    List<String> added = new ArrayList<>();
    for (int size : sizes) {
      String record = "x".repeat(size);
      added.add(record);
      history.add(record.getBytes(StandardCharsets.UTF_8));
    }

    List<String> kept = new ArrayList<>();
    history.forEach(record -> kept.add(new String(record, StandardCharsets.UTF_8)));

    assertThat(kept).isEqualTo(longestSuffix(added, mostRecords, mostBytes));
  }

  private static List<String> longestSuffix(List<String> all, int mostRecords, int mostBytes) {
    int from = all.size();
    int bytes = 0;
    while (from > 0
        && all.size() - from < mostRecords
        && bytes + all.get(from - 1).length() <= mostBytes) {
      from--;
      bytes += all.get(from).length();
    }
    return all.subList(from, all.size());
  }
}
