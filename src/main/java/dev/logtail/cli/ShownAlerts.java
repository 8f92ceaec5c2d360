package dev.logtail.cli;

import dev.logtail.model.Alert;
import dev.logtail.view.alert.AlertText;
import dev.logtail.view.tui.ConsoleLoop;
import java.util.Optional;

/** Alerts in the console: a word in its last row, and the terminal's own bell. */
final class ShownAlerts implements AlertVoice {
  /** Empty before the screen is there. */
  private volatile Optional<ConsoleLoop> console = Optional.empty();

  /** From now on they are told there. */
  void on(ConsoleLoop shown) {
    console = Optional.of(shown);
  }

  @Override
  public void tell(Alert alert) {
    trouble("alert " + alert.condition() + ": " + AlertText.line(alert));
  }

  @Override
  public void ring() {
    console.ifPresent(ConsoleLoop::ring);
  }

  @Override
  public void trouble(String line) {
    console.ifPresent(shown -> shown.tell(line));
  }

  /** There is no room for what other programs say. */
  @Override
  public void say(String line) {}
}
