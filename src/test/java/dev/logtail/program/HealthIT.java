package dev.logtail.program;

import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static dev.logtail.program.PeerFarm.YANG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.program.PeerFarm.Kind;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the console's worker pane says while a farm's workers fare well and ill. */
class HealthIT {
  private static final String THIRD = "user3_000003.SH_grid";
  private static final String FOURTH = "user4_000004.SH_grid";

  @Test
  void eachConditionOfAWorkerHasItsOwnLook() {
    try (PeerFarm farm = farm("--workers", "5", "--rate", "4");
        Tmux terminal = console(farm, () -> farm.tell("limit", YANG, 0))) {
      awaitRow(terminal, "● 002050·dragon +\\S+/s", "✕ 300347·line +refused");
      farm.tell("kill", TURTLE);
      awaitRow(terminal, "† 600132·turtle +dead");
      farm.tell("revive", TURTLE);
      awaitRow(terminal, "● 600132·turtle +\\S+/s");

      farm.tell("shut", TURTLE);
      awaitRow(terminal, "◌ 600132·turtle +retry 3s");
      awaitRow(terminal, "◌ 600132·turtle +retry 2s");

      farm.tell("off", THIRD);
      awaitRow(terminal, "○ 000003·grid +no url");

      farm.tell("restart", DRAGON);
      awaitRow(terminal, "↻ 002050·dragon +restarted");

      farm.tell("remove", FOURTH);
      awaitRow(terminal, "· 000004·grid +gone");
      terminal.awaitText("1/4 connected");
      assertThat(terminal.screen()).as("its lines stay").contains("000004·grid");
    }
  }

  @Test
  void aStreamThatAnswersNoPingIsStalledBeforeItIsGivenUp() {
    try (PeerFarm farm = farm("--workers", "2", "--rate", "4");
        Tmux terminal = console(farm, () -> {})) {
      awaitRow(terminal, "● 600132·turtle +\\S+/s");
      farm.tell("mute", TURTLE);
      awaitRow(terminal, "⚠ 600132·tur\\S+ +stalled \\d+s", "● 002050·dragon +\\S+/s");
    }
  }

  @Test
  void theChosenWorkerTellsItsReasonAndErrorsThatNobodySawAreCounted() {
    try (PeerFarm farm = farm("--workers", "3", "--prefill", "40");
        Tmux terminal = console(farm, () -> farm.tell("limit", YANG, 0))) {
      awaitRow(terminal, "✕ 300347·line +refused");
      terminal.key("Tab", "j", "j");
      terminal.awaitText("300347·line: refused · r tries again").awaitText("1008");
      terminal.key("Escape", "g");
      farm.tell("burst", DRAGON, 20);
      awaitRow(terminal, "● 002050·dragon +2! \\S+/s", "● 600132·turtle +\\S+/s");
      terminal.key("G").awaitScreen("no unseen error", screen -> !screen.contains("2! "));
    }
  }

  @Test
  void whenNothingCanComeTheScreenSaysWhyAndWhichKeyLeadsOut() {
    try (PeerFarm farm = farm("--workers", "2");
        Tmux terminal =
            console(
                farm,
                () -> {
                  farm.tell("limit", DRAGON, 0);
                  farm.tell("limit", TURTLE, 0);
                })) {
      terminal.awaitText("all 2 workers refuse this client").awaitText("r try one again");
      farm.tell("remove", DRAGON);
      farm.tell("remove", TURTLE);
      terminal.awaitText("all 2 workers are gone").awaitText("R asks again");
      farm.die();
      terminal.awaitText("the API gives no list").awaitText("R asks again");
    }
  }

  private static PeerFarm farm(String... options) {
    return PeerFarm.start(Kind.PYTHON, options);
  }

  private static Tmux console(PeerFarm farm, Runnable first) {
    first.run();
    Tmux terminal = new Tmux(120, 30);
    terminal.run("\"$LOGTAIL\" follow --discover-every 300ms --keepalive 8s --api " + farm.api());
    return terminal.awaitFormat("#{alternate_on}", "1").awaitText("FOLLOW");
  }

  /** Waits until the pane has all these rows at once. */
  private static void awaitRow(Tmux terminal, String... patterns) {
    List<Pattern> rows = List.of(patterns).stream().map(Pattern::compile).toList();
    terminal.awaitScreen(
        String.join(" and ", patterns),
        screen -> rows.stream().allMatch(row -> row.matcher(screen).find()));
  }
}
