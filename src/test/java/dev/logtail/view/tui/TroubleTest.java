package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Health.Condition;
import dev.logtail.model.WorkerStatus;
import dev.logtail.view.tui.ConsoleFigures.Discovery;
import dev.logtail.view.tui.ConsoleFigures.Losses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TroubleTest {
  private static final Discovery WELL = new Discovery("http://h:1", true, "", "");

  private static Optional<Trouble> trouble(Discovery discovery, List<WorkerStatus> workers) {
    List<WorkerRow> rows = workers.stream().map(row -> new WorkerRow(row, 0, 0)).toList();
    Scene scene = new ConsoleRig(new FakeFarm(1 << 20, 7), 80, 24).scene();
    int connected =
        (int) workers.stream().filter(row -> row.phase() == WorkerStatus.Phase.LIVE).count();
    ConsoleFigures figures =
        new ConsoleFigures(0, Losses.NONE, connected, workers.size(), 0, 1, discovery);
    return Trouble.of(new Scene(scene.log(), rows, figures, FakeFarm.START, ConsoleRig.ZONE));
  }

  private static List<WorkerStatus> workers(Condition... conditions) {
    List<WorkerStatus> workers = new ArrayList<>();
    Arrays.stream(conditions)
        .forEach(condition -> workers.add(FakeStaff.in(condition, 600_000 + workers.size())));
    return workers;
  }

  private static String what(Condition... conditions) {
    return trouble(WELL, workers(conditions)).map(Trouble::what).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GONE      | are gone: no longer listed         | is gone: no longer listed
          DEAD      | are dead: the API says alive=false | is dead: the API says alive=false
          NO_STREAM | have no stream: streaming is off   | has no stream: streaming is off
          REFUSED   | refuse this client                 | refuses this client
          FAILED    | failed                             | failed
          STALLED   | are stalled: no sign of life       | is stalled: no sign of life
          """)
  void what_is_the_same_with_all_of_them_is_said_of_all(
      Condition condition, String all, String only) {
    assertThat(what(condition, condition)).isEqualTo("all 2 workers " + all);
    assertThat(what(condition)).isEqualTo("the only worker " + only);
  }

  @ParameterizedTest
  @EnumSource(Condition.class)
  void one_worker_in_order_is_no_trouble_of_all(Condition other) {
    assertThat(what(Condition.LIVE, other)).isEmpty();
    assertThat(what(Condition.QUIET, other)).isEmpty();
    assertThat(what(Condition.RESTARTED, other)).isEmpty();
  }

  @Test
  void a_worker_without_a_stream_is_no_trouble_while_the_others_are_dialled_first() {
    WorkerStatus dialled = WorkerStatus.connecting(FakeFarm.DRAGON, FakeFarm.START);
    WorkerStatus silent = FakeStaff.in(Condition.NO_STREAM, 600_000);
    assertThat(trouble(WELL, List.of(dialled, silent))).isEmpty();
    assertThat(trouble(WELL, List.of(silent))).isPresent();
  }

  @Test
  void different_troubles_are_counted_and_those_that_are_gone_do_not_count() {
    List<WorkerStatus> some =
        workers(Condition.REFUSED, Condition.REFUSED, Condition.NO_STREAM, Condition.GONE);
    Trouble found = trouble(WELL, some).orElseThrow();
    assertThat(found.what()).isEqualTo("every worker is in trouble");
    assertThat(found.detail()).isEqualTo("2 refused, 1 no stream");
    assertThat(what(Condition.DEAD, Condition.DEAD, Condition.GONE)).startsWith("all 2 workers");
  }

  @Test
  void workers_that_are_dialled_again_are_not_connected_and_the_first_dial_is_no_trouble() {
    assertThat(what(Condition.RETRYING)).isEqualTo("no worker is connected");
    assertThat(what(Condition.CONNECTING, Condition.RETRYING)).isEqualTo("no worker is connected");
    assertThat(what(Condition.CONNECTING, Condition.CONNECTING)).isEmpty();
    assertThat(what()).isEmpty();
  }

  @Test
  void an_api_that_fails_is_told_before_everything_else_and_too_many_workers_last() {
    Discovery failing = new Discovery("http://h:1", true, "refused", "w9 is not followed");
    Discovery full = new Discovery("http://h:1", true, "", "w9 is not followed");
    List<WorkerStatus> live = workers(Condition.LIVE);
    assertThat(trouble(failing, live).orElseThrow().line())
        .isEqualTo("the API gives no list; open streams go on · R asks again · refused");
    assertThat(trouble(failing, List.of()).orElseThrow().what()).isEqualTo("the API gives no list");
    assertThat(trouble(full, workers(Condition.DEAD)).orElseThrow().what()).contains("dead");
    assertThat(trouble(full, live).orElseThrow().line())
        .isEqualTo("more workers than allowed · R hides this · w9 is not followed");
  }
}
