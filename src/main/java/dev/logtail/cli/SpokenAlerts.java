package dev.logtail.cli;

import dev.logtail.model.Alert;
import dev.logtail.model.StreamNotice;
import dev.logtail.view.alert.AlertText;
import java.io.PrintStream;

/**
 * Alerts of a run in lines: said on standard error where the records themselves can't be seen.
 *
 * @param onTerminal whether {@code err} is one, which can beep
 * @param visible whether people see the records on their terminal
 */
record SpokenAlerts(PrintStream err, boolean onTerminal, Talk talk, boolean visible)
    implements AlertVoice {
  private static final char BEL = 7;

  /** What happens to streams is said anyhow. */
  @Override
  public void tell(Alert alert) {
    if (!visible && !(alert.entry() instanceof StreamNotice)) {
      talk.mention("alert " + alert.condition() + ": " + AlertText.line(alert));
    }
  }

  @Override
  public void ring() {
    if (onTerminal) {
      err.print(BEL);
      err.flush();
    }
  }

  @Override
  public void trouble(String line) {
    talk.insist(line);
  }

  @Override
  public void say(String line) {
    talk.mention(line);
  }
}
