package dev.logtail.pipeline.alert;

import static dev.logtail.pipeline.alert.AlertEntries.DRAGON;
import static dev.logtail.pipeline.alert.AlertEntries.START;
import static dev.logtail.pipeline.alert.AlertEntries.TURTLE;
import static dev.logtail.pipeline.alert.AlertEntries.error;
import static dev.logtail.pipeline.alert.AlertEntries.notice;
import static dev.logtail.pipeline.alert.AlertEntries.stamped;
import static dev.logtail.pipeline.alert.AlertEntries.unstamped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Alert;
import dev.logtail.model.Entry;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertWatchTest {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final List<Alert> alerts = new ArrayList<>();

  private AlertWatch watch(Duration every, String... conditions) {
    List<AlertRule> rules = Arrays.stream(conditions).map(AlertEntries::rule).toList();
    return new AlertWatch(rules, every, START, (number, alert) -> alerts.add(alert));
  }

  /** What of {@code entries} is told when nothing is held back. */
  private List<Entry> told(String condition, Entry... entries) {
    watch(Duration.ZERO, condition).take(List.of(entries), 0);
    return alerts.stream().map(Alert::entry).toList();
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  @Test
  void history_is_no_news() {
    Entry live = error(DRAGON, 2);

    assertThat(
            told(
                "level>=ERROR",
                stamped(DRAGON, -3600, 0.10, "old"),
                stamped(DRAGON, -1, 0.12, "just before"),
                notice(DRAGON, 0.05, Kind.CONNECTED),
                live))
        .containsExactly(live);
  }

  @Test
  void what_was_logged_after_the_start_is_news_even_in_the_first_burst() {
    Entry young = stamped(DRAGON, 4.9, 5.01, "logged while nobody was connected");

    assertThat(told("level>=ERROR", stamped(DRAGON, -1, 5, "old"), young)).containsExactly(young);
  }

  /** A server's clock that is eight hours ahead must not turn its history into alerts. */
  @Test
  void a_stamp_in_the_future_proves_nothing() {
    Entry live = stamped(DRAGON, 8 * 3600 + 3, 3, "live");

    assertThat(
            told(
                "level>=ERROR",
                stamped(DRAGON, 8 * 3600 - 60, 0.1, "old"),
                stamped(DRAGON, 8 * 3600 - 59, 0.1, "old"),
                live))
        .containsExactly(live);
  }

  /** A server's clock that is hours behind must not silence alerts. */
  @Test
  void a_stamp_in_the_past_silences_nothing_that_is_live() {
    Entry live = stamped(DRAGON, -8 * 3600, 3, "live");

    assertThat(told("level>=ERROR", stamped(DRAGON, -9 * 3600, 0.1, "old"), live))
        .containsExactly(live);
  }

  @Test
  void lines_without_a_stamp_are_news_once_the_first_burst_is_over() {
    Entry live = unstamped(DRAGON, 1);

    assertThat(told("level>=ERROR", unstamped(DRAGON, 0.1), unstamped(DRAGON, 0.2), live))
        .containsExactly(live);
  }

  @Test
  void a_stream_that_kept_nothing_has_no_burst() {
    Entry first = unstamped(DRAGON, 30);

    assertThat(told("level>=ERROR", notice(DRAGON, 0.1, Kind.CONNECTED), first))
        .containsExactly(first);
  }

  @Test
  void a_burst_without_a_pause_ends_after_five_seconds() {
    Entry[] busy = new Entry[70];
    for (int i = 0; i < busy.length; i++) {
      busy[i] = unstamped(DRAGON, i / 10.0);
    }

    assertThat(told("level>=ERROR", busy)).hasSize(busy.length - 51);
  }

  @Test
  void what_was_missed_while_a_connection_was_lost_is_news_unless_it_may_be_a_repeat() {
    Entry missed = stamped(DRAGON, 20, 30, "missed");
    Entry doubtful = stamped(DRAGON, 21, 30, "missed too").with(Receipt.Mark.MAY_REPEAT);
    Entry repeated = stamped(DRAGON, 2, 30, "before").with(Receipt.Mark.MAY_REPEAT);

    assertThat(
            told(
                "level>=ERROR and message contains missed",
                stamped(DRAGON, -1, 0.1, "missed long ago"),
                stamped(DRAGON, 2, 2, "before"),
                repeated,
                missed,
                notice(DRAGON, 30, Kind.CONNECTED),
                doubtful))
        .containsExactly(missed, doubtful);
    assertThat(told("before", repeated)).isNotEmpty();
  }

  @Test
  void a_lost_stream_is_told_once_until_it_is_back() {
    Entry lost = notice(DRAGON, 1, Kind.DISCONNECTED);
    Entry other = notice(TURTLE, 2, Kind.REFUSED);
    Entry again = notice(DRAGON, 9, Kind.VANISHED);

    assertThat(
            told(
                "disconnected",
                notice(DRAGON, 0, Kind.CONNECTED),
                lost,
                notice(DRAGON, 2, Kind.DISCONNECTED),
                other,
                notice(DRAGON, 3, Kind.VANISHED),
                notice(DRAGON, 8, Kind.CONNECTED),
                again,
                error(DRAGON, 9)))
        .containsExactly(lost, other, again);
  }

  @Test
  void words_of_alerts_go_together_with_any_filter() {
    Entry dragon = notice(DRAGON, 1, Kind.DISCONNECTED);
    Entry turtle = notice(TURTLE, 1, Kind.DISCONNECTED);
    Entry record = error(TURTLE, 5);

    assertThat(told("disconnected and worker ~ 002050", dragon, turtle)).containsExactly(dragon);
    alerts.clear();
    assertThat(told("(Disconnected or failed) and worker ~ turtle", dragon, turtle, record))
        .containsExactly(turtle, record);
  }

  @Test
  void in_quotes_they_are_text() {
    Entry lost = notice(DRAGON, 1, Kind.DISCONNECTED);
    Entry saying = stamped(TURTLE, 5, 5.01, "disconnected by peer");

    assertThat(told("\"disconnected\" and level >= ERROR", lost, saying)).containsExactly(saying);
  }

  @Test
  void troubling_notices_are_warnings_and_others_are_nothing() {
    Entry gap = notice(DRAGON, 2, Kind.GAP);

    assertThat(
            told(
                "not heartbeat",
                notice(DRAGON, 1, Kind.CONNECTED),
                notice(DRAGON, 1, Kind.APPEARED),
                gap,
                notice(DRAGON, 3, Kind.RESUMED)))
        .containsExactly(gap);
    alerts.clear();
    assertThat(told("kind = gap", gap)).containsExactly(gap);
    alerts.clear();
    assertThat(told("level >= ERROR", gap)).isEmpty();
  }

  @Test
  void one_alert_a_period_and_worker_and_what_is_held_back_is_counted() {
    AlertWatch watch = watch(EVERY, "level>=ERROR", "worker ~ turtle");
    for (int i = 0; i < 38; i++) {
      watch.take(List.of(error(DRAGON, 1 + i / 10.0)), nanos(1 + i / 10.0));
    }
    watch.take(List.of(error(TURTLE, 5)), nanos(5));
    watch.expire(nanos(10.9));
    assertThat(alerts).hasSize(3).allMatch(alert -> alert.more() == 0);

    watch.expire(nanos(11));
    assertThat(alerts).hasSize(4);
    assertThat(alerts.get(3)).isEqualTo(new Alert("level>=ERROR", error(DRAGON, 4.7), 36, EVERY));

    watch.take(List.of(error(DRAGON, 12)), nanos(12));
    assertThat(alerts).as("another period has begun").hasSize(4);
    assertThat(watch.heldBack())
        .containsExactly(new Alert("level>=ERROR", error(DRAGON, 12), 0, EVERY));
  }

  @Test
  void after_a_quiet_period_the_next_one_goes_out_at_once() {
    AlertWatch watch = watch(EVERY, "level>=ERROR");
    watch.take(List.of(error(DRAGON, 1)), nanos(1));
    watch.take(List.of(error(DRAGON, 11.5)), nanos(11.5));

    assertThat(alerts).extracting(Alert::more).containsExactly(0L, 0L);
    assertThat(watch.heldBack()).isEmpty();
  }
}
