package dev.logtail.cli;

import dev.logtail.model.ShownUrl;
import dev.logtail.model.Worker;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lays workers out in columns that are as wide as their widest cell, also where the text is
 * Chinese.
 */
final class WorkerTable {
  private static final List<String> HEADINGS =
      List.of("KEY", "ALIVE", "SYMBOL", "STRATEGY", "STATE", "POSITION", "STREAM");
  private static final Set<String> SHOWN = Set.of("symbol", "strategy", "state", "position");

  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);
  private final boolean wide;

  /**
   * @param wide whether to show all other figures in a last column
   */
  WorkerTable(boolean wide) {
    this.wide = wide;
  }

  /** A line of headings and a line a worker, without line ends. */
  List<String> lines(List<Worker> workers) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(headings());
    workers.forEach(worker -> rows.add(cells(worker)));
    return Columns.aligned(rows);
  }

  private List<String> headings() {
    List<String> headings = new ArrayList<>(HEADINGS);
    if (wide) {
      headings.add("STATS");
    }
    return headings;
  }

  private List<String> cells(Worker worker) {
    List<String> cells = new ArrayList<>();
    cells.add(safe.plain(worker.key().value()));
    cells.add(worker.alive() ? "yes" : "no");
    cells.add(stat(worker, "symbol"));
    cells.add(stat(worker, "strategy"));
    cells.add(stat(worker, "state"));
    cells.add(stat(worker, "position"));
    cells.add(worker.streamUrl().map(ShownUrl::in).map(safe::plain).orElse("(no stream)"));
    if (wide) {
      cells.add(otherStats(worker));
    }
    return cells;
  }

  private String stat(Worker worker, String name) {
    String value = worker.stat(name);
    return value.isEmpty() ? "-" : safe.plain(value);
  }

  private String otherStats(Worker worker) {
    return worker.stats().entrySet().stream()
        .filter(stat -> !SHOWN.contains(stat.getKey()))
        .map((Map.Entry<String, String> stat) -> safe.plain(stat.getKey() + "=" + stat.getValue()))
        .collect(Collectors.joining(" "));
  }
}
