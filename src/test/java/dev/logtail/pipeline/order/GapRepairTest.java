package dev.logtail.pipeline.order;

import static dev.logtail.pipeline.order.Records.WORKER;
import static dev.logtail.pipeline.order.Records.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.ArchivedRecord;
import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Evidence;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GapRepairTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final List<Long> questions = new ArrayList<>();
  private final List<Entry> out = new ArrayList<>();
  private final GapRepair repair = new GapRepair(WORKER, questions::add);

  @Test
  void fillsAGapInItsPlace() {
    stream("A", "B");
    gap(2, 5);
    stream("F", "G");
    assertThat(said()).as("waits for the file").containsExactly("A", "B");
    answer(1, "A", "B", "C", "D", "E", "F", "G");
    assertThat(said())
        .containsExactly(
            "A",
            "B",
            "FILLED gap filled: 3 records recovered from its log file",
            "C+",
            "D+",
            "E+",
            "F",
            "G");
    assertThat(evidence(2)).isEqualTo(Evidence.missing(seconds(2), seconds(5), 0));
    assertThat(repair.recovered()).isEqualTo(3);
    assertThat(repair.deadline()).isEmpty();
  }

  /** What we had to drop ourselves is in the file as well as what others lost. */
  @Test
  void fillsWhatWasDroppedHere() {
    stream("A", "B");
    StreamNotice dropped =
        new StreamNotice(
            WORKER, seconds(5), Kind.DROPPED, "", Evidence.missing(seconds(2), seconds(5), 3));
    repair.accept(dropped, 0, out::add);
    stream("F", "G");
    answer(1, "A", "B", "C", "D", "E", "F", "G");
    assertThat(said())
        .contains("FILLED gap filled: 3 records recovered from its log file", "C+", "D+", "E+");
  }

  @Test
  void provesThatNothingWasLost() {
    stream("A", "B");
    gap(2, 3);
    stream("C", "D");
    answer(1, "A", "B", "C", "D");
    assertThat(said())
        .containsExactly("A", "B", "RESUMED resumed, 0 lost: its log file proves it", "C", "D");
  }

  @Test
  void saysThatTheFileDoesNotReachBack() {
    stream("A", "B");
    gap(2, 5);
    stream("F");
    answer(1, "D", "E", "F");
    assertThat(said())
        .containsExactly(
            "A",
            "B",
            "GAP gap possible; its log file does not reach back",
            "FILLED gap filled in part: 2 records recovered from its log file",
            "D+",
            "E+",
            "F");
    assertThat(evidence(2))
        .isEqualTo(Evidence.doubtful(seconds(2), at("D").at().minusNanos(456_000)));
  }

  @Test
  void takesNothingFromAFileThatDoesNotShowWhereTheNewConnectionBegins() {
    stream("A", "B");
    gap(2, 5);
    stream("F");
    answer(1, "A", "B", "C");
    assertThat(said()).containsExactly("A", "B", "GAP gap possible", "F");
    assertThat(repair.recovered()).isZero();
  }

  @Test
  void takesNothingFromAFileThatMayRepeatWhatWasShown() {
    stream("A", "C");
    gap(2, 5);
    stream("F");
    answer(1, "B", "E", "F");
    assertThat(said()).containsExactly("A", "C", "GAP gap possible", "F");
  }

  @Test
  void takesEqualLinesAsOftenAsTheFileHasThem() {
    stream("A", "A");
    gap(0, 5);
    stream("F");
    answer(1, "A", "A", "A", "A", "F");
    assertThat(said()).hasSize(6).endsWith("A+", "A+", "F");
  }

  @Test
  void findsMessagesThatCarryTheirPrefixThemselves() {
    repair.accept(prefixed("A"), 0, out::add);
    gap(0, 2);
    repair.accept(prefixed("C"), 0, out::add);
    answer(1, "A", "B", "C");
    assertThat(said()).endsWith("line: B+", "line: C");
  }

  @Test
  void letsEverythingGoAfterTwoSeconds() {
    stream("A");
    gap(0, 5);
    stream("F");
    assertThat(repair.deadline()).hasValue(2 * SECOND);
    repair.expire(2 * SECOND, out::add);
    assertThat(said()).containsExactly("A", "GAP gap possible", "F");
    answer(1, "A", "B", "F");
    assertThat(said()).as("too late").hasSize(3);
  }

  @Test
  void asksAboutASecondGapInItsTurnAndHearsNoOldAnswer() {
    stream("A");
    gap(0, 2);
    stream("C");
    gap(2, 4);
    stream("E");
    repair.failed(1, 0, out::add);
    assertThat(said()).containsExactly("A", "GAP gap possible", "C");
    assertThat(questions).containsExactly(1L, 2L);
    answer(1, "A", "B", "C");
    answer(2, "A", "B", "C", "D", "E");
    assertThat(said())
        .containsExactly(
            "A",
            "GAP gap possible",
            "C",
            "FILLED gap filled: 1 record recovered from its log file",
            "D+",
            "E");
  }

  @Test
  void asksNoMoreWhereThereIsNoFile() {
    stream("A");
    gap(0, 2);
    repair.hasNone(0, out::add);
    gap(0, 2);
    stream("C");
    assertThat(said()).containsExactly("A", "GAP gap possible", "GAP gap possible", "C");
    assertThat(questions).containsExactly(1L);
  }

  @Test
  void keepsARestartButTellsThatNothingIsMissing() {
    stream("A");
    repair.accept(notice(Kind.RESTARTED, "restarted", 0, 2), 0, out::add);
    stream("C");
    answer(1, "A", "B", "C");
    assertThat(said())
        .containsExactly(
            "A",
            "RESTARTED restarted",
            "FILLED nothing is missing: 1 record recovered from its log file",
            "B+",
            "C");
  }

  /** Records that are logged at the second that their letter stands for. */
  private void stream(String... letters) {
    Stream.of(letters).forEach(letter -> repair.accept(at(letter), 0, out::add));
  }

  private static LogEvent at(String letter) {
    return Records.at(letter.charAt(0) - 'A' + 0.123_456, letter);
  }

  private static LogEvent prefixed(String letter) {
    LogEvent event = at(letter);
    return Records.of(WORKER, event.time(), "line: " + letter, letter);
  }

  private void gap(double from, double to) {
    repair.accept(notice(Kind.GAP, "gap possible", from, to), 0, out::add);
  }

  private static StreamNotice notice(Kind kind, String text, double from, double to) {
    Evidence evidence = Evidence.doubtful(seconds(from), seconds(to));
    return new StreamNotice(WORKER, seconds(to), kind, text, evidence);
  }

  /** The file has stamps of milliseconds. */
  private void answer(long question, String... letters) {
    List<ArchivedRecord> file = Stream.of(letters).map(GapRepairTest::filed).toList();
    repair.answered(question, file, 0, out::add);
  }

  private static ArchivedRecord filed(String letter) {
    LogEvent streamed = prefixed(letter);
    EventTime time =
        new EventTime(streamed.at().minusNanos(456_000), streamed.time().arrival(), "ms");
    return new ArchivedRecord(
        Records.of(WORKER, time, streamed.message(), letter),
        Records.of(WORKER, time, letter, letter));
  }

  private Evidence evidence(int index) {
    return ((StreamNotice) out.get(index)).evidence();
  }

  private List<String> said() {
    return out.stream()
        .map(
            entry ->
                entry instanceof LogEvent event
                    ? event.message()
                        + (event.receipt().marks().contains(Mark.RECOVERED) ? "+" : "")
                    : ((StreamNotice) entry).kind() + " " + ((StreamNotice) entry).text())
        .toList();
  }
}
