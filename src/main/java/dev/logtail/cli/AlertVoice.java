package dev.logtail.cli;

import dev.logtail.model.Alert;

/** How a view tells alerts to who looks at it. Each method returns at once; any thread. */
interface AlertVoice {
  /** Something happened that the user wants to be told of. */
  void tell(Alert alert);

  /** Makes the terminal beep. */
  void ring();

  /** An action failed, or the like: one line that may quote foreign text. */
  void trouble(String line);

  /** Something worth saying where there is room: one line that may quote foreign text. */
  void say(String line);
}
