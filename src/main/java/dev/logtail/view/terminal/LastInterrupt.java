package dev.logtail.view.terminal;

import org.jline.utils.Signals;

/** Ctrl-C of somebody who has lost patience with a program that is ending. */
public final class LastInterrupt {
  private LastInterrupt() {}

  /** Has {@code now} run when Ctrl-C comes from here on, whatever the program is doing. */
  public static void onNext(Runnable now) {
    Signals.register("INT", now);
  }
}
