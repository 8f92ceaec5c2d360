package dev.logtail.view.stats;

import java.util.Comparator;
import java.util.List;

/**
 * The counts by name at one moment.
 *
 * @param rows the most frequent first; names are foreign text
 * @param others the records of all names that have no row, under no name
 */
public record NameTable(List<Row> rows, Row others) {
  /**
   * The records of one name.
   *
   * @param recent how many of them are new since the last snapshot
   */
  public record Row(String name, long records, long errors, long recent) {
    private Row and(Row other) {
      return new Row(name, records + other.records, errors + other.errors, recent + other.recent);
    }
  }

  static final NameTable EMPTY = new NameTable(List.of(), new Row("", 0, 0, 0));

  static final Comparator<Row> MOST_FIRST =
      Comparator.comparingLong(Row::records).reversed().thenComparing(Row::name);

  public NameTable {
    rows = List.copyOf(rows);
  }

  /** The same with a row for the first {@code most} names alone. */
  NameTable top(int most) {
    if (rows.size() <= most) {
      return this;
    }
    Row rest = rows.subList(most, rows.size()).stream().reduce(others, Row::and);
    return new NameTable(rows.subList(0, most), rest);
  }
}
