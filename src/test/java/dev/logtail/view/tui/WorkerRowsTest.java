package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Health.Condition;
import dev.logtail.model.Vitals;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.runtime.ManualScheduler;
import dev.logtail.view.terminal.ScreenSize;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WorkerRowsTest {
  private static final ConsoleState FOLLOWING = ConsoleState.initial(new ScreenSize(80, 24));
  private static final ConsoleState SCROLLED = FOLLOWING.withPosition(new Position.Standing(0, 0));
  private static final ConsoleState FROZEN =
      FOLLOWING.withDisplay(FOLLOWING.display().frozen(OptionalLong.of(3)));

  private final ManualScheduler time = new ManualScheduler();
  private final WorkerRows rows = new WorkerRows(time);

  private static WorkerStatus erring(WorkerKey worker, long errors) {
    WorkerStatus status = WorkerStatus.connecting(worker, FakeFarm.START);
    Vitals vitals = status.vitals();
    return status.with(
        new Vitals(
            vitals.standing(), vitals.pulse(), vitals.lastRecord(), vitals.restarted(), errors));
  }

  private List<Long> unseen(ConsoleState state, long dragons, long turtles) {
    List<WorkerStatus> workers =
        List.of(erring(FakeFarm.DRAGON, dragons), erring(FakeFarm.TURTLE, turtles));
    return rows.of(workers, state).stream().map(WorkerRow::unseen).toList();
  }

  @Test
  void errors_of_a_log_that_is_followed_are_seen() {
    assertThat(unseen(FOLLOWING, 5, 0)).containsExactly(0L, 0L);
    assertThat(unseen(FOLLOWING, 9, 2)).containsExactly(0L, 0L);
  }

  @Test
  void errors_that_come_below_the_screen_are_unseen_until_it_is_followed_again() {
    unseen(FOLLOWING, 5, 0);
    assertThat(unseen(SCROLLED, 7, 1)).containsExactly(2L, 1L);
    assertThat(unseen(SCROLLED, 8, 1)).containsExactly(3L, 1L);
    assertThat(unseen(FOLLOWING, 8, 1)).containsExactly(0L, 0L);
    assertThat(unseen(SCROLLED, 9, 1)).containsExactly(1L, 0L);
  }

  @Test
  void errors_behind_a_frozen_picture_are_unseen() {
    unseen(FOLLOWING, 5, 0);
    assertThat(unseen(FROZEN, 6, 0)).containsExactly(1L, 0L);
  }

  @Test
  void errors_of_a_worker_that_is_not_shown_are_unseen_and_the_others_are_not() {
    unseen(FOLLOWING, 5, 0);
    FilterSet filters = FOLLOWING.filters();
    ConsoleState solo =
        FOLLOWING.withFilters(filters.withWorkers(filters.workers().only(FakeFarm.TURTLE)));
    assertThat(unseen(solo, 6, 4)).containsExactly(1L, 0L);
    ConsoleState hidden =
        FOLLOWING.withFilters(filters.withWorkers(filters.workers().toggle(FakeFarm.TURTLE)));
    assertThat(unseen(hidden, 6, 5)).containsExactly(0L, 1L);
  }

  @Test
  void rows_stay_where_they_are_and_those_that_are_gone_go_to_the_end() {
    WorkerStatus gone = FakeStaff.in(Condition.GONE, 600_001);
    WorkerStatus failed = FakeStaff.in(Condition.FAILED, 600_002);
    WorkerStatus gone2 = FakeStaff.in(Condition.GONE, 600_003);
    WorkerStatus live = FakeStaff.in(Condition.LIVE, 600_004);
    assertThat(rows.of(List.of(gone, failed, gone2, live), FOLLOWING))
        .extracting(WorkerRow::status)
        .containsExactly(failed, live, gone, gone2);
  }

  @Test
  void rate_is_that_of_the_last_seconds() {
    WorkerStatus idle = FakeFarm.status(FakeFarm.DRAGON, WorkerStatus.Phase.LIVE, "", 0);
    rows.of(List.of(idle), FOLLOWING);
    time.advance(Duration.ofSeconds(2));
    WorkerStatus busy = FakeFarm.status(FakeFarm.DRAGON, WorkerStatus.Phase.LIVE, "", 100);
    assertThat(rows.of(List.of(busy), FOLLOWING).get(0).rate()).isEqualTo(50);
    time.advance(Duration.ofSeconds(20));
    rows.of(List.of(busy), FOLLOWING);
    time.advance(Duration.ofSeconds(1));
    assertThat(rows.of(List.of(busy), FOLLOWING).get(0).rate()).isZero();
  }
}
