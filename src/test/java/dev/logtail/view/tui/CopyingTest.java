package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyingTest {
  private static final String HEAD =
      "2026-02-01T14:30:30.123+08:00 ERROR user123_002050.SZ_hidden_dragon VnpyWorker[002050.SZ]\n";

  private static String copied(ConsoleRig rig) {
    int last = rig.effects().size() - 1;
    return ((ConsoleEffect.Copy) rig.effects().get(last)).text();
  }

  @Test
  void a_record_is_copied_with_a_line_that_says_where_it_is_from_and_all_of_its_lines() {
    FakeFarm farm = new FakeFarm(1 << 20, 1).log(FakeRecords.named("traceback"));
    String copied = copied(new ConsoleRig(farm, 80, 24).press("y"));
    assertThat(copied)
        .startsWith(HEAD + "order rejected\nTraceback (most recent call last):\n  File \"/srv/")
        .endsWith("\nworker.errors.OrderError: 余额不足");
  }

  @Test
  void times_are_in_the_zone_of_the_view() {
    FakeFarm farm = new FakeFarm(1 << 20, 1).log(FakeRecords.named("traceback"));
    ConsoleRig rig = new ConsoleRig(farm, 80, 24).press(":", "'zone UTC", "Enter", "c");
    assertThat(copied(rig)).startsWith("2026-02-01T06:30:30.123Z ERROR ");
  }

  @Test
  void what_is_bookmarked_is_copied_in_the_order_of_the_log_and_notices_too() {
    FakeFarm farm =
        new FakeFarm(1 << 20, 1)
            .log(FakeRecords.named("traceback"))
            .log(FakeRecords.named("nested"))
            .log(FakeRecords.named("gap"));
    ConsoleRig rig = new ConsoleRig(farm, 80, 24).press("m", "k", "k", "m", "c");
    assertThat(copied(rig))
        .startsWith(HEAD)
        .endsWith(
            "OrderError: 余额不足\n2026-02-01T14:30:30.123+08:00 --- user123_000002.SZ_yang\n"
                + "gap: exactly 3 records lost between 14:30:11 and 14:30:19")
        .doesNotContain("4711");
  }

  @Test
  void what_was_sent_to_steer_a_terminal_is_as_inert_in_the_clipboard_as_on_the_screen() {
    FakeFarm farm = new FakeFarm(1 << 20, 1);
    farm.log(FakeFarm.event("INFO", "\u001b[31mred\u001b[0m\u001b[201~rm\r\u202eevil\n\u0007end"));
    assertThat(copied(new ConsoleRig(farm, 80, 24).press("c")))
        .endsWith("\nred␛[201~rm␍<U+202E>evil\n␇end");
  }
}
