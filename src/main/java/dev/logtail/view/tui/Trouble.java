package dev.logtail.view.tui;

import dev.logtail.model.Health;
import dev.logtail.model.Health.Condition;
import dev.logtail.model.WorkerStatus;
import dev.logtail.model.WorkerStatus.Phase;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why nothing (more) comes, as far as it is nobody's filter: told on the screen whether records are
 * held or not.
 *
 * @param wayOut which key leads out
 * @param detail what came back, or "": foreign text
 */
record Trouble(String what, String wayOut, String detail) {
  private static final Set<Condition> WORKING =
      EnumSet.of(Condition.LIVE, Condition.QUIET, Condition.RESTARTED);
  private static final Set<Condition> TRIED = EnumSet.of(Condition.CONNECTING, Condition.RETRYING);
  private static final String ASK_AGAIN = "R asks again";
  private static final String LOOK = "Tab, then ↓ ↑ show what keeps each of them";
  private static final String TRY = "Tab, ↓ ↑ and r try one again";

  /** In one line, what matters most in front. */
  String line() {
    return what + " · " + wayOut + (detail.isEmpty() ? "" : " · " + detail);
  }

  static Optional<Trouble> of(Scene scene) {
    ConsoleFigures.Discovery discovery = scene.figures().discovery();
    if (!discovery.failure().isEmpty()) {
      String open = scene.figures().connected() > 0 ? "; open streams go on" : "";
      return Optional.of(
          new Trouble("the API gives no list" + open, ASK_AGAIN, discovery.failure()));
    }
    Optional<Trouble> silence = ofWorkers(scene);
    if (silence.isPresent() || discovery.surplus().isEmpty()) {
      return silence;
    }
    return Optional.of(
        new Trouble("more workers than allowed", "R hides this", discovery.surplus()));
  }

  /** True while every worker that has a stream is dialled for the first time. */
  static boolean isBeginning(List<WorkerRow> rows) {
    List<WorkerStatus> dialled =
        rows.stream().map(WorkerRow::status).filter(row -> row.phase() != Phase.NO_STREAM).toList();
    return !dialled.isEmpty()
        && dialled.stream()
            .allMatch(row -> row.phase() == Phase.CONNECTING && row.detail().isEmpty());
  }

  private static Optional<Trouble> ofWorkers(Scene scene) {
    List<WorkerRow> rows = scene.workers();
    if (isBeginning(rows)) {
      return Optional.empty();
    }
    Map<Condition, Long> counts = new EnumMap<>(Condition.class);
    rows.forEach(
        row -> counts.merge(Health.of(row.status(), scene.now()).condition(), 1L, Long::sum));
    if (counts.isEmpty() || counts.keySet().stream().anyMatch(WORKING::contains)) {
      return Optional.empty();
    }
    if (counts.size() > 1) {
      counts.remove(Condition.GONE);
    }
    if (TRIED.containsAll(counts.keySet())) {
      return Optional.of(new Trouble("no worker is connected", LOOK, firstDetail(rows)));
    }
    if (counts.size() > 1) {
      return Optional.of(new Trouble("every worker is in trouble", LOOK, inWords(counts)));
    }
    Map.Entry<Condition, Long> all = counts.entrySet().iterator().next();
    return Optional.of(uniform(all.getKey(), all.getValue(), rows));
  }

  private static Trouble uniform(Condition condition, long count, List<WorkerRow> rows) {
    boolean one = count == 1;
    String all = one ? "the only worker " : "all " + Figures.count(count) + " workers ";
    return switch (condition) {
      case GONE ->
          new Trouble(all + (one ? "is" : "are") + " gone: no longer listed", ASK_AGAIN, "");
      case DEAD ->
          new Trouble(
              all + (one ? "is" : "are") + " dead: the API says alive=false", ASK_AGAIN, "");
      case NO_STREAM ->
          new Trouble(all + (one ? "has" : "have") + " no stream: streaming is off", ASK_AGAIN, "");
      case REFUSED ->
          new Trouble(all + (one ? "refuses" : "refuse") + " this client", TRY, firstDetail(rows));
      case FAILED -> new Trouble(all + "failed", TRY, firstDetail(rows));
      case STALLED ->
          new Trouble(all + (one ? "is" : "are") + " stalled: no sign of life", TRY, "");
      case CONNECTING, RETRYING, LIVE, QUIET, RESTARTED ->
          new Trouble("no worker is connected", LOOK, firstDetail(rows));
    };
  }

  private static String firstDetail(List<WorkerRow> rows) {
    return rows.stream()
        .filter(row -> !row.status().isGone())
        .map(row -> row.status().detail())
        .filter(detail -> !detail.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** For example {@code 2 refused, 1 dead}. */
  private static String inWords(Map<Condition, Long> counts) {
    return counts.entrySet().stream()
        .map(
            each ->
                Figures.count(each.getValue())
                    + " "
                    + each.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
