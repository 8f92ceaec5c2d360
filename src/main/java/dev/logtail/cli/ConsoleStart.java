package dev.logtail.cli;

import java.util.concurrent.Callable;

/**
 * How a console comes by what it follows.
 *
 * @param screenFirst whether the screen is taken before {@link #settings}: nobody may be asked
 *     anything from then on, and a failure is told when the screen has been given back
 * @param source from where the workers will be learned, as the user knows it
 * @param memory bytes that may be held altogether
 * @param settings what to follow; may take its time
 */
record ConsoleStart(
    boolean screenFirst, String source, long memory, Callable<FollowSettings> settings) {
  /** The screen waits until the workers are known: who asks for them may have to ask the user. */
  static ConsoleStart of(FollowSettings settings) {
    return new ConsoleStart(false, settings.api().toString(), settings.memory(), () -> settings);
  }
}
