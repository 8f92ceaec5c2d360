package dev.logtail.tool.probe;

import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.RawFrame;
import dev.logtail.model.Receipt;
import dev.logtail.model.Severity;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.dialect.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The records in what a stream brought, and which of them were old ones: no server marks where its
 * ring ends. Pure.
 *
 * <p>Old is what came in the first burst and was logged before the stream was asked for, by a clock
 * that is as wrong as the records show that came just when they were logged.
 *
 * @param records of the messages that were kept, in order
 * @param replayed how many of them, from the first on, are old
 * @param perMessage the most that one message held
 */
record Survey(List<Seen> records, int replayed, int perMessage) {
  /** What a record looks like. */
  enum Shape {
    /** An object with a time, a level or a message. */
    RECORD,
    /** An object with none of them. */
    OBJECT,
    /** Begins like JSON and is none. */
    BROKEN,
    /** The beginning of an object that goes on in the next message. */
    PIECE,
    /** Objects, a line each. */
    SEVERAL,
    /** Nothing at all. */
    EMPTY,
    /** Text in which a time or a level was found. */
    LINE,
    /** Any other text. */
    WORDS
  }

  /**
   * One record.
   *
   * @param message in which message it came, counted from 0
   * @param stamp its own time, where it was understood
   * @param sent its stamp as sent, or ""
   * @param start of its text, foreign
   */
  record Seen(
      int message,
      Instant arrival,
      Optional<Instant> stamp,
      String sent,
      Level level,
      Shape shape,
      String start) {
    /** How late it came, by its own time; negative where that lies ahead of the clock here. */
    Optional<Duration> lag() {
      return stamp.map(at -> Duration.between(at, arrival));
    }

    /** Whether its stamp says in which zone it is meant. */
    boolean namesZone() {
      return ZONE.matcher(sent).find() || NUMBER.matcher(sent).matches();
    }
  }

  private static final Pattern ZONE =
      Pattern.compile("[Tt ][0-9:.,]+ ?([Zz]|[+-][0-9]{2}:?([0-9]{2})?)$");
  private static final Pattern NUMBER = Pattern.compile("[0-9.eE+]+");
  private static final Pattern LINES = Pattern.compile("\\}\\s*\\n\\s*\\{");
  private static final int START = 60;

  /** A ring comes at once; what comes later was logged meanwhile. */
  private static final Duration AT_ONCE = Duration.ofMillis(700);

  /** Without times, a ring that goes over into new records can't be told from them but so. */
  private static final Duration BURST = Duration.ofMillis(200);

  public Survey {
    records = List.copyOf(records);
  }

  static Survey of(Reception reception, Dialect dialect) {
    Dialect.Decoder decoder = dialect.decoderFor(new WorkerKey("probe"));
    List<Seen> records = new ArrayList<>();
    int most = 0;
    for (int i = 0; i < reception.kept().size(); i++) {
      Reception.Heard heard = reception.kept().get(i);
      int number = i;
      int before = records.size();
      decoder.decode(
          new RawFrame(reception.clock(heard.at()), heard.text()),
          event -> records.add(seen(number, event)));
      most = Math.max(most, records.size() - before);
    }
    return new Survey(records, replayed(reception, records), most);
  }

  private static Seen seen(int message, LogEvent event) {
    String text = event.receipt().text();
    return new Seen(
        message,
        event.time().arrival(),
        event.time().isOwn() ? Optional.of(event.at()) : Optional.empty(),
        event.time().text(),
        event.level(),
        shape(event),
        text.length() <= START ? text : text.substring(0, START) + "…");
  }

  private static Shape shape(LogEvent event) {
    Receipt receipt = event.receipt();
    boolean tells = event.time().isStamped() || event.level().severity() != Severity.NONE;
    if (receipt.json()) {
      return tells || !event.message().equals(receipt.text()) ? Shape.RECORD : Shape.OBJECT;
    }
    if (receipt.text().isBlank()) {
      return Shape.EMPTY;
    }
    if (receipt.marks().contains(Receipt.Mark.MALFORMED)) {
      return receipt.text().strip().equals("{")
          ? Shape.PIECE
          : LINES.matcher(receipt.text()).find() ? Shape.SEVERAL : Shape.BROKEN;
    }
    return tells ? Shape.LINE : Shape.WORDS;
  }

  private static int replayed(Reception reception, List<Seen> records) {
    boolean late = reception.untilFirst().compareTo(AT_ONCE) > 0;
    if (records.isEmpty() || late) {
      return 0;
    }
    int burst = reception.burst().orElse(Integer.MAX_VALUE);
    Optional<Duration> promptest =
        records.stream()
            .filter(seen -> reception.burst().isEmpty() || seen.message() >= burst)
            .map(Seen::lag)
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder());
    Instant asked = reception.clock(reception.asked());
    Instant burstEnd =
        reception.burst().isPresent()
            ? Instant.MAX
            : reception.clock(reception.amount().first()).plus(BURST);
    return (int)
        records.stream()
            .takeWhile(seen -> seen.message() < burst && isOld(seen, promptest, asked, burstEnd))
            .count();
  }

  private static boolean isOld(
      Seen seen, Optional<Duration> promptest, Instant asked, Instant burstEnd) {
    if (seen.stamp().isPresent() && promptest.isPresent()) {
      return seen.stamp().get().plus(promptest.get()).isBefore(asked);
    }
    return seen.arrival().isBefore(burstEnd);
  }

  /** Those that were logged while the stream was open. */
  List<Seen> live() {
    return records.subList(replayed, records.size());
  }

  boolean all(Collection<Shape> shapes) {
    return records.stream().allMatch(seen -> shapes.contains(seen.shape()));
  }

  List<Seen> of(Shape shape) {
    return records.stream().filter(seen -> seen.shape() == shape).toList();
  }
}
