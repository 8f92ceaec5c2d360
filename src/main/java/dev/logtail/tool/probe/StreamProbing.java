package dev.logtail.tool.probe;

import java.util.function.Consumer;

/** Looks into a stream: from its host's name to how its server keeps it. */
@FunctionalInterface
public interface StreamProbing {
  /**
   * Begins and returns at once.
   *
   * @param told hears each step as soon as it is known, in order, by one thread at a time
   * @param finished runs once, behind the last step; never after {@link Looking#giveUp}
   */
  Looking probe(StreamQuestion question, Consumer<Step> told, Runnable finished);

  /** A stream that is being looked into. Any thread. */
  interface Looking {
    /** What is to be said of the step that is under way, since time is over. */
    Step overdue();

    /** Ends it at once, connections included; nothing is told any more. */
    void giveUp();
  }
}
