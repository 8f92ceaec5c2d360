package dev.logtail.tool.probe;

import dev.logtail.model.Level;
import dev.logtail.model.Severity;
import dev.logtail.model.Worker;
import dev.logtail.tool.probe.Survey.Seen;
import dev.logtail.tool.probe.Survey.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the records of a stream show: how many are kept, what they look like, their levels. Pure.
 */
final class RecordSteps {
  private static final Set<Shape> JSON = Set.of(Shape.RECORD, Shape.OBJECT, Shape.BROKEN);
  private static final List<Integer> RINGS = List.of(100, 1000);

  /** A ring that is full shows some records less or more, for what is logged meanwhile. */
  private static final double NEARLY = 0.05;

  /** That many records without a mild one are no accident. */
  private static final int TELLING = 20;

  /** Records a second that no person reads and few disks like. */
  private static final long FLOOD = 2000;

  private static final Duration TELLING_SPAN = Duration.ofMillis(500);
  private static final int LEVELS_NAMED = 8;

  private RecordSteps() {}

  /**
   * The steps for a stream that brought something.
   *
   * @param textIsMeant the user says that it brings lines
   */
  static List<Step> heard(
      Reception reception, Survey survey, Optional<Worker> worker, boolean textIsMeant) {
    List<Step> steps = new ArrayList<>();
    steps.add(ring(survey.replayed()));
    String after = ConnectionSteps.millis(reception.untilFirst());
    if (survey.records().isEmpty()) {
      steps.add(StreamFinding.BINARY.with(after, reception.amount().firstBinary()));
      return steps;
    }
    boolean due = worker.isPresent() && !textIsMeant;
    steps.add(
        oddly(after, survey)
            .orElseGet(
                () -> survey.all(JSON) ? objects(after, survey) : lines(after, survey, due)));
    steps.add(levels(survey.records()));
    return steps;
  }

  /** The steps for a stream that brought nothing. */
  static List<Step> silence(Reception reception, Optional<Worker> worker) {
    String waited = Amounts.time(reception.open());
    if (reception.open().compareTo(Patience.ENOUGH) < 0) {
      return List.of(StreamFinding.SILENCE_UNTOLD.with(waited));
    }
    Step silent =
        worker.isEmpty()
            ? StreamFinding.SILENT.with(waited)
            : worker.get().alive()
                ? StreamFinding.ALIVE_BUT_SILENT.with(waited)
                : StreamFinding.DEAD_AND_SILENT.with();
    return List.of(StreamFinding.RING_EMPTY.with(), silent);
  }

  private static Step ring(int replayed) {
    if (replayed == 0) {
      return StreamFinding.RING_EMPTY.with();
    }
    return RINGS.stream()
        .filter(size -> Math.abs(replayed - size) <= NEARLY * size)
        .findFirst()
        .map(size -> StreamFinding.RING_FULL.with(replayed, size))
        .orElseGet(() -> StreamFinding.RING_PART.with(Amounts.records(replayed)));
  }

  /** Records that are divided into messages in another way than one each. */
  private static Optional<Step> oddly(String after, Survey survey) {
    List<Seen> pieces = survey.of(Shape.PIECE);
    List<Seen> several = survey.of(Shape.SEVERAL);
    if (survey.all(Set.of(Shape.EMPTY))) {
      return Optional.of(StreamFinding.EMPTY_MESSAGES.with(after, survey.records().size()));
    }
    if (!pieces.isEmpty()) {
      return Optional.of(StreamFinding.JSON_IN_PIECES.with(after, pieces.get(0).start()));
    }
    return several.isEmpty()
        ? Optional.empty()
        : Optional.of(StreamFinding.JSON_LINES.with(after, several.get(0).start()));
  }

  private static Step objects(String after, Survey survey) {
    List<Seen> records = survey.records();
    List<Seen> broken = survey.of(Shape.BROKEN);
    if (broken.size() == records.size()) {
      return StreamFinding.BROKEN_JSON.with(after, broken.get(0).start());
    }
    if (!broken.isEmpty()) {
      return StreamFinding.SOME_BROKEN_JSON.with(
          after, broken.size(), records.size(), broken.get(0).start());
    }
    if (survey.all(Set.of(Shape.OBJECT))) {
      return StreamFinding.OTHER_JSON.with(after, records.get(0).start());
    }
    if (records.stream().allMatch(seen -> seen.sent().isEmpty())) {
      return StreamFinding.NO_STAMPS.with(after);
    }
    if (records.stream().allMatch(seen -> seen.stamp().isEmpty())) {
      return StreamFinding.ODD_STAMPS.with(after, records.get(0).sent());
    }
    return survey.perMessage() > 1
        ? StreamFinding.RECORDS_IN_ARRAYS.with(after, survey.perMessage())
        : StreamFinding.WORKER_RECORDS.with(after);
  }

  private static Step lines(String after, Survey survey, boolean jsonIsDue) {
    List<Seen> records = survey.records();
    List<Seen> texts = records.stream().filter(seen -> !JSON.contains(seen.shape())).toList();
    if (jsonIsDue) {
      return texts.size() == records.size()
          ? StreamFinding.TEXT_WHERE_JSON_IS_DUE.with(after, texts.get(0).start())
          : StreamFinding.SOME_TEXT.with(after, texts.size(), records.size(), texts.get(0).start());
    }
    return survey.all(Set.of(Shape.WORDS))
        ? StreamFinding.PLAIN_LINES.with(after)
        : StreamFinding.KNOWN_LINES.with(after);
  }

  private static Step levels(List<Seen> records) {
    Map<Level, Long> counts = new HashMap<>();
    records.stream()
        .map(Seen::level)
        .filter(level -> level.severity() != Severity.NONE)
        .forEach(level -> counts.merge(level, 1L, Long::sum));
    if (counts.isEmpty()) {
      return StreamFinding.NO_LEVELS.with();
    }
    long levelled = counts.values().stream().mapToLong(Long::longValue).sum();
    boolean severe =
        counts.keySet().stream()
            .allMatch(level -> level.severity().compareTo(Severity.WARNING) >= 0);
    return severe && levelled >= TELLING
        ? StreamFinding.LEVEL_TOO_HIGH.with(named(counts), levelled)
        : StreamFinding.LEVELS_SEEN.with(named(counts));
  }

  private static String named(Map<Level, Long> counts) {
    String named =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<Level, Long> entry) -> entry.getKey().severity())
                    .thenComparing(entry -> entry.getKey().word()))
            .limit(LEVELS_NAMED)
            .map(entry -> entry.getKey().word() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    int more = counts.size() - LEVELS_NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  /** Whether so much comes that a reader may have to leave something out. */
  static Optional<Step> flood(Reception reception, Survey survey) {
    Duration span = reception.until().minus(reception.amount().first());
    if (span.compareTo(TELLING_SPAN) < 0 || survey.records().isEmpty()) {
      return Optional.empty();
    }
    double perMessage = (double) survey.records().size() / reception.kept().size();
    double fresh = reception.amount().messages() * perMessage - survey.replayed();
    long rate = Math.round(fresh * 1000 / span.toMillis());
    return rate < FLOOD
        ? Optional.empty()
        : Optional.of(StreamFinding.FLOOD.with(String.format(Locale.ROOT, "%,d", rate)));
  }
}
