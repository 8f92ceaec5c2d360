package dev.logtail.view.alert;

import dev.logtail.model.Alert;
import dev.logtail.model.Sink;
import java.io.IOException;

/** Something done outside the program for an alert. */
public interface AlertAction {
  /** What it is called when people are told of it: short, and without secrets. */
  String name();

  /**
   * Does it, and waits until it is done; several threads may.
   *
   * @param said gets lines that are worth showing: foreign text
   * @throws IOException when it failed; the message says how, in one line that may quote foreign
   *     text
   * @throws InterruptedException when the thread was interrupted; nothing of it goes on then
   */
  void take(Alert alert, Sink<String> said) throws IOException, InterruptedException;
}
