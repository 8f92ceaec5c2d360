package dev.logtail.view.stats;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many records there are of each name, of {@value #MOST} names at most: when there are more,
 * the rarest half of them is forgotten, and its records are those of others. So the sum is always
 * right, and the count of a name that comes often is short by little. One thread.
 */
final class NameCounts {
  static final int MOST = 10_000;

  private static final class Count {
    private long records;
    private long errors;

    /** As of the last time that rows were taken. */
    private long before;
  }

  private final Map<String, Count> counts = new HashMap<>();
  private long otherRecords;
  private long otherErrors;

  void add(String name, boolean error) {
    Count count = counts.get(name);
    if (count == null) {
      if (counts.size() >= MOST) {
        forgetRarest();
      }
      count = new Count();
      counts.put(name, count);
    }
    count.records++;
    count.errors += error ? 1 : 0;
  }

  private void forgetRarest() {
    List<Map.Entry<String, Count>> rarest =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                    (Map.Entry<String, Count> entry) -> entry.getValue().records))
            .limit(MOST / 2)
            .toList();
    for (Map.Entry<String, Count> entry : rarest) {
      otherRecords += entry.getValue().records;
      otherErrors += entry.getValue().errors;
      counts.remove(entry.getKey());
    }
  }

  /** What was counted, the most frequent name first, and what of it is new since the last call. */
  NameTable take() {
    List<NameTable.Row> rows =
        counts.entrySet().stream()
            .map(entry -> row(entry.getKey(), entry.getValue()))
            .sorted(NameTable.MOST_FIRST)
            .toList();
    counts.values().forEach(count -> count.before = count.records);
    return new NameTable(rows, new NameTable.Row("", otherRecords, otherErrors, 0));
  }

  private static NameTable.Row row(String name, Count count) {
    return new NameTable.Row(name, count.records, count.errors, count.records - count.before);
  }
}
