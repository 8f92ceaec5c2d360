package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerTableTest {
  private static final Worker CHINESE =
      new Worker(
          new WorkerKey("奇妙"),
          true,
          Optional.of("ws://h:1"),
          Map.of("symbol", "002050.SZ", "bars", "7"),
          "{}");
  private static final Worker SILENT =
      new Worker(new WorkerKey("plain"), false, Optional.empty(), Map.of(), "{}");
  private static final Worker HOSTILE =
      new Worker(new WorkerKey("\u001b]0;x\u0007"), true, Optional.empty(), Map.of(), "{}");

  @Test
  void keepsColumnsStraightWhereCharactersAreTwoCellsWide() {
    assertThat(new WorkerTable(false).lines(List.of(CHINESE, SILENT)))
        .containsExactly(
            "KEY    ALIVE  SYMBOL     STRATEGY  STATE  POSITION  STREAM",
            "奇妙   yes    002050.SZ  -         -      -         ws://h:1",
            "plain  no     -          -         -      -         (no stream)");
  }

  @Test
  void showsOtherFiguresWhenWide() {
    assertThat(new WorkerTable(true).lines(List.of(CHINESE)).get(1)).endsWith("ws://h:1  bars=7");
  }

  @Test
  void makesNamesSafe() {
    assertThat(new WorkerTable(false).lines(List.of(HOSTILE)).get(1)).startsWith("␛]0;x␇");
  }
}
